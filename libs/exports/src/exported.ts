import type { Page } from '@jejak/http';
import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiProduces, ApiQuery } from '@nestjs/swagger';
import { ExportInterceptor } from './export.interceptor';
import { FORMATS, MEDIA_TYPES } from './wanted-format';

/**
 * Makes a list one that can be had as a file: `?format=csv`, `?format=xlsx`, or `Accept` with their media types. The file holds all
 * pages of the list as the caller may see them, with the list's own filters, permission and record of the read.
 * @param name of the file, without its ending
 * @param columns which members of a row it holds, in this order. They are a contract with whoever reads the file: add at the end
 * @example \@Get() \@Requires('recruitment:read') \@Exported('applications', ['participantNo', 'status'])
 */
export const Exported =
  <const Column extends string>(name: string, columns: readonly Column[]) =>
  <List extends (...args: never[]) => Promise<Page<Readonly<Record<Column, unknown>>>>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<List>,
  ): void =>
    applyDecorators(
      UseInterceptors(new ExportInterceptor(name, columns)),
      ApiQuery({ name: 'format', required: false, enum: FORMATS, description: 'A file holds all rows.' }),
      ApiProduces(...Object.values(MEDIA_TYPES)),
    )(target, key, descriptor);

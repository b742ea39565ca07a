import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsUUID, type ValidationOptions } from 'class-validator';

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/**
 * Property decorator: a UUID, taken in the form that streams are named by. Whoever writes it in capitals means the same thing, and no
 * stream, rule or fact knows it by them.
 * @param options `{ each: true }` for a list of them
 */
export const IsId = (options: ValidationOptions = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lower) : lower(value))),
    IsUUID(undefined, options),
  );

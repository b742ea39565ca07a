import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

const STREAM = /^[a-z][a-z-]*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The name of a stream, `evaluation-<uuid>`; with `each`, every element of a list. */
export const IsStream = ({ each = false } = {}) =>
  applyDecorators(IsString({ each }), MaxLength(100, { each }), Matches(STREAM, { each }));

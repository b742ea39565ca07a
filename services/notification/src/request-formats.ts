import { applyDecorators } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';

/** `hh:mm` by the clock on the wall. */
export const IsWallTime = () =>
  applyDecorators(IsString(), MaxLength(5), Matches(/^([01]\d|2[0-3]):[0-5]\d$/));

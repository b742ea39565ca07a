import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { withoutNulls } from './left-out';

class Part {
  @IsString() readonly on!: string;
  @IsOptional() @IsString() readonly room?: string;
}
class Plan {
  @IsString() readonly title!: string;
  @IsOptional() @IsInt() readonly year?: number;
  @IsOptional() @IsObject() readonly free?: object;
  @IsOptional() @ValidateNested() @Type(() => Part) readonly first?: Part;
  @IsArray() @ValidateNested({ each: true }) @Type(() => Part) readonly parts!: Part[];
}

describe('a body with members that are null', () => {
  it.each([
    ['is one without them', { title: 'a', year: null, parts: [] }, { title: 'a', parts: [] }],
    ['keeps those that it must have', { title: null, parts: null }, { title: null, parts: null }],
    [
      'is so inside too',
      { first: { on: 'x', room: null }, parts: [{ on: null, room: null }, null] },
      { first: { on: 'x' }, parts: [{ on: null }, null] },
    ],
    ['keeps what no class describes', { free: { a: null }, other: null }, { free: { a: null }, other: null }],
    ['may be none', null, null],
    ['may be a list', [null], [null]],
  ])('%s', (_, body, expected) => expect(withoutNulls(body, Plan)).toEqual(expected));
});

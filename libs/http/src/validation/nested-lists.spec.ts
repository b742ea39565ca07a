import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, ValidateNested } from 'class-validator';
import { ValidationFailed } from '../problems/refusals';
import { RequestValidation } from './validation-pipe';

class Inner {
  @IsInt() readonly n!: number;
}

class Outer {
  @ValidateNested() @Type(() => Inner) readonly one!: Inner;
  @IsOptional() @ValidateNested() @Type(() => Inner) readonly other?: Inner;
}

const taken = (body: unknown): Promise<unknown> =>
  new RequestValidation().transform(body, { type: 'body', metatype: Outer });

describe('an object inside a request', () => {
  it.each([[{ one: { n: 1 } }], [{ one: { n: 1 }, other: { n: 2 } }]])('is taken: %j', (body) =>
    expect(taken(body)).resolves.toEqual(body),
  );

  it.each([
    [{}, 'one'],
    [{ one: null }, 'one'],
    [{ one: [] }, 'one'],
    [{ one: [{ n: 1 }] }, 'one'],
    [{ one: { n: 1 }, other: [] }, 'other'],
  ])('is not nothing, and no list: %j', async (body, field) => {
    const refusal = await taken(body).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ValidationFailed);
    expect((refusal as ValidationFailed).errors).toMatchObject([{ field }]);
  });
});

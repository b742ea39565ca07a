import { NotFound } from '@jejak/kernel';
import { applyDecorators, Param, type PipeTransform } from '@nestjs/common';
import { MaxLength, ValidateBy } from 'class-validator';

/** Per cent with two places at most: 0 to 100. */
export const IsPercentage = () =>
  applyDecorators(
    MaxLength(6),
    ValidateBy({
      name: 'isPercentage',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' && /^(100(\.0{1,2})?|(0|[1-9]\d?)(\.\d{1,2})?)$/.test(value),
        defaultMessage: (args) => `${args?.property ?? 'value'} must be a percentage as text, 0 to 100`,
      },
    }),
  );

const KEY = /^[a-z]+(\.[a-z][A-Za-z0-9]*)*$/;
export const MOST_KEY = 60;

const keyPipe: PipeTransform<unknown, string> = {
  transform: (value: unknown): string => {
    // What is no key may hold what PostgreSQL cannot even be asked for.
    if (typeof value !== 'string' || value.length > MOST_KEY || !KEY.test(value))
      throw new NotFound('POLICY_NOT_FOUND', 'There is no policy under this key.');
    return value;
  },
};

const versionPipe: PipeTransform<unknown, number> = {
  transform: (value: unknown): number => {
    // By now it may be a number already: the parameter's type is one.
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    if (!/^[1-9]\d{0,5}$/.test(text))
      throw new NotFound('POLICY_VERSION_NOT_FOUND', 'There is no such version.');
    return Number(text);
  },
};

/** Parameter decorator: the key of a policy in the path. @throws NotFound POLICY_NOT_FOUND */
export const Key = (): ParameterDecorator => Param('key', keyPipe);

/** Parameter decorator: the number of a version in the path. @throws NotFound POLICY_VERSION_NOT_FOUND */
export const VersionNumber = (): ParameterDecorator => Param('version', versionPipe);

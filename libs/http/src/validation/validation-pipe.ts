import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, ValidationFailed } from '../problems/refusals';
import { isClass } from './class-members';
import { withoutNulls } from './left-out';
import { nestedListFaults } from './nested-lists';

/** Names that a program would choose. Anything else that a client calls a member is not repeated to it. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
const INDEX = /^\d{1,6}$/;
const HIDDEN = '(unnamed)';

const shown = (property: string): string => (NAME.test(property) || INDEX.test(property) ? property : HIDDEN);

/** Every failed constraint with the path of its member; the offending values stay out. */
export const fieldErrorsOf = (
  errors: readonly ValidationError[],
  path: readonly string[] = [],
): FieldError[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const name = shown(property);
    const here = [...path, name];
    return [
      ...Object.values(constraints).map((message) => ({
        field: here.join('.'),
        message: name === property ? message : message.replaceAll(property, name),
      })),
      ...fieldErrorsOf(children, here),
    ];
  });

/** The one validation of requests: what a class does not declare is refused, and nothing is converted silently. */
@Injectable()
export class RequestValidation extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      transformOptions: { enableImplicitConversion: false },
      stopAtFirstError: false,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => new ValidationFailed(fieldErrorsOf(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Nest hands an array to class-validator as one unknown value, whose message names nothing: say what is wrong.
    if (metadata.type === 'body' && Array.isArray(value) && metadata.metatype !== Array)
      throw new ValidationFailed([{ field: 'body', message: 'body must be an object' }]);
    const { type, metatype } = metadata;
    const meant = type === 'body' && isClass(metatype) ? withoutNulls(value, metatype) : value;
    const validated: unknown = await super.transform(meant, metadata);
    const faults = nestedListFaults(validated);
    if (faults.length > 0) throw new ValidationFailed(faults);
    return validated;
  }
}

import { DomainError, Malformed } from '@jejak/kernel';

/** One member of a request that is not valid. Neither names nor quotes what the client sent there. */
export interface FieldError {
  /** Path of the member, `indicators.0.weight`; a name that no client could have chosen freely. */
  readonly field: string;
  readonly message: string;
}

/** 400: members of the body, query or path are not what they should be. */
export class ValidationFailed extends Malformed {
  constructor(readonly errors: readonly FieldError[]) {
    super('VALIDATION_FAILED', 'Some members of the request are not valid; each is listed with its reason.', {
      ...(errors.length === 1 ? { field: errors[0].field } : {}),
    });
  }
}

/** 415: the body is not of a type that this route reads. */
export class UnsupportedMediaType extends DomainError {
  readonly kind = 'malformed';
  constructor(readonly types: readonly string[]) {
    super('MEDIA_TYPE_UNSUPPORTED', 'The body is of a type that is not read here.', { params: { types } });
  }
}

/** 405: there is something here, and it does not answer to this method. */
export class MethodNotAllowed extends DomainError {
  readonly kind = 'malformed';
  constructor(readonly allowed: readonly string[]) {
    super('METHOD_NOT_ALLOWED', 'This address does not answer to this method.', { params: { allowed } });
  }
}

/** 503: more commands are in hand than the service can answer in time. @param seconds after which it is worth trying again */
export class Overloaded extends DomainError {
  readonly kind = 'unavailable';
  constructor(readonly seconds: number) {
    super('OVERLOADED', 'More commands are in hand than can be answered in time.', { params: { seconds } });
  }
}

/** 429: so often nobody may ask for this without an account. @param seconds after which it is worth trying again */
export class TooManyRequests extends DomainError {
  readonly kind = 'malformed';
  constructor(readonly seconds: number) {
    super('TOO_MANY_REQUESTS', 'So often in a short time this is not answered.', { params: { seconds } });
  }
}

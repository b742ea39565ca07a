/** What a refusal may say beside its code. `params` fill the translated sentence; never personal data. */
export interface RefusalDetail {
  /** The member of the command at fault, as a JSON pointer or name. */
  readonly field?: string;
  /** The rule key, where the code is the general RULE_VIOLATED or a list of failed rules is given. */
  readonly rule?: string;
  /** Policy versions that the rule read, e.g. `["perf.result@1"]`. */
  readonly policyRefs?: readonly string[];
  readonly params?: Readonly<Record<string, string | number | readonly string[]>>;
}

/**
 * A refusal by rule: the caller can do something about it. Everything else thrown is a defect.
 * The domain knows the kind; only `@jejak/http` knows the number.
 * @param code the refusal's code of the domain reference, `UPPER_SNAKE`
 * @param message one English sentence without personal data
 */
export abstract class DomainError extends Error {
  abstract readonly kind:
    | 'malformed'
    | 'not-signed-in'
    | 'not-authorised'
    | 'not-found'
    | 'conflict'
    | 'erased'
    | 'rule-violated'
    | 'locked'
    | 'too-large'
    | 'unavailable';

  constructor(
    readonly code: string,
    message: string,
    readonly detail: RefusalDetail = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** The request cannot be read as the command it claims to be. 400 */
export class Malformed extends DomainError {
  readonly kind = 'malformed';
}
/** Nobody is signed in, or the token does not hold. 401 */
export class NotSignedIn extends DomainError {
  readonly kind = 'not-signed-in';
}
/** Signed in, but this role or relation may not do it. 403 */
export class NotAuthorised extends DomainError {
  readonly kind = 'not-authorised';
}
/** There is no such object, or none that the caller may know of. 404 */
export class NotFound extends DomainError {
  readonly kind = 'not-found';
}
/** The state, or a newer version, stands in the way. 409 */
export class Conflict extends DomainError {
  readonly kind = 'conflict';
}
/** The person's key is destroyed: nothing more can be written about them. 410 */
export class Erased extends DomainError {
  readonly kind = 'erased';
}
/** The upload or body is larger than its limit. 413 */
export class TooLarge extends DomainError {
  readonly kind = 'too-large';
}
/** A rule of the law or of a policy refuses. 422 */
export class RuleViolated extends DomainError {
  readonly kind = 'rule-violated';
}
/** The period is closed. 423 */
export class Locked extends DomainError {
  readonly kind = 'locked';
}
/** Not now: the store or a dependency does not answer. Retry with the same command id. 503 */
export class Unavailable extends DomainError {
  readonly kind = 'unavailable';
}

/** What a service keeps of a person beside sealed fields: rows by which a number or a case leads to them. */
export interface PersonalTraces {
  /** For ever, and idempotent. Called once the key is gone, so nothing can make the traces anew. */
  erase(subjectId: string): Promise<void>;
}

/** Injection token of a service's {@link PersonalTraces}. */
export const TRACES = Symbol('jejak.personal-traces');

/** Of a service whose tables hold ids and sealed fields only. */
export const NO_TRACES: PersonalTraces = { erase: () => Promise.resolve() };

/** What a service says when it refuses (RFC 9457), as far as a page shows it. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** One sentence in the reader's language: what stood in the way. */
  readonly detail: string;
  /** One sentence: what to do now. */
  readonly next?: string;
  /** The field that the refusal is about, or several with a sentence each. */
  readonly field?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  readonly rule?: string;
  readonly policyRefs?: readonly string[];
  readonly traceId?: string;
}

/** An answer that is no answer: refused by a rule, failed, or never arrived. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** No answer arrived: the network, not the service. */
export class Offline extends Error {}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;

/** What an answer that is not a success says, whatever it is made of. */
export const problemIn = (status: number, body: unknown): Problem =>
  isProblem(body) ? { ...body, status } : { title: '', status, code: `HTTP_${status}`, detail: '' };

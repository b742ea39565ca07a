import type { DomainEvent, ReasonCode, Recorded } from '@jejak/kernel';

/** A fact on which a number rests: where it stands in the log, so that anybody can ask for its proof. */
export interface Fact {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  /** ISO instant. */
  readonly at: string;
  /** A pseudonym, or a service's name; null where whoever it was is not to be known. */
  readonly actor: string | null;
  readonly role: string | null;
  /** The person whom the fact itself names as who did it; null where it names nobody. */
  readonly who: string | null;
  readonly reason: { readonly code: ReasonCode; readonly text: string | null } | null;
  /** Digests of the documents that came with it. */
  readonly evidence: readonly string[];
}

/** Members by which facts of amounts, plans and evaluations name who did it. */
const WHO = [
  'verifiedBy',
  'rejectedBy',
  'disputedBy',
  'proposedBy',
  'declinedBy',
  'correctedBy',
  'heldBy',
  'ratedBy',
  'raterId',
  'decidedBy',
  'by',
] as const;

const named = ({ type, data }: DomainEvent): string | null => {
  const said = data as Readonly<Record<string, unknown>>;
  // Of these the person named is whom it is about, and who did it.
  const own = type === 'ProgressReported' || type === 'EvaluationObjected' ? said.employeeId : undefined;
  const found = [own, ...WHO.map((member) => said[member])].find((id) => typeof id === 'string');
  return typeof found === 'string' ? found : null;
};

export const factOf = (fact: Recorded): Fact => {
  const { stream, version, id, at, actor, role } = fact.envelope;
  return {
    ...{ stream, version, id, type: fact.type, at, actor, role, who: named(fact) },
    reason: fact.reason ? { code: fact.reason.code, text: fact.reason.text } : null,
    evidence: (fact.evidence ?? []).map(({ sha256 }) => sha256),
  };
};

/** The same without who did it, nor in whose words. */
export const anonymous = (fact: Fact): Fact => ({
  ...fact,
  actor: null,
  role: null,
  who: null,
  reason: null,
});

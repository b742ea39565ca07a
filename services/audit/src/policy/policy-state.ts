import { naturalId, NotFound, streamOf } from '@jejak/kernel';
import { canonical, sha256 } from '@jejak/ledger';
import { type Found, wholeIndex } from '../answer/answers';
import type { LoggedEvent, Reading } from '../history/logged-event';
import { fromTheFirst } from '../history/stream-questions';
import { type LogFact, logFactOf } from '../control/log-fact';
import type {
  PolicyApproved,
  PolicyDrafted,
  PolicyInForce,
  PolicyRevised,
  PolicySeeded,
} from '@jejak/contracts/policy';

type PolicyFact = PolicySeeded | PolicyInForce | PolicyApproved | PolicyDrafted | PolicyRevised;
type InForce = LogFact<PolicySeeded> | LogFact<PolicyInForce>;

/** Where a fact stands in the log, and whose it is. */
export interface Mention {
  readonly id: string;
  readonly index: number;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
}

/** What a policy said on a day. */
export interface PolicyState {
  readonly key: string;
  readonly version: number;
  readonly effectiveFrom: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly legalBasis: string;
  /** SHA-256 of the canonical JSON of the parameters, hex: what a list of decisions under it can be held against. */
  readonly sha256: string;
  /** Null for what the installation began with. */
  readonly approval: Mention | null;
  /** The draft, and how it was written again. */
  readonly drafts: readonly Mention[];
  readonly inForce: Mention;
  /** The version that followed, and the parameters in which it differs. */
  readonly next: {
    readonly version: number;
    readonly effectiveFrom: string;
    readonly differences: readonly {
      readonly parameter: string;
      readonly old: unknown;
      readonly new: unknown;
    }[];
  } | null;
}

const mention = ({ type, envelope: { id, at, actor, role }, entry: { index } }: LogFact): Mention => ({
  ...{ id, index, type, at, actor, role },
});

/** Of the JSON itself, whatever made the objects that hold it. */
const sha256Of = (value: unknown): string =>
  sha256(canonical(JSON.parse(JSON.stringify(value)))).toString('hex');

const isInForce = (fact: LogFact<PolicyFact>): fact is InForce =>
  fact.type === 'PolicySeeded' || fact.type === 'PolicyInForce';

/** Pure. @param facts of one policy, in their order. Null where nothing was in force on the day */
export const policyOn = (
  key: string,
  facts: readonly LogFact<PolicyFact>[],
  date: string,
): PolicyState | null => {
  const versions = facts
    .filter(isInForce)
    .toSorted((a, b) => (a.data.effectiveFrom < b.data.effectiveFrom ? -1 : 1));
  const at = versions.findLastIndex(({ data }) => data.effectiveFrom <= date);
  const held = versions.at(at);
  if (at < 0 || !held) return null;
  const { version, effectiveFrom, parameters, legalBasis } = held.data;
  const of = (...types: readonly PolicyFact['type'][]) =>
    facts.filter((fact) => types.includes(fact.type) && fact.data.version === version);
  const approval = of('PolicyApproved').at(-1);
  const after = versions.at(at + 1);
  const names = [
    ...new Set([...Object.keys(parameters), ...Object.keys(after?.data.parameters ?? {})]),
  ].sort();
  const next: PolicyState['next'] = after
    ? {
        ...{ version: after.data.version, effectiveFrom: after.data.effectiveFrom },
        differences: names.flatMap((parameter) => {
          const [old, fresh] = [parameters[parameter], after.data.parameters[parameter]];
          return sha256Of(old ?? null) === sha256Of(fresh ?? null) ? [] : { parameter, old, new: fresh };
        }),
      }
    : null;
  return {
    ...{ key, version, effectiveFrom, parameters, legalBasis, sha256: sha256Of(parameters) },
    ...{ approval: approval ? mention(approval) : null, inForce: mention(held), next },
    drafts: of('PolicyDrafted', 'PolicyRevised').map(mention),
  };
};

/**
 * Question 14: what a policy said on a legal date, who approved it, and what came after; nothing where it was not in force yet.
 * @throws NotFound POLICY_NOT_FOUND where the log has nothing of it
 */
export const policyState = async (
  reading: Reading,
  size: number,
  key: string,
  date: string,
): Promise<Found<PolicyState>> => {
  const events = await fromTheFirst(reading, streamOf('policy', naturalId('policy', key))).catch(
    (error: unknown): LoggedEvent[] => {
      if (!(error instanceof NotFound)) throw error;
      throw new NotFound('POLICY_NOT_FOUND', 'The log has no version of this policy.', { field: 'key' });
    },
  );
  // A stream holds the events of its own decider only.
  const facts = events.flatMap((event) => (logFactOf(event) ?? []) as LogFact<PolicyFact> | []);
  const state = policyOn(key, facts, date);
  return { complete: await wholeIndex(reading, size), items: state ? [state] : [] };
};

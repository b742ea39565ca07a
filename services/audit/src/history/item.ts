import type { Core } from '@jejak/ledger';
import { Temporal } from 'temporal-polyfill';
import { contractOf } from '../sources';
import { ZONE } from './as-of';
import type { Change } from './fields';
import type { LoggedEvent } from './logged-event';
import type { Payload } from './payload';
import type { Fact, SetBy } from './stream-state';

/** One event as an inspector reads it. Persons are pseudonyms; a payload that never came shows as `payload`. */
export interface Item {
  readonly index: number;
  readonly id: string;
  readonly source: string;
  readonly pos: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  /** Recorded time in UTC, and the same instant as the city's clocks showed it. */
  readonly at: string;
  readonly local: string;
  readonly occurred: string | null;
  readonly effective: string | null;
  readonly actor: string | null;
  readonly behalf: string | null;
  readonly role: string | null;
  readonly subject: string | null;
  /** The text is null where none was given, `erased` when its key is gone, `redacted` for who may not read it. */
  readonly reason: { readonly code: string; readonly text: string | null } | null;
  readonly policy: string | null;
  readonly policies: readonly string[];
  readonly inputs: NonNullable<Core['inputs']>;
  readonly cause: string | null;
  readonly corr: string | null;
  /** base64url event hash. */
  readonly hash: string;
  readonly evidence: readonly unknown[];
  /** `opens`, or why nobody can check the data against the log. */
  readonly payload: LoggedEvent['payload'];
  readonly personal: Payload['personal'];
  readonly data: Readonly<Record<string, unknown>>;
}

/** An instant as the city's clocks showed it: `2027-02-05T10:00:00.000+07:00`. */
export const localTime = (at: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(ZONE)
    .toString({ smallestUnit: 'millisecond', timeZoneName: 'never' });

/** An event as an item of an answer. */
export const itemOf = (event: LoggedEvent, payload: Payload): Item => {
  const { core } = event;
  return {
    ...{
      index: event.index,
      id: core.id,
      source: event.src,
      pos: event.pos,
      stream: event.stream,
      version: event.version,
    },
    ...{ type: core.type, at: core.at, local: localTime(core.at) },
    ...{ occurred: core.occurred ?? null, effective: core.effective ?? null },
    ...{
      actor: core.actor ?? null,
      behalf: core.behalf ?? null,
      role: core.role ?? null,
      subject: core.subject ?? null,
    },
    reason: core.reason == null ? null : { code: core.reason, text: payload.reasonText },
    ...{ policy: core.policy, policies: core.policies ?? [], inputs: core.inputs ?? [] },
    ...{ cause: core.cause, corr: core.corr ?? null, hash: event.eventHash.toString('base64url') },
    ...{ evidence: payload.evidence, payload: event.payload, personal: payload.personal, data: payload.data },
  };
};

/** An event as the fold takes it in. */
export const factOf = ({ index, version, core }: LoggedEvent, { data }: Payload): Fact => ({
  ...{ id: core.id, index, version, type: core.type, at: core.at, effective: core.effective ?? null, data },
  status: contractOf(core.type)?.contract.status ?? null,
});

/** A difference with the event that made it. */
export interface ShownChange {
  readonly field: string;
  readonly old?: unknown;
  readonly new?: unknown;
  readonly setBy: SetBy;
}

export const shownChange = ({ by, ...change }: Change<SetBy>): ShownChange => ({ ...change, setBy: by });

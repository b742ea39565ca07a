import type { ControlKey } from '@jejak/contracts/audit';
import type { ControlledLog } from './controlled-log';
import type { LogFact } from './log-fact';

/** What a control found that it asks about. */
export interface Trip {
  /** What names the question beside the control: found again, it is the same one. */
  readonly about: readonly string[];
  /** Streams. */
  readonly objects: readonly string[];
  /** Whom it is about, as the log has it: a pseudonym, or a UUID. */
  readonly subject: string | null;
  readonly unitId: string | null;
  /** Whom it concerns: UUIDs and pseudonyms. */
  readonly people: readonly (string | null)[];
  /** What was measured, as decimal text with 4 places. */
  readonly score: string;
  /** The boundary; null where there is none. */
  readonly limit: string | null;
  /** What it rests on. */
  readonly facts: readonly LogFact[];
  /** The policy versions whose values were used. */
  readonly policies: readonly string[];
}

/** Where there is nothing to measure. */
export const ASKED = '1.0000';

/** A standing control: a rule with an owner, that asks and never decides. @source domain.md 10.3 */
export interface Control {
  readonly control: ControlKey;
  /** Role or duty with whom the inspector speaks about the rule. */
  readonly owner: string;
  /** What it asks. */
  readonly question: { readonly en: string; readonly id: string };
  /** What `score` and `limit` count. */
  readonly counts: string;
  /** Facts that may answer it, `performance.CycleClosed`. None: the city's services record no such fact yet. */
  readonly watches: readonly string[];
  /** @param fact one of those watched. @throws what reading throws: it is asked again */
  ask(fact: LogFact, log: ControlledLog): Promise<readonly Trip[]>;
}

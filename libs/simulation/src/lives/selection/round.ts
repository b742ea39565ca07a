import { sha256 } from '@jejak/ledger';
import {
  application,
  type ApplicationCommand,
  type ApplicationGiven,
  vacancy,
  type VacancyCommand,
  type VacancyGiven,
} from '@jejak/recruitment/life';
import type { Employee } from '../../city/organisation';
import type { Applicant } from '../../city/people';
import type { World } from '../../city/world';
import type { Chance } from '../../engine/chance';
import type { Actor, Step, ThingOf } from '../../engine/step';

/** Whoever is taken on begins here, on the first day of the year after. */
export const LEVEL = 'Ahli Pertama';
export const GOLONGAN = 'III/a';

/** One selection for one place. */
export interface Round {
  readonly world: World;
  readonly place: Employee;
  readonly year: number;
  readonly chance: Chance;
  readonly vacancyId: string;
  readonly vacancy: ThingOf<typeof vacancy>;
}

/** Somebody in it, as far as they have come. */
export interface Applied {
  readonly who: Applicant;
  readonly applicationId: string;
  readonly participantNo: string;
  readonly application: ThingOf<typeof application>;
  /** The best of them is good enough in any case: a seat that nobody gets would stay free for good. */
  readonly best: boolean;
}

export const ofVacancy = (
  round: Round,
  when: string,
  by: Actor,
  command: VacancyCommand,
  given: VacancyGiven,
): Step => round.vacancy.does(when, by, command, given, round.world.rules.selection.refs);

export const ofApplication = (
  { world }: Round,
  { application: own }: Applied,
  when: string,
  by: Actor,
  command: ApplicationCommand,
  given: ApplicationGiven = {},
): Step => own.does(when, by, command, given, world.rules.selection.refs);

/** The digest of a document that is not there. */
export const digestOf = (...parts: readonly string[]): string =>
  sha256(Buffer.from(parts.join('|'))).toString('hex');

/** As lists have them. */
export const byNumber = (applied: readonly Applied[]): readonly Applied[] =>
  [...applied].sort((a, b) => (a.participantNo < b.participantNo ? -1 : 1));

import {
  type Requirement,
  type VacancyAmended,
  vacancyAmended,
  type VacancyChange,
} from '@jejak/contracts/recruitment';
import {
  Conflict,
  daysBetween,
  endOfDay,
  isBefore,
  legalDate,
  type Moment,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';
import { discriminatoryGround } from './discriminatory';
import { needed } from '../needed';
import { requiredDocuments } from './required-documents';
import type { VacancyGiven } from './vacancy.decider';
import type { Vacancy } from './vacancy.state';

/** What is left out stays as it is. */
export interface AmendVacancy {
  readonly type: 'AmendVacancy';
  readonly by: string;
  /** Last legal date on which applications are taken. */
  readonly closeOn?: string;
  readonly requirements?: readonly Requirement[];
  /** Of the new signed announcement. */
  readonly documentSha256?: string;
  readonly reason: string;
}

type Announced = Extract<Vacancy, { readonly announced: unknown }>;

const same = (one: Requirement, other: Requirement): boolean =>
  one.kind === other.kind && one.text === other.text;

/** Whether nothing is asked that was not asked before: what a rule can see of "in the applicants' favour". */
const asksNoMore = (before: readonly Requirement[], after: readonly Requirement[]): boolean =>
  after.every((wanted) => before.some((asked) => same(asked, wanted)));

/**
 * Refuses every change but an extension, or less asked of applicants. A new wording of a requirement is neither: whom it would
 * favour is not for a rule to see.
 */
const assertFavourable = (changes: readonly VacancyChange[]): void => {
  for (const change of changes) {
    const favours =
      change.field === 'closeAt'
        ? isBefore(change.old, change.new)
        : change.field === 'requirements'
          ? asksNoMore(change.old, change.new)
          : true;
    if (!favours)
      throw new RuleViolated('VACANCY_FROZEN', 'Once registration is open nothing changes but in favour.', {
        field: change.field === 'closeAt' ? 'closeOn' : change.field,
      });
  }
};

const changesOf = (
  { closeOn, requirements, documentSha256 }: AmendVacancy,
  { announced, draft }: Announced,
  { calendar }: Required<VacancyGiven>['amendment'],
): VacancyChange[] => {
  const closeAt = closeOn === undefined ? announced.closeAt : endOfDay(closeOn, calendar);
  const before = announced.requirements;
  const after = requirements ?? before;
  const document = documentSha256 ?? announced.documentSha256;
  const changes: VacancyChange[] = [];
  if (closeAt !== announced.closeAt) changes.push({ field: 'closeAt', old: announced.closeAt, new: closeAt });
  const asked = draft.documentKinds ?? [];
  const shownBy = (by: readonly Requirement[]) => requiredDocuments(by, draft.formationKind, undefined);
  // What shows a requirement that is asked no more is asked no more either; what the draft has named by itself stays.
  const documentKinds = asked.join() === shownBy(before).join() ? shownBy(after) : asked;
  if (documentKinds.join() !== asked.join())
    changes.push({ field: 'documentKinds', old: asked, new: documentKinds });
  if (document !== announced.documentSha256)
    changes.push({ field: 'documentSha256', old: announced.documentSha256, new: document });
  if (before.length !== after.length || !asksNoMore(before, after))
    changes.push({ field: 'requirements', old: before, new: [...after] });
  return changes;
};

/**
 * Amends what was announced. Before registration opens anything may change that keeps to the rules of an announcement; from
 * then on only in the applicants' favour; after its closing nothing.
 * @throws Conflict ILLEGAL_TRANSITION; RuleViolated VACANCY_FROZEN, ANNOUNCEMENT_TOO_SHORT, DISCRIMINATORY_CRITERION,
 * REASON_REQUIRED
 * @source domain.md 4.2
 */
export const amend = (
  command: AmendVacancy,
  state: Vacancy,
  given: VacancyGiven & Moment,
): VacancyAmended[] => {
  if (!('announced' in state))
    throw new Conflict('ILLEGAL_TRANSITION', 'Only an announced vacancy is amended.');
  const { vacancyId, openAt, closeAt } = state.announced;
  // By the clock and not by the state: the timer that opens and closes may be late.
  const isClosed = state.status !== 'announced' && state.status !== 'open';
  if (isClosed || !isBefore(given.now, closeAt))
    throw new RuleViolated('VACANCY_FROZEN', 'Registration is closed: the vacancy stays as it is.');
  const rules = needed(given.amendment, 'the rules of an announcement');
  const changes = changesOf(command, state, rules);
  if (!isBefore(given.now, openAt)) assertFavourable(changes);
  const { closeOn, requirements = [] } = command;
  if (closeOn !== undefined && daysBetween(legalDate(openAt, rules.calendar), closeOn) < rules.minDays)
    throw new RuleViolated('ANNOUNCEMENT_TOO_SHORT', 'Registration stays open for too few days.', {
      field: 'closeOn',
      params: { days: rules.minDays },
    });
  const ground = requirements.map(discriminatoryGround).find((found) => found !== null);
  if (ground)
    throw new RuleViolated('DISCRIMINATORY_CRITERION', 'A requirement rests on a forbidden ground.', {
      field: 'requirements',
      params: { ground },
    });
  const reason = reasonFor(
    'CORRECTION',
    command.reason,
    needed(given.reasonMinChars, 'the length of a reason'),
  );
  return changes.length === 0
    ? []
    : [vacancyAmended({ vacancyId, amendedBy: command.by, changes }, { reason })];
};

/** The vacancy as its amendment has left it. */
export const amended = (state: Vacancy, { changes }: VacancyAmended['data']): Vacancy => {
  if (!('announced' in state)) return state;
  return changes.reduce<Announced>((vacancy, change) => {
    if (change.field === 'documentKinds')
      return { ...vacancy, draft: { ...vacancy.draft, documentKinds: change.new } };
    return { ...vacancy, announced: { ...vacancy.announced, [change.field]: change.new } };
  }, state);
};

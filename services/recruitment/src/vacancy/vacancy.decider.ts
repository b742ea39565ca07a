import {
  type AppointmentKind,
  type DocumentKind,
  type FinishedRoundImported,
  finishedRoundImported,
  type FormationKind,
  type PublishedStage,
  type RankedStage,
  type RegistrationClosed,
  registrationClosed,
  type RegistrationOpened,
  registrationOpened,
  type Requirement,
  type StageResultPublished,
  stageResultPublished,
  type VacancyAmended,
  type VacancyAnnounced,
  vacancyAnnounced,
  type VacancyApproved,
  vacancyApproved,
  type VacancyCancelled,
  vacancyCancelled,
  type VacancyCompleted,
  vacancyCompleted,
  type VacancyDrafted,
  vacancyDrafted,
} from '@jejak/contracts/recruitment';
import {
  type Calendar,
  Conflict,
  daysBetween,
  type Decider,
  endOfDay,
  isBefore,
  legalDate,
  type Moment,
  reasonFor,
  RuleViolated,
  startOfDay,
  sum,
} from '@jejak/kernel';
import type { StageWeights } from '../selection/integrated-score';
import type { SkbWeights } from '../selection/skb';
import type { SkdThreshold } from '../selection/skd';
import { amend, type AmendVacancy, amended } from './amendment';
import { discriminatoryGround } from './discriminatory';
import {
  type ComputedAdminResult,
  type PublishAdminResult,
  publishAdminResult,
} from './publish-admin-result';
import { assertChairs, assertChangeNamed, assertSeen, correctionOf, objectionWindow } from './publishing';
import { needed } from '../needed';
import { requiredDocuments } from './required-documents';

/** The policies that an announcement pins, read as what they say. */
export interface AnnouncementPolicies {
  /** Sorted refs of all of them. */
  readonly refs: readonly string[];
  readonly minDays: number;
  /** The selection years for which the thresholds were decreed. */
  readonly thresholdYears: readonly number[];
  /** Of the vacancy's formation kind; null where the decree has none. */
  readonly threshold: SkdThreshold | null;
  readonly weights: StageWeights;
  readonly skbWeights: SkbWeights;
  readonly calendar: Calendar;
}

/** The result that a publication would make public, computed again from what is recorded now. */
export interface ComputedResult {
  readonly rankingId: string;
  readonly rowsSha256: string;
  readonly rows: number;
  readonly advancing: number | null;
  readonly cutOff: string | null;
  /** Rows that no criterion separates from the one above. */
  readonly unresolved: number;
  /** Scores, results, or answers to objections of the stage before, that the records miss now. */
  readonly unsettled: number;
  /** SHA-256 of the file to publish. */
  readonly fileSha256: string;
}

/** What the commands read beyond the vacancy's own stream; each says which of it it needs. */
export interface VacancyGiven {
  readonly policies?: AnnouncementPolicies;
  readonly result?: ComputedResult;
  readonly adminResult?: ComputedAdminResult;
  /** The rows digest of the ranking, or of the ADMIN result, as it was recorded; null where it is not there, or not to its end. */
  readonly recordedRowsSha256?: string | null;
  /** How long objections are taken, and where; null for a round that was finished elsewhere. */
  readonly objection?: { readonly windowDays: number; readonly calendar: Calendar } | null;
  /** Whether the caller has the duty `committee_chair` for this vacancy; a round that was finished elsewhere has none. */
  readonly chairs?: boolean;
  /** Seats that are still to be filled once this command is done. */
  readonly openSeats?: number;
  /** What an amendment is judged by: how long registration stays open at least, in days, and where. */
  readonly amendment?: { readonly minDays: number; readonly calendar: Calendar };
  /** Objections to the final result that wait for a decision. */
  readonly openObjections?: number;
  /** The least length of a reason, in characters (`gov.other`). */
  readonly reasonMinChars?: number;
}

export type VacancyCommand =
  | {
      readonly type: 'DraftVacancy';
      readonly by: string;
      readonly vacancyId: string;
      readonly year: number;
      readonly position: string;
      readonly unitId: string;
      readonly formationKind: FormationKind;
      readonly seats: number;
      /** Whose seats it takes: the formation's own decision says whether there are enough. */
      readonly formationId: string;
      readonly appointment: { readonly kind: AppointmentKind; readonly golongan: string };
      readonly requirements: readonly Requirement[];
      readonly listedPost: boolean;
      /** Named where they are not those that the requirements ask for. */
      readonly documentKinds?: readonly DocumentKind[];
    }
  | { readonly type: 'ApproveVacancy'; readonly by: string }
  | {
      readonly type: 'AnnounceVacancy';
      /** First and last legal date on which applications are taken. */
      readonly openOn: string;
      readonly closeOn: string;
      readonly documentSha256: string | null;
    }
  | { readonly type: 'OpenRegistration' }
  | { readonly type: 'CloseRegistration' }
  | ({ readonly type: 'ImportFinishedRound' } & FinishedRoundImported['data'])
  | {
      readonly type: 'PublishStageResult';
      readonly stage: RankedStage;
      /** The ranking that the committee has seen and publishes. */
      readonly rankingId: string;
      readonly datasetId: string;
      readonly tieMinuteSha256: string | null;
      /** What a later version changes and why. */
      readonly change: string | null;
    }
  | PublishAdminResult
  | { readonly type: 'CompleteVacancy' }
  | AmendVacancy
  | { readonly type: 'CancelVacancy'; readonly by: string; readonly reason: string };

export type VacancyEvent =
  | VacancyDrafted
  | VacancyApproved
  | VacancyAnnounced
  | RegistrationOpened
  | RegistrationClosed
  | FinishedRoundImported
  | StageResultPublished
  | VacancyCompleted
  | VacancyCancelled
  | VacancyAmended;

/** The current version of each published stage. */
export type Results = Readonly<Partial<Record<PublishedStage, StageResultPublished['data']>>>;

export type Vacancy =
  | { readonly status: 'absent' }
  | { readonly status: 'draft' | 'approved' | 'cancelled'; readonly draft: VacancyDrafted['data'] }
  | {
      readonly status:
        | 'announced'
        | 'open'
        | 'closed'
        | 'admin-published'
        | 'skd-published'
        | 'final-published'
        | 'completed';
      readonly draft: VacancyDrafted['data'];
      readonly announced: VacancyAnnounced['data'];
      readonly results: Results;
    }
  | { readonly status: 'imported'; readonly round: FinishedRoundImported['data']; readonly results: Results };

const illegal = (wanted: string): Conflict =>
  new Conflict('ILLEGAL_TRANSITION', `The state of the vacancy does not allow this: it must be ${wanted}.`);

const draft = (
  command: Extract<VacancyCommand, { type: 'DraftVacancy' }>,
  state: Vacancy,
): VacancyEvent[] => {
  if (state.status !== 'absent') throw illegal('new');
  const { type: _, by, requirements, documentKinds: named, ...data } = command;
  const ground = requirements.map(discriminatoryGround).find((found) => found !== null);
  if (ground)
    throw new RuleViolated('DISCRIMINATORY_CRITERION', 'A requirement rests on a forbidden ground.', {
      field: 'requirements',
      params: { ground },
    });
  const documentKinds = requiredDocuments(requirements, data.formationKind, named);
  return [vacancyDrafted({ ...data, requirements: [...requirements], documentKinds, draftedBy: by })];
};

const announce = (
  command: Extract<VacancyCommand, { type: 'AnnounceVacancy' }>,
  state: Vacancy,
  given: VacancyGiven & Moment,
): VacancyEvent[] => {
  if (state.status !== 'approved') throw illegal('approved');
  const { vacancyId, year, position, unitId, seats, formationKind, requirements } = state.draft;
  const { openOn, closeOn, documentSha256 } = command;
  const policies = needed(given.policies, 'the policies in force');
  if (openOn < legalDate(given.now, policies.calendar))
    throw new RuleViolated('ANNOUNCEMENT_TOO_SHORT', 'Registration cannot open before it is announced.', {
      field: 'openOn',
      params: { days: policies.minDays },
    });
  if (daysBetween(openOn, closeOn) < policies.minDays)
    throw new RuleViolated('ANNOUNCEMENT_TOO_SHORT', 'Registration stays open for too few days.', {
      field: 'closeOn',
      policyRefs: policies.refs,
      params: { days: policies.minDays },
    });
  if (!policies.threshold || !policies.thresholdYears.includes(year))
    throw new RuleViolated(
      'POLICY_MISSING',
      'No thresholds are decreed for this selection year and formation.',
      {
        rule: 'rec.skd.threshold',
        params: { year },
      },
    );
  const { skd, skb } = policies.weights;
  for (const weights of [[skd, skb], Object.values(policies.skbWeights)])
    if (!sum(weights).equals(100))
      throw new RuleViolated('WEIGHTS_NOT_100', 'The weights of the stages do not sum to 100.');
  return [
    vacancyAnnounced({
      ...{ vacancyId, year, position, unitId, seats, formationKind, requirements },
      stages: [
        { kind: 'SKD', weight: skd },
        { kind: 'SKB', weight: skb },
      ],
      openAt: startOfDay(openOn, policies.calendar),
      closeAt: endOfDay(closeOn, policies.calendar),
      pinnedPolicies: [...policies.refs],
      documentSha256,
    }),
  ];
};

/** The states in which a stage's result may be published, first or anew. */
const PUBLISHABLE: Readonly<Record<RankedStage, readonly Vacancy['status'][]>> = {
  SKD: ['admin-published', 'skd-published'],
  FINAL: ['skd-published', 'final-published', 'imported'],
};

const publish = (
  command: Extract<VacancyCommand, { type: 'PublishStageResult' }>,
  state: Vacancy,
  given: VacancyGiven & Moment,
): VacancyEvent[] => {
  const { stage, rankingId, datasetId, tieMinuteSha256, change } = command;
  if (!('results' in state) || !PUBLISHABLE[stage].includes(state.status))
    throw illegal(PUBLISHABLE[stage].join(' or '));
  if (state.status !== 'imported') assertChairs(given);
  const result = needed(given.result, 'the computed result');
  assertSeen(rankingId, { ...result, id: result.rankingId }, given.recordedRowsSha256);
  const current = state.results[stage];
  if (current?.rankingId === rankingId) return [];
  // It may be contested between the ranking and its publication.
  if (result.unsettled > 0)
    throw new RuleViolated('STAGE_NOT_SETTLED', 'The stage before is not settled any more.', {
      params: { missing: result.unsettled },
    });
  assertChangeNamed(current, change, given);
  const objection = needed(given.objection, 'the objection window');
  // In a round that was finished elsewhere its committee has settled what the criteria do not; the rows are marked.
  if (stage === 'FINAL' && objection && result.unresolved > 0 && tieMinuteSha256 === null)
    throw new RuleViolated('TIE_UNRESOLVED', 'Rows that nothing separates need a minute of the committee.', {
      field: 'tieMinuteSha256',
      params: { rows: result.unresolved },
    });
  const { rows, advancing, cutOff, fileSha256 } = result;
  const vacancyId = 'round' in state ? state.round.vacancyId : state.draft.vacancyId;
  return [
    stageResultPublished(
      {
        ...{ vacancyId, stage, version: (current?.version ?? 0) + 1, rankingId, datasetId },
        ...{ sha256: fileSha256, rows, advancing, cutOff, tieMinuteSha256 },
        ...objectionWindow(objection, given),
      },
      correctionOf(current, change),
    ),
  ];
};

/** The states from which a vacancy may be cancelled: all before its final result. */
const CANCELLABLE: readonly Vacancy['status'][] = [
  'draft',
  'approved',
  'announced',
  'open',
  'closed',
  'admin-published',
  'skd-published',
];

const cancel = (
  { by, reason }: Extract<VacancyCommand, { type: 'CancelVacancy' }>,
  state: Vacancy,
  { reasonMinChars }: VacancyGiven,
): VacancyEvent[] => {
  if (!('draft' in state) || !CANCELLABLE.includes(state.status))
    throw illegal('not cancelled, and without a final result');
  const { vacancyId } = state.draft;
  const why = reasonFor('CANCELLATION', reason, needed(reasonMinChars, 'the length of a reason'));
  return [vacancyCancelled({ vacancyId, cancelledBy: by }, { reason: why })];
};

/** A vacancy is not over while its final result is, or may still be, contested. @source domain.md 4.2 */
const settled = (closesAt: string | null, { now, openObjections }: VacancyGiven & Moment): void => {
  const open = needed(openObjections, 'the open objections');
  if (open > 0 || (closesAt !== null && isBefore(now, closesAt)))
    throw new RuleViolated('OBJECTION_PENDING', 'Objections to the result are still taken, or not decided.', {
      params: { until: closesAt ?? '', open },
    });
};

const decide = (command: VacancyCommand, state: Vacancy, given: VacancyGiven & Moment): VacancyEvent[] => {
  switch (command.type) {
    case 'DraftVacancy':
      return draft(command, state);
    case 'ApproveVacancy': {
      if (state.status !== 'draft') throw illegal('a draft');
      const { vacancyId, draftedBy } = state.draft;
      if (command.by === draftedBy)
        throw new RuleViolated('SOD_VIOLATION', 'Nobody approves their own draft.');
      return [vacancyApproved({ vacancyId, approvedBy: command.by })];
    }
    case 'AnnounceVacancy':
      return announce(command, state, given);
    case 'OpenRegistration': {
      if (state.status !== 'announced') throw illegal('announced');
      const { vacancyId, openAt } = state.announced;
      if (isBefore(given.now, openAt)) throw illegal('at or after the opening of its registration');
      return [registrationOpened({ vacancyId, openAt })];
    }
    case 'CloseRegistration': {
      if (state.status !== 'announced' && state.status !== 'open') throw illegal('announced or open');
      const { vacancyId, closeAt } = state.announced;
      if (isBefore(given.now, closeAt)) throw illegal('at or after the closing of its registration');
      return [registrationClosed({ vacancyId, closeAt })];
    }
    case 'ImportFinishedRound': {
      const { type: _, ...round } = command;
      // The id is that of file, formation and list: what is there already is this very round.
      return state.status === 'imported' ? [] : [finishedRoundImported(round)];
    }
    case 'PublishStageResult':
      return publish(command, state, given);
    case 'PublishAdminResult':
      return publishAdminResult(command, state, given);
    case 'CancelVacancy':
      return cancel(command, state, given);
    case 'AmendVacancy':
      return amend(command, state, given);
    case 'CompleteVacancy': {
      if (state.status !== 'final-published') throw illegal('published');
      const { vacancyId, seats } = state.announced;
      if (needed(given.openSeats, 'the open seats') > 0) return [];
      settled(state.results.FINAL?.objectionClosesAt ?? null, given);
      return [vacancyCompleted({ vacancyId, seats })];
    }
  }
};

/** The state that the publication of a stage leads to. */
export const AFTER: Readonly<
  Record<PublishedStage, 'admin-published' | 'skd-published' | 'final-published'>
> = {
  ADMIN: 'admin-published',
  SKD: 'skd-published',
  FINAL: 'final-published',
};

const evolve = (state: Vacancy, event: VacancyEvent): Vacancy => {
  switch (event.type) {
    case 'VacancyDrafted':
      return { status: 'draft', draft: event.data };
    case 'VacancyApproved':
      return state.status === 'draft' ? { ...state, status: 'approved' } : state;
    case 'VacancyAnnounced':
      return 'draft' in state
        ? { status: 'announced', draft: state.draft, announced: event.data, results: {} }
        : state;
    case 'RegistrationOpened':
      return 'announced' in state ? { ...state, status: 'open' } : state;
    case 'RegistrationClosed':
      return 'announced' in state ? { ...state, status: 'closed' } : state;
    case 'FinishedRoundImported':
      return { status: 'imported', round: event.data, results: {} };
    case 'StageResultPublished': {
      if (!('results' in state)) return state;
      const results = { ...state.results, [event.data.stage]: event.data };
      return state.status === 'imported'
        ? { ...state, results }
        : { ...state, status: AFTER[event.data.stage], results };
    }
    case 'VacancyAmended':
      return amended(state, event.data);
    case 'VacancyCancelled':
      return 'draft' in state ? { status: 'cancelled', draft: state.draft } : state;
    case 'VacancyCompleted':
      return 'announced' in state ? { ...state, status: 'completed' } : state;
  }
};

/** A vacancy from its draft to its last filled seat, or a finished round that was taken over. @source domain.md 4.1, 4.2 */
export const vacancy: Decider<VacancyCommand, VacancyEvent, Vacancy, VacancyGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};

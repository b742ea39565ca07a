import type {
  FinishedRoundImported,
  PublishedStage,
  RankedStage,
  RegistrationClosed,
  RegistrationOpened,
  StageResultPublished,
  VacancyAmended,
  VacancyAnnounced,
  VacancyApproved,
  VacancyCancelled,
  VacancyCompleted,
  VacancyDrafted,
  VacancySeatFilled,
  VacancySeatVacated,
} from '@jejak/contracts/recruitment';
import { Conflict } from '@jejak/kernel';
import { type AnnouncedStages, rankedStagesOf, schemeOf } from '../selection/scheme';
import { amended } from './amendment';

export type VacancyEvent =
  | VacancyDrafted
  | VacancyApproved
  | VacancyAnnounced
  | RegistrationOpened
  | RegistrationClosed
  | FinishedRoundImported
  | StageResultPublished
  | VacancySeatFilled
  | VacancySeatVacated
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
        | 'skb-published'
        | 'final-published'
        | 'completed';
      readonly draft: VacancyDrafted['data'];
      readonly announced: VacancyAnnounced['data'];
      readonly results: Results;
      /** The applications whose candidates have its seats, in the order in which they were appointed. */
      readonly filled: readonly string[];
      /** Until when records of those who were not taken on are kept; null before the final result, and where it did not say. */
      readonly retainedUntil: string | null;
    }
  | { readonly status: 'imported'; readonly round: FinishedRoundImported['data']; readonly results: Results };

/** The state stands in the way of what was asked. */
export const illegal = (wanted: string): Conflict =>
  new Conflict('ILLEGAL_TRANSITION', `The state of the vacancy does not allow this: it must be ${wanted}.`);

/** The state that the publication of a stage leads to. */
export const AFTER = {
  ADMIN: 'admin-published',
  SKD: 'skd-published',
  SKB: 'skb-published',
  FINAL: 'final-published',
} as const satisfies Readonly<Record<PublishedStage, Vacancy['status']>>;

/**
 * The state after a publication. A new version of an earlier stage's result leaves a vacancy whose final result is published where it is.
 */
export const afterPublication = <Status extends Vacancy['status']>(
  status: Status,
  stage: PublishedStage,
): Status | (typeof AFTER)[PublishedStage] => (status === AFTER.FINAL ? status : AFTER[stage]);

/**
 * The states in which a stage is ranked and published: after the stage before it, and again until the next one is; an SKB that is
 * published by itself also after the final result, since an objection to that one may correct a part of it. None where the vacancy
 * has no such stage.
 * @source domain.md 4.1, 2.7
 */
export const statesFor = (stage: RankedStage, stages: AnnouncedStages): readonly Vacancy['status'][] => {
  const before = stageBefore(stage, stages);
  if (!before) return [];
  return [AFTER[before], AFTER[stage], ...(stage === 'SKB' ? [AFTER.FINAL] : [])];
};

/** The stage whose result a stage rests on; undefined where the vacancy has no such stage. */
export const stageBefore = (stage: RankedStage, stages: AnnouncedStages): PublishedStage | undefined => {
  const order: readonly PublishedStage[] = ['ADMIN', ...rankedStagesOf(schemeOf(stages))];
  return order[order.indexOf(stage) - 1];
};

/** A vacancy after one more fact. */
export const evolve = (state: Vacancy, event: VacancyEvent): Vacancy => {
  switch (event.type) {
    case 'VacancyDrafted':
      return { status: 'draft', draft: event.data };
    case 'VacancyApproved':
      return state.status === 'draft' ? { ...state, status: 'approved' } : state;
    case 'VacancyAnnounced':
      return 'draft' in state
        ? {
            ...{ status: 'announced', draft: state.draft, announced: event.data, results: {}, filled: [] },
            retainedUntil: null,
          }
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
        : {
            ...{ ...state, status: afterPublication(state.status, event.data.stage), results },
            retainedUntil: event.data.retainedUntil ?? state.retainedUntil,
          };
    }
    case 'VacancyAmended':
      return amended(state, event.data);
    case 'VacancyCancelled':
      return 'draft' in state ? { status: 'cancelled', draft: state.draft } : state;
    case 'VacancySeatFilled':
      return 'announced' in state ? { ...state, filled: [...state.filled, event.data.applicationId] } : state;
    case 'VacancySeatVacated': {
      if (!('announced' in state)) return state;
      const { applicationId } = event.data;
      return {
        ...state,
        status: AFTER.FINAL,
        filled: state.filled.filter((other) => other !== applicationId),
      };
    }
    case 'VacancyCompleted':
      return 'announced' in state ? { ...state, status: 'completed' } : state;
  }
};

import {
  type Degree,
  type EducationRecorded,
  educationRecorded,
  type FunctionalLevel,
  type PastPredicateImported,
  pastPredicateImported,
  type PastRankImported,
  pastRankImported,
} from '@jejak/contracts/career';
import type { Predicate } from '@jejak/contracts/performance';
import { Conflict, type Decider, naturalId, RuleViolated, streamOf } from '@jejak/kernel';
import type { PastPredicate } from '../credit/last-finals';
import { assertNotOwnFile } from '../credit/own-file';

export type CareerRecordCommand = {
  /** Who records it. */
  readonly by: string;
  readonly employeeId: string;
  /** Of the document that says so; without one nothing is taken over. */
  readonly documentSha256: string | null;
} & (
  | { readonly type: 'ImportPastPredicate'; readonly year: number; readonly predicate: Predicate }
  | {
      readonly type: 'ImportPastRank';
      readonly rank: string;
      readonly level: FunctionalLevel | null;
      readonly from: string;
    }
  | { readonly type: 'RecordEducation'; readonly degree: Degree; readonly field: string }
);

export type CareerRecordEvent = PastPredicateImported | PastRankImported | EducationRecorded;

/** What is recorded: of each fact its natural key, `year|2025`. */
export interface CareerRecord {
  readonly keys: readonly string[];
  /** Each with its version in the stream. */
  readonly predicates: readonly (PastPredicate & { readonly version: number })[];
  readonly degrees: readonly Degree[];
}

export const recordStream = (employeeId: string): string =>
  streamOf('career-record', naturalId('career-record', employeeId));

/** What a record is held against. */
export interface CareerRecordGiven {
  /** Legal date. */
  readonly date: string;
  /** First day of the employee's file; null where it does not say. */
  readonly start: string | null;
  /** Day of a month on which ranks take effect. */
  readonly rankDay: number;
  /** The first year that is evaluated here, also while that is open; null: none. */
  readonly firstEvaluated: number | null;
}

/**
 * A predicate is taken over of a year that is over, and before the first that is evaluated here: of that year and of those after
 * it the own evaluation speaks.
 * @source domain.md 7.2, 12
 */
const checkYear = (year: number, { date, firstEvaluated }: CareerRecordGiven): void => {
  const before = Math.min(Number(date.slice(0, 4)), firstEvaluated ?? Number.POSITIVE_INFINITY);
  if (year >= before)
    throw new RuleViolated('RULE_VIOLATED', `Only a year before ${before} is taken over.`, {
      field: 'year',
      rule: 'career.past-year',
      params: { before },
    });
};

/**
 * A rank begins on a day of promotions, or with the service itself: that of a CPNS on the first day of the file (TMT).
 * @source domain.md 7.4, Peraturan BKN 4/2025; parameter `car.promo.dates`
 */
const checkRankDay = (from: string, { date, start, rankDay }: CareerRecordGiven): void => {
  const lawful = from === start || Number(from.slice(8)) === rankDay;
  if (from > date || !lawful)
    throw new RuleViolated(
      'RULE_VIOLATED',
      `A rank of the past begins on day ${rankDay} of a month, or on the first day of service.`,
      {
        field: 'from',
        rule: 'career.rank-day',
        params: { day: rankDay, ...(start === null ? {} : { start }) },
      },
    );
};

const decide = (
  command: CareerRecordCommand,
  { keys }: CareerRecord,
  given: CareerRecordGiven,
): CareerRecordEvent[] => {
  const { by, employeeId, documentSha256 } = command;
  assertNotOwnFile(by, employeeId);
  if (documentSha256 === null)
    throw new RuleViolated('DOCUMENT_MISSING', 'Nothing is taken over without its signed document.', {
      field: 'documentSha256',
    });
  const about = { subject: employeeId };
  switch (command.type) {
    case 'ImportPastPredicate': {
      const { year, predicate } = command;
      if (keys.includes(`year|${year}`))
        throw new Conflict('PREDICATE_EXISTS', 'The predicate of this year is recorded already.');
      checkYear(year, given);
      return [pastPredicateImported({ employeeId, year, predicate, documentSha256 }, about)];
    }
    case 'ImportPastRank': {
      const { rank, level, from } = command;
      if (keys.includes(`rank|${from}`))
        throw new Conflict('RANK_EXISTS', 'A rank is recorded from this day on already.');
      checkRankDay(from, given);
      return [
        pastRankImported({ employeeId, rank, level, from, documentSha256 }, { ...about, effective: from }),
      ];
    }
    case 'RecordEducation': {
      const { degree, field } = command;
      if (keys.includes(`degree|${degree}`))
        throw new Conflict('EDUCATION_EXISTS', 'This degree is recorded already.');
      return [educationRecorded({ employeeId, degree, field, documentSha256 }, about)];
    }
  }
};

const evolve = (state: CareerRecord, event: CareerRecordEvent): CareerRecord => {
  switch (event.type) {
    case 'PastPredicateImported': {
      const { year, predicate } = event.data;
      return {
        ...state,
        keys: [...state.keys, `year|${year}`],
        predicates: [...state.predicates, { year, predicate, version: state.keys.length + 1 }],
      };
    }
    case 'PastRankImported':
      return { ...state, keys: [...state.keys, `rank|${event.data.from}`] };
    case 'EducationRecorded':
      return {
        ...state,
        keys: [...state.keys, `degree|${event.data.degree}`],
        degrees: [...state.degrees, event.data.degree],
      };
  }
};

/** What a person brought along, each by its document: predicates, ranks and degrees. @source domain.md 7.1, 7.2 */
export const careerRecord: Decider<CareerRecordCommand, CareerRecordEvent, CareerRecord, CareerRecordGiven> =
  {
    initial: { keys: [], predicates: [], degrees: [] },
    decide,
    evolve,
  };

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

/** What is recorded, by its natural key: `year|2025`. */
export interface CareerRecord {
  readonly keys: readonly string[];
  readonly predicates: readonly { readonly year: number; readonly predicate: Predicate }[];
  readonly degrees: readonly Degree[];
}

export const recordStream = (employeeId: string): string =>
  streamOf('career-record', naturalId('career-record', employeeId));

const decide = (command: CareerRecordCommand, { keys }: CareerRecord): CareerRecordEvent[] => {
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
      return [pastPredicateImported({ employeeId, year, predicate, documentSha256 }, about)];
    }
    case 'ImportPastRank': {
      const { rank, level, from } = command;
      if (keys.includes(`rank|${from}`))
        throw new Conflict('RANK_EXISTS', 'A rank is recorded from this day on already.');
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
        predicates: [...state.predicates, { year, predicate }],
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
export const careerRecord: Decider<CareerRecordCommand, CareerRecordEvent, CareerRecord> = {
  initial: { keys: [], predicates: [], degrees: [] },
  decide,
  evolve,
};

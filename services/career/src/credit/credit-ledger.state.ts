import type {
  CreditBalanceCorrected,
  CreditBalanceImported,
  CreditCarried,
  CreditConverted,
  CreditLapsed,
  CreditReversed,
  EducationCreditAdded,
  FunctionalLevel,
} from '@jejak/contracts/career';
import { fixed, naturalId, streamOf, sum } from '@jejak/kernel';
import { negated } from './credit-points';

export type CreditLedgerEvent =
  | CreditBalanceImported
  | CreditBalanceCorrected
  | CreditConverted
  | CreditReversed
  | CreditLapsed
  | CreditCarried
  | EducationCreditAdded;

/** Points in one section; negative where they were taken away. */
interface SectionPoints {
  readonly level: FunctionalLevel;
  readonly points: string;
}

/** What became of the predicates of an evaluation. */
export interface ConvertedEntry {
  readonly data: CreditConverted['data'];
  readonly reversed: boolean;
}

export interface CreditLedger {
  /** The balance of the time before, as it was last corrected, and the entry that says so. */
  readonly imported: {
    readonly asOf: string;
    readonly entryId: string;
    readonly level: FunctionalLevel;
    readonly balance: string;
  } | null;
  readonly points: readonly SectionPoints[];
  readonly conversions: readonly ConvertedEntry[];
  /** Degrees that earned points. */
  readonly degrees: readonly string[];
  /** Cases of promotion whose excess was settled. */
  readonly settled: readonly string[];
}

export const emptyLedger: CreditLedger = {
  ...{ imported: null, points: [], conversions: [], degrees: [], settled: [] },
};

export const ledgerStream = (employeeId: string): string =>
  streamOf('credit-ledger', naturalId('credit-ledger', employeeId));

/** The balance of a section, 2 places. */
export const balanceOf = ({ points }: Pick<CreditLedger, 'points'>, level: FunctionalLevel): string =>
  fixed(sum(points.filter((entry) => entry.level === level).map((entry) => entry.points)), 2);

export const evolve = (state: CreditLedger, event: CreditLedgerEvent): CreditLedger => {
  const added = (points: string): readonly SectionPoints[] => [
    ...state.points,
    { level: event.data.level, points },
  ];
  switch (event.type) {
    case 'CreditBalanceImported': {
      const { asOf, entryId, level, balance } = event.data;
      return { ...state, imported: { asOf, entryId, level, balance }, points: added(balance) };
    }
    case 'CreditBalanceCorrected': {
      const { entryId, balance, points } = event.data;
      return {
        ...state,
        imported: state.imported && { ...state.imported, entryId, balance },
        points: added(points),
      };
    }
    case 'CreditConverted':
      return {
        ...state,
        points: added(event.data.points),
        conversions: [...state.conversions, { data: event.data, reversed: false }],
      };
    case 'CreditReversed':
      return {
        ...state,
        points: added(event.data.points),
        conversions: state.conversions.map((entry) =>
          entry.data.entryId === event.data.of ? { ...entry, reversed: true } : entry,
        ),
      };
    case 'CreditLapsed':
      return {
        ...state,
        points: added(negated(event.data.points)),
        settled: [...state.settled, event.data.caseId],
      };
    case 'CreditCarried': {
      const { fromLevel, points, caseId } = event.data;
      return {
        ...state,
        points: [...added(points), { level: fromLevel, points: negated(points) }],
        settled: [...state.settled, caseId],
      };
    }
    case 'EducationCreditAdded':
      return {
        ...state,
        points: added(event.data.points),
        degrees: [...state.degrees, event.data.degree],
      };
  }
};

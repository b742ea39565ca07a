import type { EmployeeKind } from '@jejak/contracts/career';
import {
  type JpCredited,
  jpCredited,
  type JpRightUnmet,
  jpRightUnmet,
  type JpSource,
  type LearningBalanceOpened,
  learningBalanceOpened,
  type LearningYearClosed,
  learningYearClosed,
} from '@jejak/contracts/training';
import { type Calendar, type Decider, endOfDay, type Moment } from '@jejak/kernel';

interface PersonYear {
  readonly employeeId: string;
  readonly year: number;
}

export type LearningBalanceCommand =
  | (PersonYear & {
      readonly type: 'OpenBalance';
      readonly kind: EmployeeKind;
      /** Whether the whole year is counted here: of a part nobody can say that the right was unmet. */
      readonly whole: boolean;
    })
  | (PersonYear & {
      readonly type: 'CreditJp';
      readonly jp: number;
      readonly source: JpSource;
      readonly ref: string;
      readonly on: string;
    })
  | { readonly type: 'CloseYear' };

export type LearningBalanceEvent = LearningBalanceOpened | JpCredited | JpRightUnmet | LearningYearClosed;

export interface LearningBalance {
  readonly opened: LearningBalanceOpened['data'] | null;
  readonly credited: number;
  readonly refs: readonly string[];
  readonly closed: boolean;
}

export interface LearningBalanceGiven {
  readonly calendar: Calendar;
  /** Training hours a year to which a civil servant (PNS) has a right. */
  readonly rightOfPns: number;
  /** Last day of the employment, of the command that closes; null while it lasts. */
  readonly endedOn: string | null;
}

const decide = (
  command: LearningBalanceCommand,
  { opened, credited, refs, closed }: LearningBalance,
  { calendar, rightOfPns, endedOn }: LearningBalanceGiven & Moment,
): LearningBalanceEvent[] => {
  switch (command.type) {
    case 'OpenBalance': {
      if (opened) return [];
      const { employeeId, year, kind, whole } = command;
      const right = whole && kind === 'PNS' ? rightOfPns : null;
      const closesAt = endOfDay(`${year}-12-31`, calendar);
      return [learningBalanceOpened({ employeeId, year, kind, right, closesAt }, { subject: employeeId })];
    }
    case 'CreditJp': {
      const { type: _, ...credit } = command;
      if (refs.includes(credit.ref)) return [];
      return [jpCredited(credit, { subject: credit.employeeId, effective: credit.on })];
    }
    case 'CloseYear': {
      if (!opened || closed) return [];
      const { employeeId, year, kind, right } = opened;
      const lastDay = `${year}-12-31`;
      const about = { subject: employeeId, effective: lastDay };
      // A year in which somebody left is not counted whole either.
      const left = endedOn !== null && endedOn < lastDay;
      const unmet =
        right !== null && credited < right && !left
          ? [jpRightUnmet({ employeeId, year, credited, right, shortfall: right - credited }, about)]
          : [];
      return [...unmet, learningYearClosed({ employeeId, year, kind, credited }, about)];
    }
  }
};

const evolve = (state: LearningBalance, event: LearningBalanceEvent): LearningBalance => {
  switch (event.type) {
    case 'LearningBalanceOpened':
      return { ...state, opened: event.data };
    case 'JpCredited':
      return {
        ...state,
        credited: state.credited + event.data.jp,
        refs: [...state.refs, event.data.ref],
      };
    case 'JpRightUnmet':
      return state;
    case 'LearningYearClosed':
      return { ...state, closed: true };
  }
};

/**
 * The training hours of one person in one year, and the right to at least so many.
 * @source domain.md 6.3; Peraturan LAN on the 20 hours of a civil servant
 */
export const learningBalance: Decider<
  LearningBalanceCommand,
  LearningBalanceEvent,
  LearningBalance,
  LearningBalanceGiven
> = { initial: { opened: null, credited: 0, refs: [], closed: false }, decide, evolve };

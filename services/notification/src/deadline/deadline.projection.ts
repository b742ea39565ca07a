import {
  type Audience,
  type DeadlineKind,
  type DeadlineNature,
  notificationContracts,
  type Obliged,
  type Topic,
} from '@jejak/contracts/notification';
import { projection } from '@jejak/projections';
import type { Clock, DeadlineEvent } from './deadline-watch.state';

/** A rung that was climbed. */
export interface ClimbedRung {
  readonly step: string;
  readonly level: Audience;
  readonly at: string;
  readonly late: boolean;
  /** How many were told. */
  readonly told: number;
}

export interface DeadlineRow {
  readonly watchId: string;
  readonly kind: DeadlineKind;
  readonly object: string;
  readonly nature: DeadlineNature;
  readonly topic: Topic;
  readonly unitId: string | null;
  readonly obligedAs: Obliged['as'];
  /** Who has to act, or whose relations say who has. */
  readonly personId: string | null;
  readonly duties: readonly string[];
  readonly scope: string | null;
  readonly role: string | null;
  readonly dueAt: string;
  readonly dueOn: string;
  readonly status: 'OPEN' | 'MISSED' | 'MET' | 'ENDED';
  readonly metAt: string | null;
  /** Whether it was done too late; null while it is not done. */
  readonly late: boolean | null;
  readonly rungs: readonly ClimbedRung[];
  /** How far up it went; null: nobody above was told. */
  readonly escalatedTo: Audience | null;
  readonly escalatedAt: string | null;
}

const opened = (clock: Clock): DeadlineRow => {
  const { watchId, kind, object, nature, topic, unitId, obliged, dueAt, dueOn } = clock;
  return {
    ...{ watchId, kind, object, nature, topic, unitId, obligedAs: obliged.as },
    personId: 'personId' in obliged ? obliged.personId : null,
    duties: obliged.as === 'DUTY' ? obliged.duties : [],
    scope: obliged.as === 'DUTY' ? obliged.scope : null,
    role: obliged.as === 'ROLE' ? obliged.role : null,
    ...{
      dueAt,
      dueOn,
      status: 'OPEN',
      metAt: null,
      late: null,
      rungs: [],
      escalatedTo: null,
      escalatedAt: null,
    },
  };
};

/** Every deadline that was ever watched: calendars, the board of what went up the line, and the monthly report. */
export const deadlineList = projection<DeadlineEvent, DeadlineRow>()({
  table: 'deadline',
  source: notificationContracts,
  key: ({ data }) => data.watchId,
  opens: {
    DeadlineWatchStarted: ({ data }) => opened(data),
    // What was done before anybody knew that it was due stands in no calendar.
    DeadlineMet: ({ data: { metAt, late } }, row) => (row ? { ...row, status: 'MET', metAt, late } : null),
    DeadlineWatchEnded: (_, row) => (row ? { ...row, status: 'ENDED' } : null),
  },
  on: {
    DeadlineMoved: (_, { data }) => opened(data),
    ReminderSent: (row, { data: { step, late, to }, envelope: { at } }) => ({
      ...row,
      rungs: [...row.rungs, { step, level: 'OBLIGED', at, late, told: to.length }],
    }),
    Escalated: (row, { data: { step, level, late, to }, envelope: { at } }) => ({
      ...row,
      rungs: [...row.rungs, { step, level, at, late, told: to.length }],
      escalatedTo: level,
      escalatedAt: at,
    }),
    DeadlineMissed: (row) => ({ ...row, status: 'MISSED' }),
  },
});

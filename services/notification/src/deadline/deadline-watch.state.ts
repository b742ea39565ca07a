import type {
  Audience,
  DeadlineMet,
  DeadlineMissed,
  DeadlineMoved,
  DeadlineWatchEnded,
  DeadlineWatchStarted,
  Escalated,
  ReminderSent,
} from '@jejak/contracts/notification';

export type DeadlineEvent =
  | DeadlineWatchStarted
  | DeadlineMoved
  | ReminderSent
  | Escalated
  | DeadlineMet
  | DeadlineMissed
  | DeadlineWatchEnded;

/** What is watched, as the last fact about its clock says. */
export type Clock = DeadlineWatchStarted['data'];

/** The fact of another service that led to something here. */
export type Source = Clock['source'];

/** A rung that was climbed. */
export interface Told {
  readonly step: string;
  readonly to: Audience;
}

/**
 * `closed` may come first: whoever hears that something is done before it was ever due need not begin. `by` is the fact that closed
 * it; where time did, the one that had begun it.
 */
export type Watch =
  | { readonly status: 'absent' }
  | {
      readonly status: 'open';
      readonly clock: Clock;
      readonly missed: boolean;
      readonly told: readonly Told[];
    }
  | { readonly status: 'closed'; readonly by: Source | null };

const told = (state: Watch, { step, to }: Told): Watch =>
  state.status === 'open' ? { ...state, told: [...state.told, { step, to }] } : state;

export const evolve = (state: Watch, event: DeadlineEvent): Watch => {
  switch (event.type) {
    case 'DeadlineWatchStarted':
    case 'DeadlineMoved':
      return { status: 'open', clock: event.data, missed: false, told: [] };
    case 'ReminderSent':
      return told(state, { step: event.data.step, to: 'OBLIGED' });
    case 'Escalated':
      return told(state, { step: event.data.step, to: event.data.level });
    case 'DeadlineMissed':
      return state.status === 'open' ? { ...state, missed: true } : state;
    case 'DeadlineMet':
    case 'DeadlineWatchEnded':
      return {
        status: 'closed',
        by: event.data.source ?? (state.status === 'open' ? state.clock.source : null),
      };
  }
};

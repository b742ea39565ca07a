import { type Heartbeat, heartbeat } from '@jejak/contracts/every-service';
import type { Decider } from '@jejak/kernel';

interface Beat {
  readonly type: 'Beat';
  readonly pos: number;
  readonly streams: number;
  /** By the service's own key, where it has one. */
  readonly signature?: string;
}

/** A producer says how far it is; there is nothing to refuse. */
export const heartbeatDecider: Decider<Beat, Heartbeat, null> = {
  initial: null,
  decide: ({ type: _, ...beat }) => [heartbeat(beat)],
  evolve: () => null,
};

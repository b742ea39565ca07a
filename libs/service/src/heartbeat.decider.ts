import { type Heartbeat, heartbeat } from '@jejak/contracts/every-service';
import type { Decider } from '@jejak/kernel';

interface Beat {
  readonly type: 'Beat';
  readonly pos: number;
  readonly streams: number;
}

/** A producer says how far it is; there is nothing to refuse. */
export const heartbeatDecider: Decider<Beat, Heartbeat, null> = {
  initial: null,
  decide: ({ pos, streams }) => [heartbeat({ pos, streams })],
  evolve: () => null,
};

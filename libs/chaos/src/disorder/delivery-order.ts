import type { Recorded } from '@jejak/kernel';
import type { Chance } from '../random';

/** So often an event is followed by one that has been delivered before. */
const AGAIN = 0.15;

/** Instants at which a lane delivers: it may be early, late, or spread over everything. */
const instants = (count: number, dice: Chance): number[] => {
  const start = dice.next();
  const length = dice.next() * (1 - start);
  return Array.from({ length: count }, () => start + dice.next() * length).sort((a, b) => a - b);
};

/**
 * One way in which a read model may come to hear of these events: a service's own log in its order, each stream of another service in the
 * order of its versions, all of them against each other by chance, and some of what was delivered again later, as far as it came
 * from elsewhere.
 * @param own the service
 */
export const deliveryOrder = (
  own: string,
  logs: ReadonlyMap<string, readonly Recorded[]>,
  dice: Chance,
): Recorded[] => {
  const lanes = new Map<string, Recorded[]>();
  for (const [service, log] of logs)
    for (const event of log) {
      const lane = service === own ? own : `${service}/${event.envelope.stream}`;
      const known = lanes.get(lane);
      if (known) known.push(event);
      else lanes.set(lane, [event]);
    }
  const timed = [...lanes].flatMap(([lane, events]) => {
    const at = instants(events.length, dice);
    return events.map((event, nth) => ({ event, lane, at: at[nth] }));
  });
  const foreign: Recorded[] = [];
  return timed
    .sort((a, b) => a.at - b.at)
    .flatMap(({ event, lane }) => {
      if (lane !== own) foreign.push(event);
      return foreign.length > 0 && dice.hits(AGAIN) ? [event, dice.of(foreign)] : [event];
    });
};

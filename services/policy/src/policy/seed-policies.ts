import { type PolicyDefault, seed } from '@jejak/contracts/policy';
import { type EventStore, execution } from '@jejak/event-store';
import { type Clock, DomainError, legalDate, newId } from '@jejak/kernel';
import type { SeedPolicy } from './policy.commands';
import { policy } from './policy.decider';
import { streamOfPolicy } from './policy-stream';

/** Of the calendar that is seeded too: the first legal date is a date in it. */
const ZONE = { zone: 'Asia/Jakarta' };

export interface Seeding {
  readonly store: EventStore;
  readonly clock: Clock;
  /** Keys that this installation does not seed: their first version goes through consultation. */
  readonly leftOut?: readonly string[];
}

/**
 * On the first start every policy that has a default comes into force, from the installation's first legal date. Later starts
 * find them there and add only those that a new release brings.
 * @returns how many were seeded now
 * @throws DomainError of the first that was refused
 * @source domain.md 3
 */
export const seedPolicies = async ({ store, clock, leftOut = [] }: Seeding): Promise<number> => {
  const startDate = legalDate(clock.now(), ZONE);
  const wanted = seed(startDate).filter(({ key }) => !leftOut.includes(key));
  const missing: PolicyDefault[] = [];
  for (const item of wanted)
    if ((await store.state(policy, streamOfPolicy(item.key))).version === 0) missing.push(item);
  if (missing.length === 0) return 0;
  const results = await store.executeEach(missing.map((item) => execution(seeding(item, startDate))));
  for (const result of results) if (result instanceof DomainError) throw result;
  return results.filter((result) => !(result instanceof DomainError) && result.events.length > 0).length;
};

const seeding = (item: PolicyDefault, effectiveFrom: string) => {
  const command: SeedPolicy = { type: 'SeedPolicy', ...item, effectiveFrom };
  return {
    decider: policy,
    stream: streamOfPolicy(item.key),
    command,
    // A new id each time: another replica that seeds at the same moment loses the race and then finds nothing to say.
    context: { commandId: newId(), actor: 'policy', role: 'service' } as const,
  };
};

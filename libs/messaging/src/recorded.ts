import { ContractRegistry, type KeyStore, recordedOf } from '@jejak/event-store';
import type { Contracts, Recorded } from '@jejak/kernel';
import { type WireEvent } from './wire';

/** The event came as its core alone, since its data could not be sent: they are in the feed of its source. */
export class DataMissing extends Error {
  override readonly name = 'DataMissing';
}

const registries = new WeakMap<Contracts, ContractRegistry>();

const registryOf = (contracts: Contracts): ContractRegistry => {
  let registry = registries.get(contracts);
  if (!registry) registries.set(contracts, (registry = new ContractRegistry(contracts)));
  return registry;
};

/**
 * An event that travelled, in its current shape: upcast, with its personal fields where `keys` are given and the person's
 * key is not destroyed, else null. Exactly what its own store would say.
 * @param contracts of the service that it came from
 * @throws DataMissing · RangeError for a type or version that the contracts do not know
 * @throws Error when a sealed field does not belong to this event
 */
export const recordedFrom = (
  wire: WireEvent,
  contracts: Contracts,
  keys?: KeyStore,
): Recorded | Promise<Recorded> => {
  const { coreText, hash, data, opening, personal } = wire;
  const { id, type, stream, ver: version } = wire.core;
  if (data === null) throw new DataMissing(`${id} came without its data`);
  const stored = { stream, version, type, core: coreText, hash, data, opening, personal };
  return recordedOf(stored, registryOf(contracts), keys ?? null);
};

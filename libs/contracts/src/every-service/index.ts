import type { Contracts, EventContract } from '@jejak/kernel';
import { commandRefused } from './command-refused';
import { datasetPublished } from './dataset-published';
import { fileRead } from './file-read';
import { heartbeat } from './heartbeat';
import { importCompleted } from './import-completed';
import { operatorActed } from './operator-acted';

export * from './command-refused';
export * from './dataset-published';
export * from './file-read';
export * from './heartbeat';
export * from './import-completed';
export * from './operator-acted';

/** The facts that any service may record; each stands under that service's name, `asn.<service>.FileRead.v1`. */
export const everyServiceContracts: readonly EventContract[] = [
  commandRefused,
  datasetPublished,
  fileRead,
  heartbeat,
  importCompleted,
  operatorActed,
];

/**
 * A service's contracts with those of every service: what its events can be read with. A contract that the service has
 * itself stays.
 */
export const withEveryService = ({ service, events }: Contracts): Contracts => ({
  service,
  events: {
    ...Object.fromEntries(everyServiceContracts.map((contract) => [contract.type, contract])),
    ...events,
  },
});

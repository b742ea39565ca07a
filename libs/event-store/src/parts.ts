/**
 * The parts of an append, for the benches: they measure recording and writing apart. No service takes them one by one, since
 * `EventStore` is the only way to write.
 */
export { ContractRegistry } from './contract-registry';
export { EventLog } from './event-log';
export { identify } from './identity';
export { type EventRow, Recorder } from './recording';

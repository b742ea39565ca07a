export * from './advisory-locks';
export * from './command-context';
export { ContractRegistry } from './contract-registry';
export { makeFolder, syncFolder } from './durable-file';
export { EventStore, type EventStoreOptions, type Positioned } from './event-store';
export { fileKeyStore, type FileKeyStoreOptions } from './file-key-store';
export { fileKeyWrapping, type KeyWrapping, type Rewrapping, type WrappedBy } from './file-key-wrapping';
export { kekIdOf, type KekOptions } from './kek';
export { proveKeyStore } from './key-proof';
export type { KeyStore } from './key-store';
export type { LoggedEvent } from './logged-event';
export { makeTables } from './make-tables';
export * from './migrate';
export {
  type NumberedFact,
  NumberedFacts,
  type NumberedFactsOptions,
  type Transaction,
} from './numbered-facts';
export * from './pool';
export { recordedOf, type StoredEvent } from './reading';
export { askedBy } from './identity';
export { InvalidEvent } from './recording';
export type { Telemetry } from './telemetry';

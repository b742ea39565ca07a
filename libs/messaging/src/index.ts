export { pause } from './backoff';
export * from './broker';
export { kafkaBroker, type KafkaBrokerOptions } from './kafka-broker';
export type { KafkaSecurity } from './kafka-link';
export { memoryBroker, type MemoryBroker, type MemoryBrokerOptions, type Turn } from './memory-broker';
export { FanOut, type FanOutOptions } from './fan-out/fan-out';
export { Feed, FEED_PAGE, type FeedOptions, type FeedPage, type FeedRequest } from './feed/feed';
export { feedBroker, type FeedBrokerOptions } from './feed/feed-broker';
export {
  type FeedAnswer,
  FeedClient,
  type FeedClientOptions,
  type FeedCredentials,
  FeedRefused,
} from './feed/feed-client';
export { feedGapFiller, type FeedGapFillerOptions } from './feed/feed-gap-filler';
export { FEED_END_HEADER, FEED_MEDIA_TYPE } from './feed/media-type';
export { STORED_PAGE, type StoredPage, type StoredRow, StoredRows } from './feed/stored-rows';
export { DataMissing, recordedFrom } from './recorded';
export { type Heartbeat, Relay, type RelayOptions, type RelayStatus } from './relay';
export { type BlockedKey, blockedKeys, redriveOutbox } from './relay-redrive';
export { replayProgress, type ReplayProgress, requestReplay } from './relay-replay';
export {
  Fenced,
  type LeaderSession,
  type NumberedRow,
  type OutboxRow,
  type Replay,
  SessionLost,
} from './relay-session';
export { observedRelay, type RelayErrorKind, type RelayTelemetry, silentRelay } from './relay-telemetry';
export * from './wire';
export type { BatchHandler, Delivery, EffectHandler, EventHandler } from './consumer/batch-handler';
export { type ConsumerStatus, EventConsumer, type EventConsumerOptions } from './consumer/event-consumer';
export * from './consumer/event-source';
export {
  connectReactions,
  EventContext,
  EventTransport,
  type EventTransportOptions,
  Reaction,
} from './consumer/event-transport';
export {
  type Fault,
  isPolicyMissing,
  isTransient,
  Overtaken,
  PARK_CAUSES,
  type ParkCause,
} from './consumer/faults';
export { KafkaMessage, kafkaSource, type KafkaSourceOptions } from './consumer/kafka-source';
export { dropBooks, type ParkedStream, parkedStreams, renameBooks } from './consumer/books';
export { migrateConsumers } from './consumer/consumer-tables';
export { reactionContext } from './consumer/reaction-context';
export type { Redriven } from './consumer/redrive';
export type { EventLog } from './consumer/store-pages';
export { storeSource, type StoreSource, type StoreSourceOptions, storeTopic } from './consumer/store-source';
export { inTransaction } from './consumer/transaction';

import type { Broker, IncomingMessage } from '@jejak/messaging';
import type { SigningKey } from '@jejak/ledger';
import type { Logger } from '@jejak/observability';
import type { HeadsSeal } from '../heads/heads-seal';
import type { Witnesses } from '../log/witnesses';
import type { SourceKeys } from './source-keys';

export interface IntakeOptions {
  readonly databaseUrl: string;
  readonly broker: Broker;
  /** Signs the heads of the log; its name is the log's origin. */
  readonly key: SigningKey;
  /** The key that is to follow: while it is given, both sign. */
  readonly nextKey?: SigningKey;
  /** Where checkpoint and tiles are published. */
  readonly folder: string;
  /** The least time between two checkpoints. Default 200 ms. */
  readonly publishEveryMs?: number;
  /** The services whose facts are logged, one topic each. */
  readonly sources: readonly string[];
  /** Before the name of topics and of the consumer group. Default `jejak`. */
  readonly prefix?: string;
  /** Of topics that have to be made. Default 12. */
  readonly partitions?: number;
  /** What heartbeats are signed by; of a service without a key here nothing is asked. */
  readonly sourceKeys?: SourceKeys;
  /** How many messages of a source may wait behind a gap. Default 50 000. */
  readonly waitingLimit?: number;
  /** A number missing for so long raises an alarm. Default 60 s. */
  readonly gapAlarmMs?: number;
  /** No heartbeat for so long raises an alarm. Default 180 s. */
  readonly silenceAlarmMs?: number;
  /** How often that is looked at. Default 5 s. */
  readonly watchEveryMs?: number;
  /** How long to wait for a database or broker that does not answer, or for another writer to go. Default 1 s. */
  readonly retryMs?: number;
  readonly logger?: Logger;
  /**
   * The events of a source behind a number, from its feed: asked when a number is missing for so long that its topic has probably
   * lost it. Nothing where the feed cannot tell.
   */
  readonly fetchBehind?: (topic: string, pos: number) => Promise<readonly IncomingMessage[]>;
  /** Records heads leaves; without it there are none. The log's own service must be among the sources then. */
  readonly seal?: HeadsSeal;
  /** A heads leaf at least so often, and behind so many entries. Default 60 s and 10 000. */
  readonly headsEveryMs?: number;
  readonly headsEveryEntries?: number;
  /** Asked for a cosignature of each heads checkpoint before it is published. */
  readonly witnesses?: Witnesses;
  /** Keeps the checkpoint of so many entries with its cosignatures, once they are a quorum. */
  readonly keepCosigned?: (size: number, note: string) => Promise<void>;
  /** How long a number is missing before it is fetched. Default 5 s. */
  readonly fetchAfterMs?: number;
  /** Findings were kept: time to record them as facts. */
  readonly onFindings?: () => void;
}

/** With what is left out filled in. */
export type IntakeSettings = Required<Omit<IntakeOptions, 'seal' | 'witnesses' | 'nextKey'>> &
  Pick<IntakeOptions, 'seal' | 'witnesses' | 'nextKey'>;

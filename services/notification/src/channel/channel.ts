import type { Language, Topic } from '@jejak/contracts/notification';
import type { Outcome } from '../message/message.decider';
import type { Text } from '../template/texts';

/** What leaves the installation: a sentence and a link, and nothing that is personal. */
export interface Letter {
  readonly messageId: string;
  readonly topic: Topic;
  readonly object: string;
  readonly step: string;
  readonly legal: boolean;
  readonly late: boolean;
  readonly title: Text;
  /** Absolute. */
  readonly link: string;
  readonly dueOn: string | null;
  /** Null: both. */
  readonly language: Language | null;
  /** Where whoever reads it ends it; null where the account does. */
  readonly endLink: string | null;
}

/** A way out of the installation. It never throws for what the other side does. */
export interface Channel<Address> {
  send(address: Address, letter: Letter, signal: AbortSignal): Promise<Outcome>;
}

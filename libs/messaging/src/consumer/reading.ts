import type { Recorded } from '@jejak/kernel';
import { DataMissing } from '../recorded';
import type { EventHandler } from './batch-handler';
import type { SourceMessage } from './event-source';
import { type Fault, faultText, isTransient } from './faults';
import type { Entry } from './sorting';

/**
 * Reads messages as far as the handler needs them: only what it wants is decrypted and upcast.
 * @throws Error only a transient one; a permanent one is the entry's fault
 */
export const readMessages = async (
  messages: readonly SourceMessage[],
  handler: EventHandler,
): Promise<Entry[]> => {
  const entries = messages.map((message) => readMessage(message, handler));
  // Most are there at once: a promise for each would cost more than reading it.
  return entries.some((entry) => entry instanceof Promise)
    ? Promise.all(entries.map((entry) => Promise.resolve(entry)))
    : (entries as Entry[]);
};

const readMessage = (message: SourceMessage, handler: EventHandler): Entry | Promise<Entry> => {
  let head: { version: number; type: string } | null = null;
  try {
    head = message.head();
    if (!handler.wants(head.type)) return entryOf(message, head, null);
    const event = message.decode();
    if (!(event instanceof Promise)) return entryOf(message, head, event);
    return event.then(
      (opened) => entryOf(message, head, opened),
      (error: unknown) => faulty(message, head, error),
    );
  } catch (error) {
    return faulty(message, head, error);
  }
};

type Head = { readonly version: number; readonly type: string } | null;

/** One for each message that is read: written out, since spreading costs more than all of the rest. */
const entryOf = (
  message: SourceMessage,
  head: Head,
  event: Recorded | null,
  fault: Fault | null = null,
): Entry => ({
  message,
  key: message.key,
  version: head?.version ?? null,
  type: head?.type ?? null,
  event,
  fault,
});

/** @throws Error where it is transient */
const faulty = (message: SourceMessage, head: Head, error: unknown): Entry => {
  if (isTransient(error)) throw error;
  return entryOf(message, head, null, readFault(error));
};

/** Contracts answer a version that they have no path from with a RangeError. */
const readFault = (error: unknown): Fault => ({
  cause: error instanceof RangeError ? 'upcaster' : 'schema',
  error: faultText(error),
  ...(error instanceof DataMissing ? { dataMissing: true } : {}),
});

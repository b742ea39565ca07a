import { DataMissing } from '../recorded';
import type { EventHandler } from './batch-handler';
import type { SourceMessage } from './event-source';
import { type Fault, faultText, isTransient } from './faults';
import type { Entry } from './sorting';

/**
 * Reads messages as far as the handler needs them: only what it wants is decrypted and upcast.
 * @throws Error only a transient one; a permanent one is the entry's fault
 */
export const readMessages = (messages: readonly SourceMessage[], handler: EventHandler): Promise<Entry[]> =>
  Promise.all(messages.map((message) => readMessage(message, handler)));

const readMessage = async (message: SourceMessage, handler: EventHandler): Promise<Entry> => {
  const { key } = message;
  let head: { version: number; type: string } | null = null;
  try {
    head = message.head();
    const event = handler.wants(head.type) ? await message.decode() : null;
    return { message, key, ...head, event, fault: null };
  } catch (error) {
    if (isTransient(error)) throw error;
    const { version = null, type = null } = head ?? {};
    return { message, key, version, type, event: null, fault: readFault(error) };
  }
};

/** Contracts answer a version that they have no path from with a RangeError. */
const readFault = (error: unknown): Fault => ({
  cause: error instanceof RangeError ? 'upcaster' : 'schema',
  error: faultText(error),
  ...(error instanceof DataMissing ? { dataMissing: true } : {}),
});

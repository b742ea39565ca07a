import { naturalId, type Recorded } from '@jejak/kernel';
import type { CommandContext } from '@jejak/event-store';
import type { Delivery } from './batch-handler';

/**
 * Under which a reaction issues its command: an automatic act of this service, caused by the event, and the same command
 * however often the event arrives (domain.md 2.9).
 * @param name of the reaction; two commands of one event need two names
 * @param service the one that reacts
 */
export const reactionContext = (
  { envelope }: Recorded,
  name: string,
  service: string,
  { traceparent }: Delivery = {},
): CommandContext => ({
  commandId: naturalId(envelope.id, name),
  actor: service,
  role: 'service',
  correlation: envelope.correlation,
  cause: envelope.id,
  ...(traceparent === undefined ? {} : { traceparent }),
});

import type { CommandContext } from '@jejak/event-store';

/** Nobody signed in, whoever asks: what is said so is never tied to an account. @source domain.md 2.6 */
export const anonymously = ({
  commandId,
  asked,
  expectedVersion,
  traceparent,
}: CommandContext): CommandContext => ({
  ...{ commandId, actor: 'public', role: 'public' },
  ...(asked === undefined ? {} : { asked }),
  ...(expectedVersion === undefined ? {} : { expectedVersion }),
  ...(traceparent === undefined ? {} : { traceparent }),
});

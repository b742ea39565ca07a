import type { Operation } from '../history/shapes';

/** A stream as it stood when all was quiet. */
export interface FinalRead {
  readonly stream: string;
  readonly events: readonly string[];
  readonly causes: readonly string[];
}

/** The last read of each stream, where nothing of that stream came after it. */
export const finalReads = (operations: readonly Operation[]): Map<string, FinalRead> => {
  const last = new Map<string, Operation>();
  const latestCall = new Map<string, number>();
  for (const one of operations) {
    latestCall.set(one.stream, Math.max(latestCall.get(one.stream) ?? 0, one.start));
    if (one.op === 'read' && one.outcome === 'ok' && one.start >= (last.get(one.stream)?.start ?? 0))
      last.set(one.stream, one);
  }
  return new Map(
    [...last]
      .filter(([stream, { start }]) => start >= (latestCall.get(stream) ?? 0))
      .map(([stream, { events, causes }]) => [stream, { stream, events, causes: causes ?? [] }]),
  );
};

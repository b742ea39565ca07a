import { Malformed, naturalId, parseStream } from '@jejak/kernel';
import type { Execution } from './command-context';
import { fingerprintOf } from './fingerprint';

const COMMAND_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const asked = ({ stream, command, context }: Execution): unknown[] => [context.actor, stream, command];

const check = ({ stream, context }: Execution): void => {
  if (!COMMAND_ID.test(context.commandId)) throw new RangeError('a command id is a lower-case UUID');
  if (!parseStream(stream)) throw new Malformed('STREAM_NAME_INVALID', 'There is no such object.');
};

/**
 * The fingerprint of one command.
 * @throws Malformed `STREAM_NAME_INVALID` · RangeError for a command id that is no UUID: a defect of the adapter
 */
export const identify = (item: Execution): Buffer => {
  check(item);
  return fingerprintOf(...asked(item));
};

/** Commands that are recorded as one, in order of stream: each has a command id of its own, all have one fingerprint. */
export interface Together {
  readonly ordered: readonly Execution[];
  /** In the same order. A command id that several share is kept by the first; the others' are derived from it. */
  readonly commandIds: readonly string[];
  readonly fingerprint: Buffer;
}

/** @throws as `identify`; RangeError when two are for one stream */
export const identifyTogether = (items: readonly Execution[]): Together => {
  items.forEach(check);
  const ordered = [...items].sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0));
  const seen = new Set<string>();
  const commandIds = ordered.map(({ stream, context: { commandId } }, i) => {
    if (ordered[i + 1]?.stream === stream)
      throw new RangeError('facts decided together are of different streams');
    if (seen.has(commandId)) return naturalId('together', commandId, stream);
    seen.add(commandId);
    return commandId;
  });
  return { ordered, commandIds, fingerprint: fingerprintOf(...ordered.map(asked)) };
};

/** Indexes of the items that have neither stream nor command id of an earlier one, and whose identity holds. */
export const independent = (items: readonly Execution[]): number[] => {
  const seen = new Set<string>();
  return [...items.keys()].filter((i) => {
    const { stream, context } = items[i];
    if (seen.has(stream) || seen.has(context.commandId) || !parseStream(stream)) return false;
    seen.add(stream).add(context.commandId);
    return true;
  });
};

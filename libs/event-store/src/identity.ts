import { Malformed, naturalId, parseStream } from '@jejak/kernel';
import type { Asked, Execution } from './command-context';
import { fingerprintOf } from './fingerprint';

const COMMAND_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Makes the fingerprint of a request longer than that of a command: neither is taken for the other. */
const OF_REQUEST = Buffer.of(1);
const SHA256_BYTES = 32;

/**
 * A request under its command id.
 * @param said route and body, before anything is added to them. Not the caller: of what is said without a name nothing is kept that it
 *   could be tied to an account by
 */
export const askedBy = (commandId: string, ...said: readonly unknown[]): Asked => ({
  commandId,
  said: fingerprintOf(...said),
});

/** What a request's command id stands for: who says what. */
export const requestFingerprint = (actor: string, { said }: Asked): Buffer =>
  Buffer.concat([OF_REQUEST, fingerprintOf(actor, said.toString('base64url'))]);

/** Whether a command was recorded by the request that it came with, and not by what it was. */
export const isOfRequest = (fingerprint: Buffer): boolean => fingerprint.length > SHA256_BYTES;

/** The request behind an item's own command id; undefined where there is none. */
export const askedOf = ({ context: { asked, commandId } }: Execution): Asked | undefined =>
  asked?.commandId === commandId ? asked : undefined;

/**
 * Whether a service does it by itself because of a fact. The id is made of the fact and of the name of the reaction or timer, so it says
 * already what is done; what the command holds beside is of the day on which it is done. @source domain.md 2.9
 */
const isAutomatic = ({ context: { actor, role, cause, asked } }: Execution, service: string): boolean =>
  asked === undefined && role === 'service' && actor === service && cause !== undefined && cause !== null;

const check = ({ stream, context }: Execution): void => {
  if (!COMMAND_ID.test(context.commandId)) throw new RangeError('a command id is a lower-case UUID');
  if (!parseStream(stream)) throw new Malformed('STREAM_NAME_INVALID', 'There is no such object.');
};

/** What a command id stands for: a request, what a service does by itself, or else who asks what of which stream. */
export interface Identity {
  readonly fingerprint: Buffer;
  /** @param recorded the fingerprint under which the command id is known */
  readonly isSame: (recorded: Buffer) => boolean;
}

const AUTOMATIC = 'automatic';

/**
 * @param item that an answer is about
 * @param service whose store it is
 * @param command fingerprint of everything that is asked
 */
const identityOf = (item: Execution, service: string, command: () => Buffer): Identity => {
  const { stream, context } = item;
  const asked = askedOf(item);
  const own = (): Buffer | null => {
    if (asked) return requestFingerprint(context.actor, asked);
    return isAutomatic(item, service) ? fingerprintOf(AUTOMATIC, stream, item.command.type) : null;
  };
  const named = own();
  return {
    fingerprint: named ?? command(),
    // What was recorded before requests, or automatic commands, had a fingerprint of their own goes by its command.
    isSame: (recorded) =>
      (named?.equals(recorded) ?? false) || (!(asked && isOfRequest(recorded)) && recorded.equals(command())),
  };
};

/**
 * @param service whose store it is
 * @throws Malformed `STREAM_NAME_INVALID` · RangeError for a command id that is no UUID: a defect of the adapter
 */
export const identify = (item: Execution, service: string): Identity => {
  check(item);
  const { stream, command, context } = item;
  return identityOf(item, service, () => fingerprintOf(context.actor, stream, command));
};

/** Commands that are recorded as one, in order of stream: each has a command id of its own, all have one identity. */
export interface Together {
  readonly ordered: readonly Execution[];
  /**
   * In the same order. A command id that several share is kept by the first that was given, which is what the request is about; the
   * others' are derived from it.
   */
  readonly commandIds: readonly string[];
  readonly identity: Identity;
}

/** @throws as `identify`; RangeError when two are for one stream */
export const identifyTogether = (items: readonly Execution[], service: string): Together => {
  items.forEach(check);
  const seen = new Set<string>();
  const all = items.map((item) => {
    const { stream, context } = item;
    const { commandId } = context;
    const kept = !seen.has(commandId);
    seen.add(commandId);
    return { item, commandId: kept ? commandId : naturalId('together', commandId, stream) };
  });
  all.sort(({ item: { stream: a } }, { item: { stream: b } }) => (a < b ? -1 : a > b ? 1 : 0));
  const ordered = all.map(({ item }) => item);
  if (ordered.some(({ stream }, i) => ordered[i + 1]?.stream === stream))
    throw new RangeError('facts decided together are of different streams');
  const everything = (): Buffer =>
    fingerprintOf(...ordered.map(({ context: { actor }, stream, command }) => [actor, stream, command]));
  const first = items.at(0);
  return {
    ordered,
    commandIds: all.map(({ commandId }) => commandId),
    identity: first
      ? identityOf(first, service, everything)
      : { fingerprint: everything(), isSame: () => false },
  };
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

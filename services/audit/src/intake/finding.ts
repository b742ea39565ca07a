import { createHash } from 'node:crypto';
import type { EventRejected, IntegrityAlarmRaised, RejectionRule } from '@jejak/contracts/audit';
import { naturalId } from '@jejak/kernel';
import type { IncomingMessage, WireEvent } from '@jejak/messaging';
import type { Arrival, Rejected } from './arrival';
import type { Break, Head } from './chain';
import type { NumberConflict } from './sort-batch';

/** Something the intake found wrong: kept in the transaction that found it, recorded as a fact soon after, once. */
export type Finding = { readonly id: string; readonly message: IncomingMessage | null } & (
  | { readonly kind: 'alarm'; readonly data: IntegrityAlarmRaised['data'] }
  | { readonly kind: 'rejection'; readonly data: EventRejected['data'] }
);

/** What an alarm is about; the rest of its data is null. */
type Alarm = Pick<IntegrityAlarmRaised['data'], 'kind' | 'finding' | 'source' | 'since'> &
  Partial<IntegrityAlarmRaised['data']>;

const alarm = (place: readonly string[], about: Alarm, message: IncomingMessage | null): Finding => {
  const id = naturalId('alarm', about.kind, about.finding, about.source, ...place);
  const none = { pos: null, highest: null, stream: null, version: null, expected: null, found: null };
  return { id, kind: 'alarm', message, data: { ...none, ...about, alarmId: id } };
};

/** A number of the source came twice with different events. */
export const numberTaken = ({ arrival, known }: NumberConflict, since: string): Finding => {
  const { src: source, pos, hash: found, wire, message } = arrival;
  const { stream, ver: version } = wire.core;
  const about = {
    kind: 'FORK',
    finding: 'POS_TAKEN',
    source,
    pos,
    stream,
    version,
    expected: known,
    found,
    since,
  } as const;
  return alarm([String(pos), found], about, message);
};

/** An event does not follow its stream. */
export const chainBroken = (
  { src: source, pos, hash: found, wire, message }: Arrival,
  why: Break,
  since: string,
): Finding => {
  const { stream, ver: version } = wire.core;
  return alarm([String(pos), found], { ...why, source, pos, stream, version, found, since }, message);
};

/** Numbers of the source are missing though later ones are known to exist. */
export const numberMissing = (source: string, pos: number, highest: number, since: string): Finding =>
  alarm([String(pos)], { kind: 'GAP', finding: 'POS_MISSING', source, pos, highest, since }, null);

/** A heartbeat that the own key of its service did not sign. The event is logged; it is no sign of life. */
export const heartbeatForged = (
  { src: source, pos, hash: found, wire, message }: Arrival,
  since: string,
): Finding => {
  const { stream, ver: version } = wire.core;
  const about = {
    kind: 'UNAUTHORISED_WRITER',
    finding: 'HEARTBEAT_FORGED',
    source,
    pos,
    stream,
    version,
  } as const;
  return alarm([String(pos), found], { ...about, found, since }, message);
};

/** The source has said nothing for too long; `pos` is what its last heartbeat named, 0 when there never was one. */
export const sourceSilent = (source: string, pos: number, since: string): Finding =>
  alarm([String(pos)], { kind: 'HEARTBEAT_MISSING', finding: 'SILENCE', source, pos, since }, null);

/**
 * A stream of the log's own service ends otherwise in its store than in the log: nothing more is sealed until a person has looked.
 * @param logged and `stored` where it ends; nothing where it is not there
 */
export const headDiffers = (
  { source, stream }: { readonly source: string; readonly stream: string },
  logged: Pick<Head, 'ver' | 'hash'> | undefined,
  stored: Pick<Head, 'ver' | 'hash'> | null,
  since: string,
): Finding => {
  const [expected, found, version] = [logged?.hash ?? null, stored?.hash ?? null, logged?.ver ?? null];
  const about = { kind: 'HASH_MISMATCH', finding: 'HEAD_DIFFERS', source, stream, version } as const;
  return alarm([stream, String(version), found ?? ''], { ...about, expected, found, since }, null);
};

const sha256Of = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

const rejection = (
  { message, wire }: { message: IncomingMessage; wire: WireEvent | null },
  rule: RejectionRule,
  logged: boolean,
): Finding => {
  const { topic, partition, offset, key, headers, value } = message;
  const sha256 = sha256Of(value ?? '');
  // The same value under other headers is another message.
  const frame = sha256Of(JSON.stringify([key, Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1))]));
  const id = naturalId('rejection', topic, sha256, frame);
  // What claims to be an event may claim anything: only what fits the contract is repeated.
  const readable = wire !== null && wire.core.stream.length <= 200 && wire.src.length <= 64;
  const claims = readable
    ? {
        source: wire.src,
        pos: wire.pos,
        eventId: wire.core.id,
        stream: wire.core.stream,
        version: wire.core.ver,
      }
    : { source: null, pos: null, eventId: null, stream: null, version: null };
  const data = { rejectionId: id, rule, topic, partition, offset: Number(offset), sha256, logged, ...claims };
  return { id, kind: 'rejection', message, data };
};

/** A message that is no event of its topic. */
export const messageRejected = (rejected: Rejected): Finding => rejection(rejected, rejected.rule, false);

/** An event that is logged though its payload cannot be checked, or is not what it committed to; null where it is. */
export const payloadRejected = (arrival: Arrival): Finding | null =>
  arrival.payload === 'opens' ? null : rejection(arrival, arrival.payload, true);

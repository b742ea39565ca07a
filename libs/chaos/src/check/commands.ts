import type { Accepted, Operation } from '../history/shapes';
import type { Checked, Finding } from './finding';
import { finalReads } from './final-reads';

/**
 * I1 by the streams as they stood at the end: each accepted command exactly once, whole, where it was answered; no command
 * twice, none in part, and no event that nobody asked for.
 */
export const checkCommands = (operations: readonly Operation[], accepted: readonly Accepted[]): Checked => {
  const findings: Finding[] = [];
  const found = (where: string, what: string): void => void findings.push({ invariant: 'I1', where, what });
  const reads = finalReads(operations);
  const home = new Map<string, string>();
  for (const { stream, events } of reads.values())
    for (const event of events) {
      if (home.has(event)) found(stream, `event ${event} is there twice`);
      home.set(event, stream);
    }
  for (const { command, stream, version, events } of accepted) {
    const read = reads.get(stream);
    if (!read) {
      found(stream, `was not read when all was quiet, and command ${command} was accepted there`);
      continue;
    }
    const stands = read.events.slice(version - events.length, version);
    if (stands.length !== events.length || stands.some((event, at) => event !== events[at]))
      found(
        stream,
        `accepted command ${command} is not at version ${version}: its events are lost or elsewhere`,
      );
  }
  checkAsked(operations, reads, found);
  return { findings, seen: { I1: accepted.length } };
};

type Found = (where: string, what: string) => void;

/** Every event of a stream that clients write to was asked for, and every command acted at most once and whole. */
const checkAsked = (
  operations: readonly Operation[],
  reads: ReturnType<typeof finalReads>,
  found: Found,
): void => {
  const asked = new Map<string, { readonly stream: string; readonly count: number | undefined }>();
  const written = new Set<string>();
  for (const { op, command, stream, count } of operations)
    if (op === 'append') {
      asked.set(command, { stream, count });
      written.add(stream);
    }
  for (const stream of written) {
    const read = reads.get(stream);
    if (!read) {
      found(stream, 'was not read when all was quiet');
      continue;
    }
    if (read.causes.length !== read.events.length)
      found(stream, 'was read at the end without saying what caused each event');
    const versions = new Map<string, number[]>();
    read.causes.forEach((cause, at) => versions.set(cause, [...(versions.get(cause) ?? []), at + 1]));
    for (const [cause, at] of versions) {
      const command = asked.get(cause);
      const inOneGo = at[at.length - 1] - at[0] === at.length - 1;
      if (command?.stream !== stream)
        found(stream, `version ${at[0]} is of ${cause}, which nobody sent here`);
      else if (!inOneGo || at.length > (command.count ?? Infinity))
        found(stream, `command ${cause} acted more than once: versions ${at.join(', ')}`);
      else if (command.count !== undefined && at.length < command.count)
        found(stream, `command ${cause} is there in part: ${at.length} of ${command.count} events`);
    }
  }
};

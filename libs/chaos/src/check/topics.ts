import type { Published } from '../history/shapes';
import type { Checked, Finding } from './finding';

/**
 * I3 and I8 by the topics: numbers 1..n of each producer, each for ever the same event; per stream every version from 1, first
 * seen in order, what comes again the very same; and each names the one before it by its hash.
 * @param recorded every event that the streams hold: each must have been published
 */
export const checkTopics = (published: readonly Published[], recorded: ReadonlySet<string>): Checked => {
  const findings: Finding[] = [];
  const byPos = new Map<string, Map<number, Published>>();
  const heads = new Map<string, Published>();
  const known = new Map<string, Published>();
  // Partitions are logs of their own; inside each the offset is the order.
  const inOrder = [...published].sort(
    (a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition || a.offset - b.offset,
  );
  for (const message of inOrder) {
    const { src, pos, event, stream, version, hash, prev } = message;
    const found = (invariant: 'I3' | 'I8', what: string): void =>
      void findings.push({ invariant, where: stream, what });
    const numbers = byPos.get(src) ?? new Map<number, Published>();
    byPos.set(src, numbers);
    const same = numbers.get(pos);
    if (same && (same.event !== event || same.hash !== hash))
      found('I3', `number ${pos} of ${src} is event ${same.event} and event ${event}`);
    numbers.set(pos, same ?? message);
    const before = known.get(event);
    known.set(event, message);
    if (before) {
      if (before.hash !== hash || before.pos !== pos || before.version !== version)
        found('I3', `event ${event} was sent again as something else`);
      continue;
    }
    const head = heads.get(stream);
    if (version !== (head?.version ?? 0) + 1)
      found('I3', `version ${version} came after version ${head?.version ?? 0}: lost or out of order`);
    else if (prev !== (head?.hash ?? null))
      found('I8', `version ${version} does not name the hash of the one before it`);
    if (version > (head?.version ?? 0)) heads.set(stream, message);
  }
  for (const [src, numbers] of byPos) {
    const most = Math.max(...numbers.keys());
    for (let pos = 1; pos <= most; pos++)
      if (!numbers.has(pos))
        findings.push({ invariant: 'I3', where: src, what: `number ${pos} of ${most} is missing` });
  }
  for (const event of recorded)
    if (!known.has(event))
      findings.push({ invariant: 'I3', where: event, what: 'was recorded and never published' });
  return { findings, seen: { I3: published.length, I8: published.length } };
};

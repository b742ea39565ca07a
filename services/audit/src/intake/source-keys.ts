import { isBeatSignedBy, parseVkey, type VerifierKey } from '@jejak/ledger';
import { parseEventType } from '@jejak/kernel';
import type { Arrival } from './arrival';

/** The own keys of services, by their names: what their heartbeats are signed by. */
export type SourceKeys = ReadonlyMap<string, VerifierKey>;

/**
 * Reads a file of them: a line `<service> <vkey>` each, whose key has the service's name. `#` begins a remark.
 * @throws RangeError naming the line
 */
export const parseSourceKeys = (text: string): SourceKeys => {
  const keys = new Map<string, VerifierKey>();
  for (const [i, line] of text.split('\n').entries()) {
    const [service, vkey, ...rest] = line.split(/[ \t]+/).filter((item) => item !== '');
    if (service === undefined || service.startsWith('#')) continue;
    try {
      if (vkey === undefined || rest.length > 0) throw new RangeError('a line is <service> <vkey>');
      const key = parseVkey(vkey);
      if (key.name !== service) throw new RangeError(`the key is that of ${key.name}`);
      if (keys.has(service)) throw new RangeError(`${service} stands twice`);
      keys.set(service, key);
    } catch (error) {
      throw new RangeError(`line ${i + 1}: ${error instanceof RangeError ? error.message : 'unreadable'}`);
    }
  }
  return keys;
};

/**
 * Whether an event is a heartbeat that the service's own key did not sign. Of a service whose key is not known here nothing is asked.
 * @source audit-ledger.md section 4
 */
export const isForgedBeat = (
  { wire: { core, data }, src }: Pick<Arrival, 'wire' | 'src'>,
  keys: SourceKeys,
): boolean => {
  const key = keys.get(src);
  if (!key || parseEventType(core.type)?.name !== 'Heartbeat') return false;
  const { pos, streams, signature } = data ?? {};
  if (typeof pos !== 'number' || typeof streams !== 'number') return true;
  return !isBeatSignedBy({ src, pos, streams }, signature, key);
};

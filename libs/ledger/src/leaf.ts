import { canonical, isCanonical } from './canonical';
import { type Core, eventHash } from './core';

/** A leaf of the log, read. */
export interface Leaf {
  readonly core: Core;
  readonly pos: number;
  readonly src: string;
  /** What the next version's `prev` names. */
  readonly eventHash: Buffer;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isHashText = (value: unknown): boolean =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value);

const isCore = (core: unknown): core is Record<string, unknown> =>
  isRecord(core) &&
  ['id', 'type', 'stream', 'at'].every((name) => typeof core[name] === 'string') &&
  Number.isSafeInteger(core.ver) &&
  (core.ver as number) >= 1 &&
  (core.ver === 1 ? core.prev === null : isHashText(core.prev)) &&
  (core.data === null || isRecord(core.data));

/**
 * Reads a leaf strictly: canonical, with the four members of version 1, and a core that says which event it is. Members of the
 * core that nobody here knows are allowed: the hash covers them. Null for everything else.
 */
export const parseLeaf = (text: string): Leaf | null => {
  if (!isCanonical(text)) return null;
  const leaf: unknown = JSON.parse(text);
  if (!isRecord(leaf) || Object.keys(leaf).join() !== 'core,pos,src,v' || leaf.v !== 1) return null;
  const { core, pos, src } = leaf;
  if (!isCore(core) || typeof src !== 'string' || !Number.isSafeInteger(pos) || (pos as number) < 1)
    return null;
  return {
    core: core as unknown as Core,
    pos: pos as number,
    src,
    eventHash: eventHash(canonical(core)),
  };
};

import { parse, v5, v7 } from 'uuid';

/** UUIDv7: an id that sorts by the time it was made. */
export const newId = (): string => v7();

/** The namespace of Jejak's name-based ids; fixed for ever, since streams are found by it. */
const NAMESPACE = parse('6f1f6c0e-5d3c-5b0a-9a54-3f2f6d0c7e11');

/**
 * The id of a thing that has a natural key (domain.md 2.9): UUIDv5 of the aggregate and the key's parts joined by `|`.
 * @example naturalId('cycle', '2026')
 */
export const naturalId = (aggregate: string, ...parts: readonly string[]): string =>
  v5([aggregate, ...parts].join('|'), NAMESPACE);

/** A stream's name: `<aggregate>-<uuid>`. */
export const streamOf = (aggregate: string, id: string): string => `${aggregate}-${id}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Lower-case RFC 9562 UUID. */
export const isUuid = (text: string): boolean => UUID.test(text);

const STREAM = new RegExp(`^([a-z]+(?:-[a-z]+)*)-(${UUID.source.slice(1, -1)})$`);

/** `evaluation-<uuid>` → its parts; null for a text that names no stream. */
export const parseStream = (text: string): { aggregate: string; id: string } | null => {
  const match = STREAM.exec(text);
  return match ? { aggregate: match[1], id: match[2] } : null;
};

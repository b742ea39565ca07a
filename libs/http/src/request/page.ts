import { isUuid, Malformed } from '@jejak/kernel';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** No list answers more rows than this. */
export const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

/** Query parameters of every list; a list with filters of its own extends it. */
export class PageRequest {
  /** Where to go on: `next` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  readonly cursor?: string;

  /** Rows wanted, 1 to 200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  readonly limit: number = DEFAULT_PAGE;
}

/** One page of a list. */
export interface Page<Row> {
  readonly items: readonly Row[];
  /** Hand it in as `cursor` for the page after; null on the last. */
  readonly next: string | null;
}

/** How a member of a sort key is written in a cursor. All are texts, as SQL parameters are. */
export type KeyKind = 'uuid' | 'text' | 'integer' | 'decimal' | 'date' | 'instant';

const KINDS: Readonly<Record<KeyKind, (text: string) => boolean>> = {
  uuid: isUuid,
  text: (text) => text.length <= 512 && !text.includes('\0'),
  integer: (text) => /^-?\d{1,18}$/.test(text),
  decimal: (text) => /^-?\d{1,30}(\.\d{1,30})?$/.test(text),
  date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
  instant: (text) =>
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3,6}Z$/.test(text) && !Number.isNaN(Date.parse(text)),
};

type Key<Members> = { readonly [Member in keyof Members]: string };

/** The position of a list's reader: the sort key of the last row seen, in a text that only the list itself reads. */
export interface Keyset<Members extends Readonly<Record<string, KeyKind>>> {
  /** The key to go on after; undefined from the beginning. @throws Malformed CURSOR_INVALID */
  after(cursor: string | undefined): Key<Members> | undefined;
  /**
   * The page of rows that were read with a limit of one more than asked for: the surplus row only says that there is a next page.
   */
  page<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => Key<Members>): Page<Row>;
}

const invalid = (): Malformed =>
  new Malformed('CURSOR_INVALID', 'The cursor was not given by this list.', { field: 'cursor' });

/**
 * Cursor paging over a sort key. The cursor is opaque, not secret: its values go into the query as parameters, and each is checked
 * for its kind, so a made-up cursor can only start a list elsewhere.
 * @param list a name of the list; a cursor of another list is refused
 * @example const byName = keyset('employees', { name: 'text', id: 'uuid' });
 */
export const keyset = <const Members extends Readonly<Record<string, KeyKind>>>(
  list: string,
  members: Members,
): Keyset<Members> => {
  const names = Object.keys(members);
  const fits = (parts: unknown): parts is string[] =>
    Array.isArray(parts) &&
    parts.length === names.length + 1 &&
    parts[0] === list &&
    names.every((name, at) => {
      const part: unknown = parts[at + 1];
      return typeof part === 'string' && KINDS[members[name]](part);
    });
  return {
    after: (cursor) => {
      if (cursor === undefined) return undefined;
      let parts: unknown;
      try {
        parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
      } catch {
        throw invalid();
      }
      if (!fits(parts)) throw invalid();
      // Built from the very names of Members, one value each.
      return Object.fromEntries(names.map((name, at) => [name, parts[at + 1]])) as Key<Members>;
    },
    page: (rows, limit, keyOf) => {
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      if (rows.length <= limit || last === undefined) return { items, next: null };
      const key = keyOf(last);
      const text = JSON.stringify([list, ...names.map((name) => key[name])]);
      return { items, next: Buffer.from(text, 'utf8').toString('base64url') };
    },
  };
};

import type { Change, LoggedEvent } from '../api/audit';
import type { ReadFor } from './case-bar';

/** An event of a history that was asked for with what it changed. */
export type HistoryEvent = LoggedEvent & { readonly changes?: readonly Change[] };

/** How an object stood. */
export interface StreamState {
  readonly version: number;
  readonly status: string | null;
  readonly contested: boolean;
  readonly final: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly setBy: Readonly<Record<string, number>>;
  readonly leftOut: readonly number[];
}

/** Of which object a part of the page is, and what it is read for. */
export interface Asked {
  readonly stream: string;
  readonly readFor: ReadFor;
}

/** A version that an address names; undefined where it names none of these. */
export const versionIn = (text: string | undefined, first: number, last: number): number | undefined => {
  const version = Number(text);
  return text !== undefined && /^\d+$/.test(text) && version >= first && version <= last
    ? version
    : undefined;
};

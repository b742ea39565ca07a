import { log } from './0001-log.migration';
import { immutability } from './0002-immutability.migration';
import { append } from './0003-append.migration';
import { cursor } from './0004-cursor.migration';
import { redrive } from './0005-redrive.migration';
import { publishedTrace } from './0006-published-trace.migration';
import { keyProof } from './0007-key-proof.migration';
import { replay } from './0008-replay.migration';
import { checkedTypes } from './0009-checked-types.migration';
import type { Migration } from './migration';

/** In order of version. */
export const migrations: readonly Migration[] = [
  log,
  immutability,
  append,
  cursor,
  redrive,
  publishedTrace,
  keyProof,
  replay,
  checkedTypes,
];

import type { IncomingUpload } from '@jejak/http';
import { Malformed } from '@jejak/kernel';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { TableContent } from './csv/table';
import { fileKindOf, headOf } from './file-kind';
import { transcribe } from './workbook/transcript';

/** A table that was received whole, and can be read more than once. */
export interface SpooledFile {
  /** Of the bytes that were sent. */
  readonly sha256: string;
  /** The sheet that was asked for by name. */
  readonly sheet?: string;
  /** From the beginning, each time. */
  content(): TableContent;
  /** Removes it. */
  discard(): Promise<void>;
}

/** The end of the transcript in hand: one at a time, so that what workbooks cost in memory they cost once. */
let transcribed: Promise<unknown> = Promise.resolve();

const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
  const mine = transcribed.then(work);
  transcribed = mine.catch(() => undefined);
  return mine;
};

/** How a received file is read as a table. */
const readerOf = async (folder: string, file: string, sheet?: string): Promise<() => TableContent> => {
  if (fileKindOf(await headOf(file)) === 'csv') {
    if (sheet !== undefined) throw new Malformed('SHEET_NOT_FOUND', 'CSV has no sheets.', { field: 'sheet' });
    return () => createReadStream(file);
  }
  const csv = join(folder, 'sheet.csv');
  const cellFaults = await inTurn(() => transcribe(file, csv, sheet));
  return () => Object.assign(createReadStream(csv), { cellFaults });
};

/**
 * Writes an upload to a temporary file as it arrives; a workbook is written down as CSV then.
 * @param sheet the sheet of a workbook that is wanted; default the first
 * @throws Malformed, TooLarge of the upload or the workbook; nothing is left behind then
 */
export const spool = async (upload: IncomingUpload, sheet?: string): Promise<SpooledFile> => {
  const folder = await mkdtemp(join(tmpdir(), 'jejak-import-'));
  const discard = () => rm(folder, { recursive: true, force: true });
  const file = join(folder, 'upload');
  try {
    await pipeline(upload.content, createWriteStream(file, { mode: 0o600 }));
    const content = await readerOf(folder, file, sheet);
    return { sha256: upload.sha256(), ...(sheet === undefined ? {} : { sheet }), content, discard };
  } catch (error) {
    await discard();
    throw error;
  }
};

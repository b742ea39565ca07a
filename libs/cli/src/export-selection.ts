import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { CommandFailed, EXIT } from './exit';
import type { Installation } from './installation';
import { compareResults } from './results';

/** A difference a line; more are in the files. */
const SHOWN = 50;

/**
 * Writes the published results of a finished round to a file, and compares them with others where asked.
 * @throws CommandFailed
 */
export const exportSelection = async (
  installation: Installation,
  token: string,
  file: string,
  { import: importId, compare }: { readonly import?: string; readonly compare?: string },
): Promise<{ text: string; equal: boolean }> => {
  const query = importId === undefined ? '' : `?${new URLSearchParams({ import: importId }).toString()}`;
  const response = await installation.ok('GET', `/api/recruitment/v1/exports/selection${query}`, {
    token,
    headers: { Accept: 'text/csv, application/problem+json' },
  });
  if (!response.body) throw new CommandFailed('The export is empty.', EXIT.refused);
  // The web and the Node type of the same stream.
  await pipeline(Readable.fromWeb(response.body as WebStream<Uint8Array>), createWriteStream(file));
  if (compare === undefined) return { text: `written: ${file}`, equal: true };
  const { rows, differences } = compareResults(file, compare);
  const lines = differences.slice(0, SHOWN).map(({ row, difference }) => `  ${row}: ${difference}`);
  if (differences.length > SHOWN) lines.push(`  … and ${differences.length - SHOWN} more`);
  const verdict = differences.length === 0 ? 'all equal' : `${differences.length} differ`;
  return {
    text: [`written: ${file}`, `compared with ${compare}: ${rows} rows, ${verdict}`, ...lines].join('\n'),
    equal: differences.length === 0,
  };
};

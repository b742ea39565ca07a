import type { SigningKey } from '@jejak/ledger';
import type { LogFiles } from './log-files';
import { follow, type ReadEntries } from './published-log';
import { LogRefused, ownCheckpoint } from './sealed-head';
import { TileWriter } from './tile-writer';

/**
 * Makes every file of a head that was signed again from the entries. The files are the same to the byte, so readers need not be kept away.
 * @returns how many entries there are
 * @throws LogRefused where the entries are not those of the head; then the checkpoint stays as it is
 */
export const rebuildTiles = async (
  files: LogFiles,
  note: string,
  key: SigningKey,
  read: ReadEntries,
): Promise<number> => {
  const { size, root } = ownCheckpoint(note, key, 'The head of the log');
  const writer = TileWriter.empty(files);
  await follow(writer, size, read);
  if (!writer.root().equals(root))
    throw new LogRefused(`the ${size} entries are not those that the head signed`);
  await writer.publish(note);
  return size;
};

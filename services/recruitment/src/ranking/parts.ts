import type { Appended, CommandContext } from '@jejak/event-store';
import { naturalId } from '@jejak/kernel';
import { inParts } from './digest';

/**
 * Records a list a part at a time, each part in a stream of its own, the first part last: a list is there when its first
 * part is. One that was interrupted goes on where it stopped, or becomes another list where the records give another by then.
 * @param list names it
 * @returns the answer of the first part, whose stream names the list
 */
export const recordInParts = async <Row>(
  rows: readonly Row[],
  rowsPerPart: number,
  list: string,
  context: CommandContext,
  record: (part: number, rows: readonly Row[], by: CommandContext) => Promise<Appended>,
): Promise<Appended> => {
  const { expectedVersion: _, ...plain } = context;
  const [first, ...others] = inParts(rows, rowsPerPart);
  for (const [index, of] of others.entries()) {
    const part = index + 2;
    await record(part, of, { ...plain, commandId: naturalId(context.commandId, list, 'part', String(part)) });
  }
  return record(1, first, context);
};

import { TooLarge } from '@jejak/kernel';
import { MAX_CELL } from '../csv/cells';
import type { Archive } from './archive';
import { textOf } from './texts';
import { scanXml, workbookInvalid } from './xml';

/** Bytes of all the texts that a workbook keeps apart from its cells: as much as the largest upload could need, held once. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_TEXTS = 1_500_000;
const FIRST_BYTES = 64 * 1024;

/** The texts that the cells of a workbook refer to by number. */
export interface SharedTexts {
  /** @returns undefined where there is none of that number */
  at(index: number): string | undefined;
}

const tooLarge = (): TooLarge =>
  new TooLarge('WORKBOOK_TOO_LARGE', 'The texts of the workbook are more than is read here.', {
    params: { limit: `${MAX_BYTES / 1024 / 1024} MiB` },
  });

/** Keeps texts in one piece of memory outside the heap: a million of them cost their bytes and four more each. */
class TextPool implements SharedTexts {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private ends = new Uint32Array(1024);
  private count = 0;
  private used = 0;

  /** A text that is longer than any cell may be is kept as long as it takes to say so. */
  add(text: string): void {
    const kept = text.length > MAX_CELL ? text.slice(0, MAX_CELL + 1) : text;
    const size = Buffer.byteLength(kept);
    if (this.used + size > MAX_BYTES || this.count >= MAX_TEXTS) throw tooLarge();
    if (this.used + size > this.bytes.length) {
      const larger = Buffer.allocUnsafe(
        Math.min(MAX_BYTES, Math.max(this.used + size, this.bytes.length * 2)),
      );
      this.bytes.copy(larger, 0, 0, this.used);
      this.bytes = larger;
    }
    if (this.count === this.ends.length) {
      const longer = new Uint32Array(this.ends.length * 2);
      longer.set(this.ends);
      this.ends = longer;
    }
    this.used += this.bytes.write(kept, this.used);
    this.ends[this.count++] = this.used;
  }

  at(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    return this.bytes.toString('utf8', index === 0 ? 0 : this.ends[index - 1], this.ends[index]);
  }
}

/**
 * Reads the part with the shared texts, where there is one.
 * @throws Malformed WORKBOOK_INVALID; TooLarge WORKBOOK_TOO_LARGE
 */
export const sharedTextsOf = async (archive: Archive, part: string | null): Promise<SharedTexts> => {
  const pool = new TextPool();
  if (part === null) return pool;
  const content = archive.part(part);
  if (!content) throw workbookInvalid();
  const text = textOf((whole) => pool.add(whole));
  await scanXml(content, {
    open: (name) => (name === 'si' ? text.begin() : text.open(name)),
    text: (piece) => text.text(piece),
    close: (name) => (name === 'si' ? text.end() : text.close(name)),
  });
  return pool;
};

import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { decodeHash } from '../note/base64';
import type { SeenHead } from './add-checkpoint';

/**
 * What a witness remembers: one file, `<size> <root> <origin>` on a line for each log. It is the whole worth of a witness: one that forgets
 * cosigns a fork. So a file that cannot be read is no reason to begin anew.
 */
export class WitnessMemory {
  private constructor(
    private readonly file: string,
    private readonly heads: Map<string, SeenHead>,
  ) {}

  /** @throws Error where there is a file that is not one of ours */
  static async open(file: string): Promise<WitnessMemory> {
    return new WitnessMemory(file, parse(await textOf(file)));
  }

  seen(origin: string): SeenHead | undefined {
    return this.heads.get(origin);
  }

  /** On disk when it returns. */
  async keep(origin: string, head: SeenHead): Promise<void> {
    const heads = new Map(this.heads).set(origin, head);
    const draft = `${this.file}.draft`;
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(
        [...heads].map(([name, { size, root }]) => `${size} ${root.toString('base64')} ${name}\n`).join(''),
      );
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, this.file);
    const folder = await open(dirname(this.file));
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
    this.heads.set(origin, head);
  }
}

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

const LINE = /^(\d{1,16}) (\S+) (\S+)$/;

const parse = (text: string): Map<string, SeenHead> => {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('the memory of the witness is cut');
  return new Map(
    lines.map((line) => {
      const [, size, encoded = '', origin] = LINE.exec(line) ?? [];
      const root = decodeHash(encoded);
      if (root === null) throw new Error('the memory of the witness cannot be read');
      return [origin, { size: Number(size), root }];
    }),
  );
};

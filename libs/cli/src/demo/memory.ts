import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

interface Remembered {
  readonly played: number;
  readonly known: Readonly<Record<string, string>>;
}

/** How far a demonstration is, and what later scenes need of earlier ones: kept in a file, so that an interrupted one goes on. */
export class Memory {
  private scenes = 0;
  private again: boolean;
  private readonly known: Map<string, string>;

  constructor(private readonly file: string) {
    this.again = existsSync(file);
    const { played, known } = this.again
      ? (JSON.parse(readFileSync(file, 'utf8')) as Remembered)
      : { played: 0, known: {} };
    this.scenes = played;
    this.known = new Map(Object.entries(known));
    if (!this.again) this.write();
  }

  /** The scene in hand was begun before, and interrupted: part of it may have happened already. */
  get resumed(): boolean {
    return this.again;
  }

  /** How many scenes have been played to their end. */
  get played(): number {
    return this.scenes;
  }

  know(name: string, value: string): void {
    this.known.set(name, value);
  }

  /** Whether a scene before has told it. */
  knows(name: string): boolean {
    return this.known.has(name);
  }

  /** @throws Error for what no scene before has told */
  recall(name: string): string {
    const value = this.known.get(name);
    if (value === undefined) throw new Error(`The story has not told of ${name} yet`);
    return value;
  }

  /** One more scene is over: what it told is kept from here on. */
  keep(): void {
    this.scenes += 1;
    this.again = false;
    this.write();
  }

  private write(): void {
    const remembered: Remembered = { played: this.scenes, known: Object.fromEntries(this.known) };
    writeFileSync(`${this.file}.new`, JSON.stringify(remembered));
    renameSync(`${this.file}.new`, this.file);
  }
}

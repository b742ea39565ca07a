/** A block of time by the clock on the city's wall. */
export interface Block {
  readonly on: string;
  readonly from: string;
  readonly to: string;
}

/** Whether two blocks share a minute; one that ends when the other begins does not. */
export const clash = (one: Block, other: Block): boolean =>
  one.on === other.on && one.from < other.to && other.from < one.to;

/** Whether any of these blocks clashes with any of the others. */
export const clashing = (blocks: readonly Block[], others: readonly Block[]): boolean =>
  blocks.some((block) => others.some((other) => clash(block, other)));

/** Blocks in order of time. */
export const inOrder = <Of extends Block>(blocks: readonly Of[]): Of[] =>
  [...blocks].sort((one, other) => (one.on + one.from < other.on + other.from ? -1 : 1));

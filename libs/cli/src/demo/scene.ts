import type { Memory } from './memory';
import type { SimulatedTime } from './simulated-time';

/** One moment of a story: who does what, on one legal date. */
export interface Scene {
  /** Legal date, and the hour by the clock on the wall of the city. */
  readonly on: string;
  readonly at?: string;
  /** Steps of the year in the life (domain.md 15) that are played here; none for what the steps need beside them. */
  readonly steps: readonly number[];
  /** What happens, in a few words. */
  readonly what: string;
  readonly play: () => Promise<void>;
}

/** Told before each scene. */
export interface Listener {
  (number: number, total: number, scene: Scene): void;
}

const MORNING = '09:00:00.000';
const NOON = '12:00:00.000';

const momentOf = ({ on, at = MORNING }: Scene): string => `${on}T${at}`;

/** Several stories of one city as one: in order of time, and within a moment in the order in which they were given. */
export const inOrder = (...stories: readonly (readonly Scene[])[]): Scene[] =>
  stories.flat().sort((a, b) => (momentOf(a) < momentOf(b) ? -1 : momentOf(a) > momentOf(b) ? 1 : 0));

/**
 * Plays them one after the other, from where the memory says: business time stands at each one's moment, and ticks on from the
 * last. A scene that was interrupted is played again from its beginning, with the same commands.
 */
export const play = async (
  scenes: readonly Scene[],
  { memory, time }: { readonly memory: Memory; readonly time: SimulatedTime },
  tell: Listener,
): Promise<void> => {
  for (const [index, scene] of scenes.entries()) {
    if (index < memory.played) continue;
    tell(index + 1, scenes.length, scene);
    time.moveTo(scene.on, scene.at ?? MORNING);
    await scene.play();
    memory.keep();
  }
  const last = scenes.at(-1);
  if (last) time.run(last.on, last.at ?? NOON);
};

/** So many at once: enough to keep the services busy, and few enough for each to be answered soon. */
const AT_ONCE = 8;

/** Does the same for many people, several at once; the first that fails ends it. */
export const forMany = async <Item>(
  items: readonly Item[],
  act: (item: Item, at: number) => Promise<unknown>,
): Promise<void> => {
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [at, item] of left) await act(item, at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

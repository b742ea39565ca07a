/** Which partitions of which topics are paused, whoever is assigned them at the moment. */
export class PausedPartitions {
  readonly #topics = new Map<string, { all: boolean; readonly except: Set<number> }>();

  /** Pauses one partition, or the whole topic. */
  pause(topic: string, partition?: number): void {
    if (partition === undefined) this.#topics.set(topic, { all: true, except: new Set() });
    else this.#flip(topic, partition, true);
  }

  /** Resumes one partition, also of a topic paused as a whole, or the whole topic. */
  resume(topic: string, partition?: number): void {
    if (partition === undefined) this.#topics.delete(topic);
    else this.#flip(topic, partition, false);
  }

  has(topic: string, partition: number): boolean {
    const state = this.#topics.get(topic);
    return state !== undefined && state.all !== state.except.has(partition);
  }

  get any(): boolean {
    return [...this.#topics.values()].some(({ all, except }) => all || except.size > 0);
  }

  #flip(topic: string, partition: number, paused: boolean): void {
    const state = this.#topics.get(topic) ?? { all: false, except: new Set<number>() };
    if (state.all === paused) state.except.delete(partition);
    else state.except.add(partition);
    this.#topics.set(topic, state);
  }
}

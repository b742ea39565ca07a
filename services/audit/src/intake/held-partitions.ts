interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** Partitions that are not read on, because too many messages of their source wait behind a gap, or because it is stopped. */
export class Held {
  private readonly places = new Map<string, { readonly source: string; readonly place: Place }>();
  /** By source: the last logged number when it was first held. */
  private readonly loggedThen = new Map<string, number>();
  private readonly skimming = new Set<string>();

  hold(source: string, topic: string, partition: number, logged: number): void {
    this.places.set(`${topic}/${partition}`, { source, place: { topic, partition } });
    if (!this.loggedThen.has(source)) this.loggedThen.set(source, logged);
  }

  /** Whether something of the source is held, and the source has got on since: there is room again. */
  mayGoOn(source: string, logged: number): boolean {
    const then = this.loggedThen.get(source);
    return then !== undefined && logged > then;
  }

  /** Holds nothing of this source any more. */
  release(source: string): Place[] {
    const places = this.of(source);
    for (const { topic, partition } of places) this.places.delete(`${topic}/${partition}`);
    this.loggedThen.delete(source);
    return places;
  }

  /** From now on what is held of this source is looked through for the missing number. @returns what was not so before */
  skim(source: string): Place[] {
    if (this.skimming.has(source)) return [];
    const places = this.of(source);
    if (places.length > 0) this.skimming.add(source);
    return places;
  }

  isSkimming(source: string): boolean {
    return this.skimming.has(source);
  }

  /** Whether this partition is looked through: its offset stays where it was held. */
  isSkimmed(topic: string, partition: number): boolean {
    const held = this.places.get(`${topic}/${partition}`);
    return held !== undefined && this.skimming.has(held.source);
  }

  private of(source: string): Place[] {
    return [...this.places.values()].filter((held) => held.source === source).map(({ place }) => place);
  }
}

import { isStep, type Life, type Step, type Wait } from './step';

/** A life, and the instant before which it does nothing. */
export interface Begins {
  readonly at: string;
  readonly life: () => Life;
}

/** What came of a step. */
export type Answer = ReturnType<Step['decide']>;

interface Going {
  readonly life: Life;
  readonly nth: number;
  next: Step | Wait;
}

/** Before another: earlier, or of a life that began earlier. So the order is one and the same each time. */
const before = (a: Going, b: Going): boolean =>
  a.next.at < b.next.at || (a.next.at === b.next.at && a.nth < b.nth);

/** A binary heap: the first is asked for thousands of times a second among as many lives as the city has employees. */
class Queue {
  private readonly heap: Going[] = [];

  get first(): Going | undefined {
    return this.heap[0];
  }

  add(going: Going): void {
    this.heap.push(going);
    let at = this.heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(going, this.heap[parent])) break;
      this.heap[at] = this.heap[parent];
      at = parent;
    }
    this.heap[at] = going;
  }

  /** The first one has another time now. */
  sink(): void {
    const { heap } = this;
    const going = heap[0];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], going)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = going;
  }

  /** The first one has come to its end. */
  drop(): void {
    const last = this.heap.pop();
    if (this.heap.length === 0 || last === undefined) return;
    this.heap[0] = last;
    this.sink();
  }
}

/**
 * All steps of all lives in order of time. Of each life no more is held than where it stands, and only while it lasts.
 * @param lives in order of the instants at which they begin
 * @param act what is done with a step; its answer goes to the life
 * @throws RangeError where a life goes back in time, or lives are out of order: a defect of the generator
 */
export function* inOrder(lives: Iterable<Begins>, act: (step: Step) => Answer): Generator<Step> {
  const queue = new Queue();
  const waiting = lives[Symbol.iterator]();
  let coming = waiting.next();
  let count = 0;
  let now = '';
  let latest = '';
  for (;;) {
    while (!coming.done && (!queue.first || coming.value.at <= queue.first.next.at)) {
      const { at, life } = coming.value;
      if (at < latest) throw new RangeError(`a life that begins at ${at} comes after one of ${latest}`);
      latest = at;
      const begun: Life = life();
      const first = begun.next();
      if (!first.done) {
        if (first.value.at < at) throw new RangeError(`a life of ${at} does something at ${first.value.at}`);
        queue.add({ life: begun, nth: count, next: first.value });
      }
      count++;
      coming = waiting.next();
    }
    const going = queue.first;
    if (!going) return;
    const { next } = going;
    now = next.at;
    const answer: Answer = isStep(next) ? act(next) : [];
    if (isStep(next)) yield next;
    const after = going.life.next(answer);
    if (after.done) queue.drop();
    else {
      if (after.value.at < now)
        throw new RangeError(
          `${after.value.at} comes after ${now}, of ${isStep(next) ? next.stream : 'a wait'}`,
        );
      going.next = after.value;
      queue.sink();
    }
  }
}

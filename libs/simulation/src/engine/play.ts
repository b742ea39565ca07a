import { DomainError } from '@jejak/kernel';
import { type Begins, inOrder } from './in-order';
import type { Step } from './step';
import { Tally } from './tally';

/** A step that was decided, and its number: 1, 2, 3 … */
export interface Played {
  readonly nth: number;
  readonly step: Step;
}

/**
 * Plays lives: each command is decided by its own rules in memory, in order of time. A refusal is counted, and its life goes on; it
 * is a fault of whoever wrote that life.
 */
export function* play(lives: Iterable<Begins>, tally: Tally): Generator<Played> {
  let refused = false;
  const act = (step: Step) => {
    refused = false;
    try {
      const events = step.decide();
      tally.decided(step, events);
      return events;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { at, service, stream, command } = step;
      const { code, message } = error;
      tally.refuse({ at, service, stream, command: command.type, code, message });
      refused = true;
      return [];
    }
  };
  let nth = 0;
  for (const step of inOrder(lives, act)) if (!refused) yield { nth: ++nth, step };
}

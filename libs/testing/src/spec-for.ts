import { type Decider, DomainError, type DomainEvent, type Moment } from '@jejak/kernel';
import { expect } from '@jest/globals';

/** Given/when/then for one decider. Facts in, command, facts out; nothing to mock. */
export const specFor = <Command, Event extends DomainEvent, State, Given>(
  decider: Decider<Command, Event, State, Given>,
) => {
  const when = (events: readonly Event[], command: Command, handed: Given & Moment) => {
    const decide = () => decider.decide(command, events.reduce(decider.evolve, decider.initial), handed);
    return {
      /** The command is accepted and records exactly these facts, in this order. */
      thenRecords: (...facts: readonly Event[]): void => expect(decide()).toEqual(facts),
      /** The command is accepted; look at its facts. */
      thenFacts: (look: (facts: Event[]) => void): void => look(decide()),
      /** The command is refused with this code. */
      thenRefuses: (code: string, detail?: Partial<DomainError['detail']>): void => {
        let refusal: unknown;
        try {
          decide();
        } catch (error) {
          refusal = error;
        }
        expect(refusal).toBeInstanceOf(DomainError);
        expect((refusal as DomainError).code).toBe(code);
        if (detail) expect((refusal as DomainError).detail).toMatchObject(detail);
      },
    };
  };
  return {
    /** What happened before. `handed` is the decision's `given`; a decider that needs none gets a fixed moment. */
    given: (...events: readonly Event[]) => ({
      when: (command: Command, handed?: Partial<Given & Moment>) =>
        // A spec hands in what its rule reads; the rest stays absent on purpose.
        when(events, command, { now: '2026-01-05T02:00:00.000Z', ...handed } as Given & Moment),
    }),
    /** The state after these facts. */
    stateAfter: (...events: readonly Event[]): State => events.reduce(decider.evolve, decider.initial),
  };
};

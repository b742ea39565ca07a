import { type CommandContext, type Execution, execution } from '@jejak/event-store';
import type { Decider, DomainEvent, Duty, Role } from '@jejak/kernel';

/** Services whose life is played. */
export const LIVING = ['policy', 'career', 'performance', 'training', 'citizen', 'recruitment'] as const;
export type Living = (typeof LIVING)[number];

/** Who gives a command, and as what. */
export interface Actor {
  readonly actor: string;
  readonly role: Role;
  readonly duty?: Duty;
}

/** One command for one stream at one instant, with everything that decides it. */
export interface Step {
  /** Business time: ISO instant in UTC with milliseconds. */
  readonly at: string;
  readonly service: Living;
  readonly stream: string;
  readonly command: { readonly type: string };
  readonly by: Actor;
  /** Decides, and folds what came of it into the stream's state. @throws DomainError */
  decide(): readonly DomainEvent[];
  /** The same command for a store, which decides it again from what is stored. */
  execution(commandId: string): Execution;
}

/** Nothing happens until then: what others did meanwhile can be seen. */
export interface Wait {
  readonly at: string;
}

/** What one thing of the city does, in order of time. Each step is answered with its facts; a wait, or a refusal, with none. */
export type Life = Part<void>;
/** A stretch of a life, and what it comes to. */
export type Part<Result> = Generator<Step | Wait, Result, readonly DomainEvent[]>;

export const isStep = (next: Step | Wait): next is Step => 'command' in next;

/** Goes on then. */
export const until = (at: string): Wait => ({ at });

/** One stream of one service: the rules by which it goes on, and how far it has come. Held for as long as its life needs it. */
export class Thing<Command extends { readonly type: string }, Event extends DomainEvent, State, Given> {
  state: State;

  constructor(
    readonly service: Living,
    readonly decider: Decider<Command, Event, State, Given>,
    readonly stream: string,
  ) {
    this.state = decider.initial;
  }

  /**
   * @param policies versions that the decision rests on, the governing one first
   */
  does(at: string, by: Actor, command: Command, given: Given, policies: readonly string[] = []): Step {
    const { service, stream, decider } = this;
    return {
      ...{ at, service, stream, command, by },
      decide: () => {
        const events = decider.decide(command, this.state, { ...given, now: at });
        this.state = events.reduce((state, event) => decider.evolve(state, event), this.state);
        return events;
      },
      execution: (commandId) => {
        const context: CommandContext = { commandId, ...by };
        const governing = policies.length === 0 ? {} : { policy: policies[0] };
        return execution({ decider, stream, command, context, gather: { given, policies, ...governing } });
      },
    };
  }
}

/** The thing that goes by these rules. */
export type ThingOf<Of> =
  Of extends Decider<infer Command, infer Event, infer State, infer Given>
    ? Thing<Command & { readonly type: string }, Event, State, Given>
    : never;

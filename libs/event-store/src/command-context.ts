import type { Decider, DomainEvent, Duty, Role, StreamRef } from '@jejak/kernel';

/** A request as its sender said it, under the command id that came with it. Made by `askedBy`, anew for each time that it is sent. */
export interface Asked {
  readonly commandId: string;
  /** Hash of what was said. */
  readonly said: Buffer;
}

/** Who commands, in which role, and what the command belongs to. Made by the adapter, never from a request's body. */
export interface CommandContext {
  /** UUID. The same id with the same command is answered with the first outcome. An id that a handler makes for a new stream must be derived from it. */
  readonly commandId: string;
  /**
   * The request behind the command id. Given, the same request under the id is the same command, whatever an adapter has gathered into the
   * command since. Of a command with an id of its own it says nothing.
   */
  readonly asked?: Asked;
  /** UUID of the person (a pseudonym in the log), or the name of the service or client for automatic acts. */
  readonly actor: string;
  readonly role: Role;
  readonly duty?: Duty;
  /** UUID of the person on whose behalf the actor acts. */
  readonly behalf?: string;
  /** Id of the business case; the command id where none is given. */
  readonly correlation?: string;
  /**
   * Id of the event that led here; the command id where none is given. Of what a service does by itself it makes the command id the name
   * of the act: the first answer stands.
   */
  readonly cause?: string | null;
  /** If-Match: the stream's version that the caller decided on. Given, a lost race is the caller's to look at. */
  readonly expectedVersion?: number;
  /** W3C trace context: telemetry only, neither in the core nor hashed. */
  readonly traceparent?: string;
  /** The command is of class decision: its refusal by rule is recorded as CommandRefused (domain.md 2.2). */
  readonly decision?: boolean;
}

/** What a command came to. No events: it was accepted, and there was nothing new to say. */
export interface Appended {
  readonly stream: string;
  /** The stream's version after the command. */
  readonly version: number;
  /** In order; `type` is the full one, `asn.<service>.<Name>.v<n>`. */
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** What a decision needs beyond its stream, and under which policies and on which other streams it rests. */
export interface Gathered<Given> {
  readonly given: Given;
  /** The governing policy, `perf.result@1`. */
  readonly policy?: string;
  /** Every policy version read; the governing one is added. */
  readonly policies?: readonly string[];
  /** The exact versions of foreign streams that were read. */
  readonly inputs?: readonly StreamRef[];
}

/** Gathers for the state at hand; runs again with each attempt. `now` is the business time of that attempt. */
export type Gather<State, Given> = {
  // As a method, so that commands of several deciders fit into one list.
  gather(state: State, now: string): Gathered<Given> | Promise<Gathered<Given>>;
}['gather'];

/** One command for one stream, as a member of a list. */
export interface Execution<
  Command extends { type: string } = { type: string },
  Event extends DomainEvent = DomainEvent,
  State = unknown,
  Given = unknown,
> {
  readonly decider: Decider<Command, Event, State, Given>;
  readonly stream: string;
  readonly command: Command;
  readonly context: CommandContext;
  readonly gather?: Gathered<Given> | Gather<State, Given>;
}

/** Checks that decider, command and gathering fit together, for lists over several deciders. */
export const execution = <Command extends { type: string }, Event extends DomainEvent, State, Given>(
  item: Execution<Command, Event, State, Given>,
): Execution => item;

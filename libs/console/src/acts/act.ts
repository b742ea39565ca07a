import type { ComponentType } from 'react';
import type { EndpointName } from '../api/endpoints';
import type { Asked } from '../api/request';
import type { Role } from '../session/session';
import type { WordKey } from '../words/words';
import type { Minima } from './minima';
import type { Say } from './say';

/** Something is wrong with what was entered: at which field, and in the reader's words. */
export interface Fault {
  readonly field: string;
  readonly text: string;
}

/** A name and what stands beside it; text alone, so that it can be compared, copied and printed. */
export interface Line {
  readonly label: string;
  readonly value: string;
}

/** What is known of an object when somebody acts on it. */
export interface Versioned {
  /** Of its stream; left out where the act begins a new one. */
  readonly version?: number;
  /** The fact that made this version, where the service tells it. */
  readonly latest?: {
    readonly type: string;
    readonly at: string;
    readonly role: string | null;
    readonly reason: { readonly text: string | null } | null;
  } | null;
}

export interface FormProps<Values, Seen> {
  readonly values: Values;
  readonly change: (some: Partial<Values>) => void;
  readonly seen: Seen;
  readonly faults: readonly Fault[];
  readonly minima: Minima;
}

/** Where an object is read. */
export interface Reading {
  readonly endpoint: EndpointName;
  readonly asked: Pick<Asked, 'path' | 'query'>;
  /** The version that an answer shows, where it is not the answer's own: then no version can be waited for. */
  readonly versionIn?: (answer: unknown) => number;
}

/** What a service answers when a command is recorded. */
export interface Recorded {
  readonly stream: string;
  readonly version: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/**
 * Something that a person can do that is recorded for ever: what is asked of them, what will stand in the log, under which rule, and
 * what follows. How it is reviewed, sent, refused and received is the same for all of them. @source console.md 1, 3 and 12
 */
export interface Act<Values extends object, Seen extends Versioned> {
  /** Names drafts of it. */
  readonly name: string;
  readonly title: WordKey;
  readonly lead: WordKey;
  /** Takes the command. */
  readonly endpoint: EndpointName;
  readonly path: (of: string, seen: Seen) => Readonly<Record<string, string>>;
  readonly reads: (of: string) => Reading;
  /** Where what was recorded can be read; left out: where the object was read before. */
  readonly readsBack?: (recorded: Recorded, seen: Seen) => Reading;
  /** Nothing is chosen for anybody. */
  readonly initial: Values;
  /** In place of the form where it cannot be done now: why, and what can. */
  readonly refusal?: (seen: Seen, say: Say, role: Role) => string | null;
  readonly Form: ComponentType<FormProps<Values, Seen>>;
  readonly faults: (values: Values, seen: Seen, minima: Minima, say: Say) => readonly Fault[];
  /** Whom or what it is about. */
  readonly about: (seen: Seen, say: Say) => string;
  /** How it stands. */
  readonly stands: (seen: Seen, say: Say) => readonly Line[];
  /** What will be recorded. */
  readonly says: (values: Values, seen: Seen, say: Say) => readonly Line[];
  readonly rule: (values: Values, seen: Seen, say: Say) => string;
  readonly consequence: (values: Values, seen: Seen, say: Say) => string;
  /** Which time begins to run, or ends. */
  readonly clock?: (values: Values, seen: Seen, say: Say) => string | null;
  readonly body: (values: Values, seen: Seen) => object;
  /** What to do afterwards: a place, and its name. */
  readonly then: (of: string, seen: Seen) => readonly { readonly to: string; readonly word: WordKey }[];
}

import type { CommandContext } from '@jejak/event-store';
import type { Projection } from '@jejak/projections';

/** Something that somebody looks at has changed. Says of what kind and which, never what: it is asked for the usual way. */
export interface Change {
  readonly topic: string;
  /** Whose, or which, within the topic. */
  readonly key: string;
  /** Of the object that changed; who reads it then has at least this. */
  readonly version: number;
}

/** An object of the service of which there is a new version. */
export interface ChangedObject {
  readonly aggregate: string;
  readonly id: string;
  readonly version: number;
}

/** What a service tells of its changes, and to whom. @source console.md 11 */
export interface Watched {
  /** By kind of object: the read model in which its changes are seen. Of other kinds nothing is told. */
  readonly seenIn: ReadonlyMap<string, Pick<Projection, 'name'>>;
  /** What of it this caller may know, in the topics that were asked for. */
  heardBy(
    context: CommandContext,
    objects: readonly ChangedObject[],
    topics: ReadonlySet<string>,
  ): Promise<readonly Change[]>;
}

/** Part of the changes of a service. */
export interface ChangePage {
  readonly items: readonly Change[];
  /** Where to go on from. */
  readonly after: number;
  /** What stands there is not what the caller had seen: all that is shown has to be asked for again. */
  readonly reset: boolean;
}

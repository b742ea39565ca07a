import { type Static, type TObject, type TProperties, type TSchema, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { ReasonCode, Role } from './role';

/** A document kept apart from the log, by content. `size` in bytes. */
export interface EvidenceRef {
  readonly sha256: string;
  readonly mediaType: string;
  readonly size: number;
}

/** What a decider may say of an event beside its data; all of it is hashed into the event's core. */
export interface Particulars {
  /** UUID of the person whom the event is about, and under whose key its personal fields are kept. */
  readonly subject?: string;
  /** Why. Required for any change after `submitted`. The text is a personal field of `subject`: null once erased. */
  readonly reason?: { readonly code: ReasonCode; readonly text: string | null };
  /** ISO instant: when it happened in the world, where that is not when it was recorded. */
  readonly occurred?: string;
  /** ISO instant or legal date: from when it counts. */
  readonly effective?: string;
  readonly evidence?: readonly EvidenceRef[];
}

/**
 * Members of CORE that say in public what a fact about the log itself says (audit-ledger.md section 2). They are never
 * erased, so nothing personal may stand in them.
 */
export type PublicMember = 'heads' | 'published' | 'erased' | 'accessed' | 'key' | 'heartbeat';

/** What of an event's data is also said in public, in the clear, in the log: under which member, and what. */
export interface PublicStatement<Data extends object = object> {
  readonly as: PublicMember;
  /** Pure. Canonical JSON: integers only; members whose value is undefined are left out. */
  of(data: Data): Readonly<Record<string, unknown>>;
}

/** A fact: past tense, final. `data` holds clear and personal fields together; the store keeps them apart. */
export interface DomainEvent<Name extends string = string, Data extends object = object> extends Particulars {
  readonly type: Name;
  readonly data: Data;
}

/** What the log says about a recorded fact beside what the decider said. Ids of people: see `actor`. */
export interface Envelope {
  readonly id: string;
  /** The full name, `asn.<service>.<Name>.v<n>`, as it was stored (before upcasting). */
  readonly eventType: string;
  /** The service that recorded it. */
  readonly source: string;
  readonly stream: string;
  /** 1, 2, 3 … inside the stream. */
  readonly version: number;
  /** Recorded (business) time, ISO instant. */
  readonly at: string;
  /** Pseudonym `p_…` of the person, or a service's name for automatic acts. */
  readonly actor: string;
  readonly role: Role | `${Role}:${string}`;
  readonly policy: string | null;
  readonly policies: readonly string[];
  readonly correlation: string;
  readonly cause: string | null;
  /** base64url SHA-256 event hash: what the next version's `prev`, and a decision's `inputs`, name. */
  readonly hash: string;
}

/** A fact as read back: the current shape of its data (upcast), with its envelope. */
export type Recorded<Event extends DomainEvent = DomainEvent> = Event & { readonly envelope: Envelope };

/** The exact version of a stream that a decision rested on (CORE `inputs`). */
export interface StreamRef {
  readonly stream: string;
  readonly ver: number;
  readonly hash: string;
}

/** What the platform needs to know of an event type, whatever its data: to store, send, read and check it. */
export interface EventContract {
  readonly type: string;
  /** The schema version that is written now, from 1. */
  readonly version: number;
  /** JSON Schema of the data. A member marked `x-personal` is encrypted under the subject's key. */
  readonly schema: TSchema;
  /** JSON pointers of the personal members, sorted. */
  readonly personal: readonly string[];
  /** The state of its aggregate's life cycle that this fact leads to, where it leads to one. */
  readonly status?: string;
  /** What of it is also said in public in the log, for the event types that are about the log. */
  readonly publicly?: PublicStatement;
  /** Brings data written as version `from` to the current shape. Pure. @throws RangeError on a version without a path */
  upcast(data: object, from: number): object;
  /** What is wrong with the data, empty when it fits: `["/score: Expected string"]`. */
  faults(data: unknown): string[];
}

/**
 * The one place where an event type is described: its name, version, JSON Schema, and how older versions are read.
 * Calling it makes the event: `annualRated({ … }, { subject })`.
 */
export interface EventDefinition<Name extends string, Data extends object> extends EventContract {
  (data: Data, particulars?: Particulars): DomainEvent<Name, Data>;
  readonly type: Name;
  upcast(data: object, from: number): Data;
}

/** The event that a contract defines. */
export type EventOf<Contract> =
  Contract extends EventDefinition<infer Name, infer Data> ? DomainEvent<Name, Data> : never;

type Upcaster = (older: never) => object;

/** Marks a member as personal: encrypted under the key of the person it is about; reads back as null once erased. */
export const Personal = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()], { 'x-personal': true });

const personalPointers = (schema: TSchema, at = ''): string[] => {
  if (schema['x-personal'] === true) return [at];
  const properties = (schema.properties ?? {}) as Record<string, TSchema>;
  return Object.entries(properties).flatMap(([name, member]) =>
    personalPointers(member, `${at}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`),
  );
};

/** How often a schema says `x-personal`, wherever it does. */
const personalMarks = (schema: unknown): number => {
  if (typeof schema !== 'object' || schema === null) return 0;
  const here = (schema as Record<string, unknown>)['x-personal'] === true ? 1 : 0;
  return Object.values(schema).reduce<number>((marks, member) => marks + personalMarks(member), here);
};

/**
 * Defines an event type.
 * @param definition.version written from now on; `upcasters[n]` turns version n into n + 1
 * @throws Error when the chain of upcasters from 1 to `version` has a hole (a service must not start with one), or when a
 * member is marked personal where it could not be taken out: inside an array, a union, or another personal member
 */
export const defineEvent = <const Name extends string, Properties extends TProperties>(definition: {
  readonly type: Name;
  readonly version: number;
  readonly data: TObject<Properties>;
  readonly upcasters?: Readonly<Record<number, Upcaster>>;
  readonly status?: string;
  readonly publicly?: PublicStatement<Static<TObject<Properties>>>;
}): EventDefinition<Name, Static<TObject<Properties>>> => {
  type Data = Static<TObject<Properties>>;
  const { type, version, data: schema, upcasters = {}, status, publicly } = definition;
  for (let from = 1; from < version; from++)
    if (!upcasters[from]) throw new Error(`${type} v${version} has no upcaster from version ${from}`);
  const personal = personalPointers(schema).sort();
  // A mark that is not found would be stored in the clear, for ever.
  if (personal.length !== personalMarks(schema))
    throw new Error(`${type} marks a member personal inside an array, a union or another personal member`);
  const closed = Type.Object(schema.properties, { ...schema, additionalProperties: false });
  const create = (data: Data, particulars: Particulars = {}): DomainEvent<Name, Data> => ({
    ...particulars,
    type,
    data,
  });
  return Object.assign(create, {
    type,
    version,
    schema: closed,
    personal,
    ...(status === undefined ? {} : { status }),
    ...(publicly === undefined ? {} : { publicly }),
    upcast: (data: object, from: number): Data => {
      if (from < 1 || from > version)
        throw new RangeError(`${type} v${from} is not known here (current: v${version})`);
      let current = data;
      // The chain was checked above, so each step exists; the cast is what a versioned shape comes to.
      for (let v = from; v < version; v++) current = (upcasters[v] as (older: object) => object)(current);
      return current as Data;
    },
    faults: (data: unknown): string[] =>
      // The check alone is several times faster than the search for what is wrong, and nearly all data is right.
      Value.Check(closed, data)
        ? []
        : [...Value.Errors(closed, data)].map(({ path, message }) => `${path || '/'}: ${message}`),
  });
};

/** All event types of one service. The full type of an event is `asn.<service>.<Name>.v<n>`. */
export interface Contracts {
  readonly service: string;
  readonly events: Readonly<Record<string, EventContract>>;
}

/** Gathers a service's contracts by name. @throws Error when two have the same name */
export const contractsOf = (service: string, contracts: readonly EventContract[]): Contracts => {
  const events: Record<string, EventContract> = {};
  for (const contract of contracts) {
    if (events[contract.type]) throw new Error(`${service} defines ${contract.type} twice`);
    events[contract.type] = contract;
  }
  return { service, events };
};

const FULL_TYPE = /^asn\.([a-z]+)\.([A-Z][A-Za-z0-9]*)\.v([1-9][0-9]*)$/;

/** `asn.performance.AnnualRated.v2` → its parts; null for a text that is no event type. */
export const parseEventType = (text: string): { service: string; name: string; version: number } | null => {
  const match = FULL_TYPE.exec(text);
  return match ? { service: match[1], name: match[2], version: Number(match[3]) } : null;
};

/** The full type under which a service writes an event now. */
export const eventTypeOf = (service: string, contract: Pick<EventContract, 'type' | 'version'>): string =>
  `asn.${service}.${contract.type}.v${contract.version}`;

import { type Contracts, type DomainEvent, parseEventType, type Recorded } from '@jejak/kernel';
import type { BatchHandler } from '@jejak/messaging';
import type { ClientBase } from 'pg';

/** A due date that a fact implies: when it has come and nothing has ended it, the command is given. */
export interface Timer {
  /** ISO instant of business time. */
  readonly dueAt: string;
  /** The imperative, e.g. `DeemAcknowledged`. */
  readonly command: string;
  /** What it is about, so that the fact that ends it finds it: usually the aggregate's id. */
  readonly key: string;
  /** What the command needs beyond that. No personal data. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Ends every timer of this set with this key, or only those of one command. */
export interface TimerDone {
  readonly key: string;
  readonly command?: string;
}

type Named<Event extends DomainEvent, Name> = Extract<Event, { readonly type: Name }>;

export interface TimersDefinition<Event extends DomainEvent> {
  readonly name: string;
  /** The services whose events it reads. */
  readonly source: Contracts | readonly Contracts[];
  /** Which due dates an event implies. */
  readonly of: {
    readonly [Name in Event['type']]?: (event: Recorded<Named<Event, Name>>) => readonly Timer[];
  };
  /** Which timers an event ends: the fact exists, or the due date has moved. Before `of` of the same event. */
  readonly done: {
    readonly [Name in Event['type']]?: (event: Recorded<Named<Event, Name>>) => readonly TimerDone[];
  };
}

/** A set of timers as a read model: rows of `rm.timers`, rebuilt from the facts like any other. Give it to `Projections`. */
export interface Timers extends BatchHandler {
  /** What the events come to, without a database, for specs: the timers that are not done. */
  pending(events: readonly Recorded[]): Timer[];
}

interface Row extends Timer {
  readonly event: Recorded;
  done: boolean;
}

/** By name the functions lose their event's type, which `wants` keeps true. */
const byName = <Item>(functions: object): ReadonlyMap<string, (event: Recorded) => readonly Item[]> =>
  new Map(Object.entries(functions as Record<string, (event: Recorded) => readonly Item[]>));

/**
 * Defines due dates and what ends them (domain.md 2.9). Pure; `TimerRunner` fires.
 * @example
 * export const acknowledgement = timers<EvaluationEvent>({
 *   name: 'acknowledgement', source: performanceContracts,
 *   of: { EvaluationDelivered: ({ data }) => [{ dueAt: data.deemedAt, command: 'DeemAcknowledged', key: data.evaluationId }] },
 *   done: { EvaluationAcknowledged: ({ data }) => [{ key: data.evaluationId }], … },
 * });
 */
export const timers = <Event extends DomainEvent>(definition: TimersDefinition<Event>): Timers => {
  const { name, source } = definition;
  const sources = 'service' in source ? [source] : source;
  const services = new Set(sources.map(({ service }) => service));
  const of = byName<Timer>(definition.of);
  const done = byName<TimerDone>(definition.done);
  const wants = (type: string): boolean => {
    const parsed = parseEventType(type);
    return parsed !== null && services.has(parsed.service) && (of.has(parsed.name) || done.has(parsed.name));
  };
  const read = (events: readonly Recorded[]): { rows: Row[]; ended: TimerDone[] } => {
    const rows: Row[] = [];
    const ended: TimerDone[] = [];
    for (const event of events) {
      for (const end of done.get(event.type)?.(event) ?? []) {
        ended.push(end);
        for (const row of rows)
          if (row.key === end.key && (end.command === undefined || row.command === end.command))
            row.done = true;
      }
      for (const timer of of.get(event.type)?.(event) ?? []) rows.push({ ...timer, event, done: false });
    }
    return { rows, ended };
  };
  return {
    name,
    sources,
    wants,
    pending: (events) =>
      read(events.filter(({ envelope }) => wants(envelope.eventType)))
        .rows.filter((row) => !row.done)
        .map(({ event: _, done: __, ...timer }) => timer),
    apply: async (events, tx) => {
      const { rows, ended } = read(events);
      // What was set before this batch ends first: what this batch sets already knows its end.
      if (ended.length > 0) await end(tx, name, ended);
      if (rows.length > 0) await set(tx, name, rows);
    },
  };
};

const end = async (tx: ClientBase, name: string, ended: readonly TimerDone[]): Promise<void> => {
  await tx.query({
    name: 'rm-timers-end',
    text: `UPDATE rm.timers t SET done = true FROM unnest($2::text[], $3::text[]) AS e(key, command)
           WHERE t.timer_name = $1 AND t.key = e.key AND t.command = coalesce(e.command, t.command) AND NOT t.done`,
    values: [name, ended.map(({ key }) => key), ended.map(({ command }) => command ?? null)],
  });
};

const set = async (tx: ClientBase, name: string, rows: readonly Row[]): Promise<void> => {
  await tx.query({
    name: 'rm-timers-set',
    text: `INSERT INTO rm.timers (timer_name, command, key, source_event_id, due_at, payload, stream, correlation, done)
           SELECT $1, command, key, source_event_id, due_at, payload, stream, correlation, done
           FROM json_populate_recordset(NULL::rm.timers, $2::json)
           ON CONFLICT (timer_name, command, key, source_event_id) DO NOTHING`,
    values: [
      name,
      JSON.stringify(
        rows.map(({ command, key, dueAt, payload = {}, event: { envelope }, done }) => ({
          ...{ command, key, payload, done },
          due_at: dueAt,
          source_event_id: envelope.id,
          stream: envelope.stream,
          correlation: envelope.correlation,
        })),
      ),
    ],
  });
};

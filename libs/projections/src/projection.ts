import { type Contracts, type DomainEvent, parseEventType, type Recorded } from '@jejak/kernel';

type Named<Event extends DomainEvent, Name> = Extract<Event, { readonly type: Name }>;

/** One read model of one table in schema `rm`: what each event makes of the row that it concerns. Pure functions. */
export interface ProjectionDefinition<
  Event extends DomainEvent,
  Row extends object,
  Opening extends Event['type'],
  Changing extends Event['type'],
  Ignored extends Event['type'],
> {
  /** Names its books and its consumer group; default the table's. A change of its folds that needs a rebuild needs a new name. */
  readonly name?: string;
  /** In schema `rm`, without it; made by a migration, with a primary key and a column `version bigint`. */
  readonly table: string;
  /** The services whose events it reads. */
  readonly source: Contracts | readonly Contracts[];
  /** The primary key of the row that an event concerns, in the order of its columns. */
  readonly key: (event: Recorded<Event>) => string | readonly string[];
  /** Events that make a row. `row` is the one that is there already, where rows gather several streams. Null deletes. */
  readonly opens?: {
    readonly [Name in Opening]: (event: Recorded<Named<Event, Name>>, row: Row | undefined) => Row | null;
  };
  /** Events that change a row; where there is none, the event's stream is parked as a defect. Null deletes. */
  readonly on?: {
    readonly [Name in Changing]: (row: Row, event: Recorded<Named<Event, Name>>) => Row | null;
  };
  /** Events that say nothing to this read model. */
  readonly ignores?: readonly Ignored[];
}

/** Nothing to say, or a member that no definition has: the compiler's message then names the events at fault. */
type Complaint<Text extends string, Names> = [Names] extends [never]
  ? unknown
  : { readonly [Key in Text]: Names };

/** Every event of the union stands in exactly one of the three. */
type Whole<Event extends DomainEvent, Opening, Changing, Ignored> = Complaint<
  'these events are neither in opens nor on nor ignores',
  Exclude<Event['type'], Opening | Changing | Ignored>
> &
  Complaint<
    'these events are in two of opens, on and ignores',
    (Opening & (Changing | Ignored)) | (Changing & Ignored)
  >;

/** A projection as the runner sees it. */
export interface Projection<Row extends object = object> {
  readonly name: string;
  readonly table: string;
  readonly sources: readonly Contracts[];
  /** @param type full name as stored */
  wants(type: string): boolean;
  keyOf(event: Recorded): readonly string[];
  /** @returns null: there is no row any more. @throws RowMissing and whatever the fold throws */
  fold(row: Row | undefined, event: Recorded): Row | null;
}

/** An event changes a row that is not there: a defect of the projection, or events of several streams that changed places. */
export class RowMissing extends Error {
  override readonly name = 'RowMissing';
}

type Fold = (first: unknown, second: unknown) => object | null;

/**
 * Defines a projection. The events and the row are named first, so that the compiler can then find every event of the union in
 * `opens`, `on` or `ignores`; of other services' events the union names those that are read.
 * @example
 * export const evaluationList = projection<EvaluationEvent, EvaluationRow>()({
 *   table: 'evaluation_list', source: performanceContracts, key: ({ data }) => data.evaluationId,
 *   opens: { EvaluationOpened: ({ data }) => ({ ...data, predicate: null }) },
 *   on: { AnnualRated: (row, { data }) => ({ ...row, predicate: data.predicate }) },
 * });
 */
export const projection =
  <Event extends DomainEvent, Row extends object>() =>
  <
    Opening extends Event['type'] = never,
    Changing extends Event['type'] = never,
    Ignored extends Event['type'] = never,
  >(
    definition: ProjectionDefinition<Event, Row, Opening, Changing, Ignored> &
      Whole<Event, Opening, Changing, Ignored>,
  ): Projection<Row> => {
    const { table, name = table, source } = definition;
    const sources = 'service' in source ? [source] : source;
    const services = new Set(sources.map(({ service }) => service));
    // The definition was checked against the union; by name the folds lose the event's type, which `wants` keeps true.
    const opens = new Map(Object.entries((definition.opens ?? {}) as Record<string, Fold>));
    const on = new Map(Object.entries((definition.on ?? {}) as Record<string, Fold>));
    // By full type, since this is asked of every event that there is.
    const wanted = new Map<string, boolean>();
    const wants = (type: string): boolean => {
      const parsed = parseEventType(type);
      return (
        parsed !== null && services.has(parsed.service) && (opens.has(parsed.name) || on.has(parsed.name))
      );
    };
    return {
      name,
      table,
      sources,
      wants: (type) => {
        const known = wanted.get(type);
        if (known !== undefined) return known;
        const answer = wants(type);
        // What is no event type may be anything, of any number.
        if (answer || parseEventType(type) !== null) wanted.set(type, answer);
        return answer;
      },
      keyOf: (event) => {
        const key = definition.key(event as Recorded<Event>);
        return typeof key === 'string' ? [key] : key;
      },
      fold: (row, event) => {
        const open = opens.get(event.type);
        if (open) return open(event, row) as Row | null;
        if (!row) throw new RowMissing(`${name} has no row for ${event.type} of ${event.envelope.stream}`);
        const change = on.get(event.type);
        return change ? (change(row, event) as Row | null) : row;
      },
    };
  };

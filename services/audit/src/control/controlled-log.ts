import type { DomainEvent } from '@jejak/kernel';
import { type Parameters, parametersOf, type PinnedPolicy, Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ENTRY, type EntryRow, eventFrom, FROM_ENTRIES } from '../history/logged-event';
import { type LogFact, logFactOf } from './log-fact';

/** The values of the controls as they were in force on a day, and which version has them. */
export interface ControlRules {
  readonly ref: string;
  readonly values: Parameters;
}

/** What controls read: the log, and the policies. */
@Injectable()
export class ControlledLog {
  constructor(
    private readonly db: DataSource,
    private readonly policies: Policies,
  ) {}

  /**
   * The first facts of some kinds from one index of the log up to another, in their order.
   * @param watched `performance.CycleClosed`
   * @returns the facts, and the index behind which nothing was looked at
   */
  async between(
    from: number,
    to: number,
    watched: readonly string[],
    most: number,
  ): Promise<{ readonly facts: readonly LogFact[]; readonly next: number }> {
    const rows = await this.db.query<EntryRow[]>(
      `SELECT ${ENTRY} ${FROM_ENTRIES}
        WHERE l.idx >= $1 AND l.idx < $2 AND e.name = ANY($3::text[]) AND (l.src || '.' || e.name) = ANY($4::text[])
        ORDER BY l.idx LIMIT $5`,
      [from, to, watched.map((name) => name.slice(name.indexOf('.') + 1)), [...watched], most],
    );
    const facts = rows.map(eventFrom).flatMap((event) => logFactOf(event) ?? []);
    return { facts, next: rows.length === most ? Number(rows[most - 1].idx) + 1 : to };
  }

  /** A stream's facts up to a version, in their order. Those of its own decider, which the caller names. */
  async stream<Event extends DomainEvent>(stream: string, upTo?: number): Promise<readonly LogFact<Event>[]> {
    return this.facts<Event>('WHERE l.stream = $1 AND ($2::int IS NULL OR l.ver <= $2) ORDER BY l.ver', [
      stream,
      upTo ?? null,
    ]);
  }

  /** The facts of some names in many streams, up to an index, by stream and version. */
  async streams<Event extends DomainEvent>(
    streams: readonly string[],
    names: readonly Event['type'][],
    upTo: number,
  ): Promise<readonly LogFact<Event>[]> {
    return this.facts<Event>(
      'WHERE l.stream = ANY($1::text[]) AND e.name = ANY($2::text[]) AND l.idx <= $3 ORDER BY l.stream, l.ver',
      [streams, names, upTo],
    );
  }

  /** The facts of one service and name whose data has a member with one value, up to an index, in the order of the log. */
  async having<Event extends DomainEvent>(
    source: string,
    name: Event['type'],
    [member, value]: readonly [member: string, value: string],
    upTo: number,
  ): Promise<readonly LogFact<Event>[]> {
    return this.facts<Event>(
      'WHERE e.name = $2 AND l.src = $1 AND e.data->>$3 = $4 AND l.idx <= $5 ORDER BY l.idx',
      [source, name, member, value, upTo],
    );
  }

  /** The facts of one service and name whose data begins (`from`) in a year, up to an index, in the order of the log. */
  async inYear<Event extends DomainEvent>(
    source: string,
    name: Event['type'],
    year: number,
    upTo: number,
  ): Promise<readonly LogFact<Event>[]> {
    return this.facts<Event>(
      `WHERE e.name = $2 AND l.src = $1 AND e.data->>'from' BETWEEN $3 AND $4 AND l.idx <= $5 ORDER BY l.idx`,
      [source, name, `${year}-01-01`, `${year}-12-31`, upTo],
    );
  }

  /** The facts of one service and some names about one person, in the order of the log. @param subject pseudonym */
  async about<Event extends DomainEvent>(
    source: string,
    names: readonly Event['type'][],
    subject: string,
  ): Promise<readonly LogFact<Event>[]> {
    return this.facts<Event>(
      'WHERE e.subject = $3 AND e.name = ANY($2::text[]) AND l.src = $1 ORDER BY l.idx',
      [source, names, subject],
    );
  }

  /** The versions of streams that the decision at an index says it read; the newest of each. */
  async readBy(index: number): Promise<readonly { readonly stream: string; readonly version: number }[]> {
    return this.db.query<{ stream: string; version: number }[]>(
      'SELECT stream, max(ver) AS version FROM ledger.decision_input WHERE idx = $1 GROUP BY stream ORDER BY stream',
      [index],
    );
  }

  /** Whether the log has an event. */
  async hasEvent(id: string): Promise<boolean> {
    const rows = await this.db.query<object[]>('SELECT FROM ledger.entry WHERE event_id = $1 LIMIT 1', [id]);
    return rows.length > 0;
  }

  /** Whether the log has one of the streams. */
  async hasOne(streams: readonly string[]): Promise<boolean> {
    const rows = await this.db.query<object[]>(
      'SELECT FROM ledger.stream_head WHERE stream = ANY($1::text[]) LIMIT 1',
      [streams],
    );
    return rows.length > 0;
  }

  /** The legal date of an instant. @throws RuleViolated POLICY_MISSING while the policies are not known here */
  async date(instant: string): Promise<string> {
    return (await this.policies.cityDay(instant)).date;
  }

  /** The values of the controls on the day of a fact: asked again in years, it is the same question. @throws as `date` */
  async rules({ envelope }: LogFact): Promise<ControlRules> {
    const found = await this.policies.inForce('aud.other', await this.date(envelope.at));
    return { ref: found.ref, values: parametersOf(found) };
  }

  /** A version that a fact names. @throws RuleViolated POLICY_MISSING */
  pinned(ref: string): Promise<PinnedPolicy> {
    return this.policies.pinned(ref);
  }

  private async facts<Event extends DomainEvent>(
    where: string,
    values: readonly unknown[],
  ): Promise<readonly LogFact<Event>[]> {
    const rows = await this.db.query<EntryRow[]>(`SELECT ${ENTRY} ${FROM_ENTRIES} ${where}`, [...values]);
    // Which events a query gives follows from the names and streams that it asks for.
    return rows.map(eventFrom).flatMap((event) => (logFactOf(event) ?? []) as LogFact<Event> | []);
  }
}

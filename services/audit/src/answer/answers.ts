import { type CommandContext, EventStore, type KeyStore } from '@jejak/event-store';
import { type Clock, newId, streamOf } from '@jejak/kernel';
import { CLOCK, KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { access, type AccessCommand } from '../access/access.decider';
import { type Purpose, purposeOf } from '../access/purpose';
import { ZONE } from '../history/as-of';
import type { LoggedEvent, Reading } from '../history/logged-event';
import { personsIn } from './persons';

/** Numbers of a source that are known to exist and are not in the log. */
export interface SourceGap {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

/** What an answer rests on. A gap means: what is missing there may belong here. */
export interface Complete {
  readonly scope: 'stream' | 'source' | 'index';
  /** First and last version (stream), number (source) or index of the log that was looked at; −1 for none. */
  readonly from: number;
  readonly to: number;
  readonly gaps: readonly (SourceGap | number)[];
}

/** The checkpoint that a proof rests on. */
export interface ProvenAsOf {
  readonly size: number;
  /** base64, as in the checkpoint. */
  readonly root: string;
  /** How many witnesses have cosigned it. */
  readonly cosigned: number;
}

/** The common shape of every answer (audit-ledger.md section 14). */
export interface Answer<Item> {
  /** How many entries the log had, and when it was asked, in business time. */
  readonly asOf: { readonly size: number; readonly time: string } & Partial<ProvenAsOf>;
  readonly zone: string;
  readonly complete: Complete;
  readonly items: readonly Item[];
  /** Hand it in as `cursor` for what follows; null where nothing does. */
  readonly next: string | null;
  /** Where one was asked for: a file that is verified offline (docs/verify.md). */
  readonly proof?: unknown;
  /** True where the person's key is destroyed: what there was about them can no longer be found. */
  readonly erased?: true;
  /** Id of the fact that records this read; null only for people who read about themselves. */
  readonly accessEvent: string | null;
}

/** What a reader found. */
export interface Found<Item> {
  readonly complete: Complete;
  readonly items: readonly Item[];
  readonly next?: string | null;
  readonly erased?: boolean;
  readonly proof?: { readonly file: unknown; readonly asOf: ProvenAsOf };
  /** The events whose subjects' files the answer shows. */
  readonly about?: readonly Pick<LoggedEvent, 'core' | 'data'>[];
}

/** Who reads what. */
export interface Question {
  readonly purpose: Purpose;
  readonly context: CommandContext;
  /** The view, `audit.history`. */
  readonly what: string;
  /** The stream or event asked for. */
  readonly object?: string;
  /** The person asked for, by UUID. */
  readonly person?: string;
}

/**
 * Answers questions to the log: reads in one snapshot, and gives nothing out before the read itself is a fact (domain.md 2.6). Who
 * cannot be recorded cannot read.
 */
@Injectable()
export class Answers {
  constructor(
    private readonly db: DataSource,
    private readonly store: EventStore,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Malformed PURPOSE_REQUIRED */
  async answer<Item>(
    question: Question,
    find: (reading: Reading, size: number) => Promise<Found<Item>>,
  ): Promise<Answer<Item>> {
    const { context, person } = question;
    const own = person !== undefined && person === context.actor;
    const purpose = own ? null : purposeOf(question.purpose);
    const { size, found } = await this.snapshot(find);
    const accessEvent = purpose === null ? null : await this.record(question, purpose, found);
    return {
      ...{ asOf: { size, time: this.clock.now(), ...found.proof?.asOf }, zone: ZONE },
      ...{ complete: found.complete, items: found.items, next: found.next ?? null, accessEvent },
      ...(found.proof ? { proof: found.proof.file } : {}),
      ...(found.erased ? { erased: true } : {}),
    };
  }

  private snapshot<Item>(
    find: (reading: Reading, size: number) => Promise<Found<Item>>,
  ): Promise<{ size: number; found: Found<Item> }> {
    return this.db.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      const reading: Reading = {
        query: <Row>(sql: string, parameters: readonly unknown[] = []) =>
          manager.query<Row[]>(sql, [...parameters]),
      };
      const [head] = await reading.query<{ size: string }>(
        `SELECT size FROM ledger.log_head WHERE log = 'main'`,
      );
      const size = Number(head.size);
      return { size, found: await find(reading, size) };
    });
  }

  private async record(
    { purpose: { caseId }, context, what, object, person }: Question,
    purpose: string,
    { about = [] }: Found<unknown>,
  ): Promise<string> {
    const persons = new Set(await personsIn(about, (id) => this.keys.pseudonym(id)));
    if (person !== undefined && !(await this.keys.isDestroyed(person))) persons.add(person);
    const command: AccessCommand = {
      type: 'RecordAccess',
      ...{ purpose, what, object: object ?? null, persons: [...persons].sort() },
      ...(caseId === undefined ? {} : { caseId }),
    };
    // Each read is a fact of its own, whatever a client says in the headers of commands: an Idempotency-Key must not hide the
    // second one, nor an If-Match refuse it.
    const { expectedVersion: _, ...reader } = context;
    const { events } = await this.store.execute(access, streamOf('access', newId()), command, {
      ...reader,
      commandId: newId(),
    });
    return events[0].id;
  }
}

/** What each source is known to have beyond what is in the log: it may belong into any answer over the whole log. */
export const gapsOfSources = async (reading: Reading): Promise<SourceGap[]> => {
  const rows = await reading.query<{ src: string; logged: string; claimed: string }>(
    'SELECT src, logged, claimed FROM ledger.source WHERE claimed > logged ORDER BY src',
  );
  return rows.map(({ src, logged, claimed }) => ({
    source: src,
    from: Number(logged) + 1,
    to: Number(claimed),
  }));
};

/** What an answer over the whole log rests on. */
export const wholeIndex = async (reading: Reading, size: number): Promise<Complete> => ({
  ...{ scope: 'index', from: size === 0 ? -1 : 0, to: size - 1 },
  gaps: await gapsOfSources(reading),
});

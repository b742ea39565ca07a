import { type Logger } from '@jejak/observability';
import { LOGGER } from '@jejak/service';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Control } from './control';
import { STANDING_CONTROLS } from './controls';
import { ControlledLog } from './controlled-log';
import { ControlTrips } from './control-trips';

/** How often it is looked whether the log has grown; one small query, whatever the number of controls. */
const EVERY_MS = 2_000;
/** So many entries of the log are looked through in one turn of a control, which holds its mark meanwhile. */
const TURN = 20_000;
/** No more facts are asked about in one: they are held in memory, and a part of a ranking is large. */
const MOST_FACTS = 500;

const WATCHING = STANDING_CONTROLS.filter(({ watches }) => watches.length > 0);

/**
 * Walks the log for each standing control behind a mark of its own, in order, as far as the log goes. One that cannot read (a policy
 * that is not known yet) keeps nobody else, and goes on from its mark. Replicas take turns by the mark's row; what one of them found
 * before it died is found again and says nothing new.
 */
@Injectable()
export class ControlRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;
  /** Each control has its mark. */
  private marked = false;
  /** What failed last, by control: said once, not each second. */
  private readonly failed = new Map<string, string>();

  constructor(
    private readonly db: DataSource,
    private readonly log: ControlledLog,
    private readonly trips: ControlTrips,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.again();
  }

  /** Waits for the turn in hand. */
  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private again(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.working = this.walk()
        .catch((error: unknown) =>
          this.logger.warn({ part: 'controls', err: error }, 'The log cannot be read yet'),
        )
        .finally(() => this.again());
    }, EVERY_MS);
  }

  private async walk(): Promise<void> {
    for (const control of await this.behind()) {
      try {
        while (!this.stopped && (await this.turn(control)));
        this.failed.delete(control.control);
      } catch (error) {
        const what = String(error);
        if (this.failed.get(control.control) !== what)
          this.logger.warn({ part: `control ${control.control}`, err: error }, 'A control cannot go on yet');
        this.failed.set(control.control, what);
      }
    }
  }

  /** Controls that have not seen all of the log; a new one begins at its beginning. */
  private async behind(): Promise<readonly Control[]> {
    const names = WATCHING.map(({ control }) => control);
    if (!this.marked)
      await this.db.query(
        'INSERT INTO ledger.control_mark (control, next) SELECT unnest($1::text[]), 0 ON CONFLICT DO NOTHING',
        [names],
      );
    this.marked = true;
    const rows = await this.db.query<{ control: string }[]>(
      `SELECT m.control FROM ledger.control_mark m, ledger.log_head h
       WHERE h.log = 'main' AND m.next < h.size AND m.control = ANY($1::text[])`,
      [names],
    );
    const found = new Set(rows.map(({ control }) => control));
    return WATCHING.filter(({ control }) => found.has(control));
  }

  /** @returns whether there is more for it at once */
  private turn(control: Control): Promise<boolean> {
    return this.db.transaction(async (held) => {
      const [mark] = await held.query<{ next: string; size: string }[]>(
        `SELECT m.next, h.size FROM ledger.control_mark m, ledger.log_head h
         WHERE m.control = $1 AND h.log = 'main' FOR UPDATE OF m SKIP LOCKED`,
        [control.control],
      );
      // Another replica has it.
      if (!mark) return false;
      const [from, size] = [Number(mark.next), Number(mark.size)];
      const to = Math.min(from + TURN, size);
      const { facts, next } = await this.log.between(from, to, control.watches, MOST_FACTS);
      for (const fact of facts)
        for (const trip of await control.ask(fact, this.log))
          await this.trips.trip(control.control, trip, fact);
      await held.query('UPDATE ledger.control_mark SET next = $2 WHERE control = $1', [
        control.control,
        next,
      ]);
      return next < size;
    });
  }
}

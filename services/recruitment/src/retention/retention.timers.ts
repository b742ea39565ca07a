import {
  type ObjectionDismissed,
  type ObjectionPartlyUpheld,
  type ObjectionUpheld,
  recruitmentContracts,
  type StageResultPublished,
} from '@jejak/contracts/recruitment';
import { EventStore, type Execution, execution, type Gather } from '@jejak/event-store';
import { DomainError, naturalId, type Recorded, streamOf } from '@jejak/kernel';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { application, type ApplicationGiven } from '../application/application.decider';
import type { Application } from '../application/application.state';
import { CaughtUp } from '../caught-up';
import { objectionBoard } from '../objection/objection.projection';
import { vacancy } from '../vacancy/vacancy.decider';

type Decided = ObjectionUpheld | ObjectionPartlyUpheld | ObjectionDismissed;

/** An answer that came when the record was no longer kept but for it. */
const answered = ({ data, envelope }: Recorded<Decided>) => [
  { dueAt: envelope.at, command: 'EndRetentionOfOne', key: data.applicationId },
];

/** When records of those who were not taken on are no longer kept by law. @source domain.md 2.6 */
export const applicantRetention = timers<StageResultPublished | Decided>({
  name: 'applicant-retention',
  source: recruitmentContracts,
  of: {
    StageResultPublished: ({ data: { vacancyId: key, retainedUntil: dueAt } }) =>
      dueAt === undefined ? [] : [{ dueAt, command: 'EndRetention', key }],
    ObjectionUpheld: answered,
    ObjectionPartlyUpheld: answered,
    ObjectionDismissed: answered,
  },
  // Each application has a fact of its own, or has none to come: asked again, it says nothing twice.
  done: {},
});

const AT_ONCE = 200;

/** Marks the records whose time is over, one vacancy at a time. */
@Injectable()
export class RetentionTimers implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly caughtUp: CaughtUp,
  ) {}

  async fire({ command, key, context }: DueTimer): Promise<void> {
    const mark = (ids: readonly string[]) =>
      this.mark(
        ids.map((id) =>
          execution({
            ...{ decider: application, stream: streamOf('application', id) },
            command: { type: 'EndRetention' } as const,
            context: { ...context, commandId: naturalId(context.commandId, id) },
            gather: this.given(id),
          }),
        ),
      );
    if (command === 'EndRetentionOfOne') return mark([key]);
    let after: string | null = null;
    for (;;) {
      const rows: { id: string }[] = await this.db.query<{ id: string }[]>(
        `SELECT application_id AS id FROM rm.application
         WHERE vacancy_id = $1 AND applicant_id IS NOT NULL AND ($2::uuid IS NULL OR application_id > $2)
         ORDER BY application_id LIMIT ${AT_ONCE}`,
        [key, after],
      );
      const last = rows.at(-1);
      if (!last) return;
      await mark(rows.map(({ id }) => id));
      after = last.id;
    }
  }

  private async mark(executions: readonly Execution[]): Promise<void> {
    const results = await this.store.executeEach(executions);
    // About an erased person nothing is recorded, and nothing is kept.
    const refused = results.find((result) => result instanceof DomainError && result.kind !== 'erased');
    if (refused instanceof DomainError) throw refused;
  }

  private given(applicationId: string): Gather<Application, ApplicationGiven> {
    return async (state) => {
      if (!('submitted' in state))
        return { given: { retention: { retainedUntil: null, openObjections: 0 } } };
      const { state: of, head } = await this.store.state(
        vacancy,
        streamOf('vacancy', state.submitted.vacancyId),
      );
      await this.caughtUp.with(objectionBoard);
      const [{ open }] = await this.db.query<[{ open: number }]>(
        `SELECT count(*)::int AS open FROM rm.objection WHERE application_id = $1 AND status = 'filed'`,
        [applicationId],
      );
      const retainedUntil = 'retainedUntil' in of ? of.retainedUntil : null;
      return {
        given: { retention: { retainedUntil, openObjections: open } },
        inputs: head ? [head] : [],
      };
    };
  }
}

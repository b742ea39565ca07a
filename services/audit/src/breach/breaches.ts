import { type Appended, type CommandContext, EventStore, type Gathered } from '@jejak/event-store';
import { isUuid, type Recorded, streamOf } from '@jejak/kernel';
import { holdsDuty, People } from '@jejak/organisation';
import { parametersOf, Policies } from '@jejak/policies';
import type { DueTimer } from '@jejak/projections';
import { Injectable } from '@nestjs/common';
import type { BreachAccount } from './breach-notification';
import { breach, type BreachCommand, type BreachEvent, type BreachGiven } from './breach.decider';

const GOVERNING = 'gov.other';
const HOUR_MS = 3_600_000;

export const breachStream = (id: string): string => streamOf('breach', id);

/** Gives commands about breaches, with what they read. */
@Injectable()
export class Breaches {
  constructor(
    private readonly store: EventStore,
    private readonly people: People,
    private readonly policies: Policies,
  ) {}

  /** @throws RuleViolated POLICY_MISSING, and what the decider throws */
  execute(breachId: string, command: BreachCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(breach, breachStream(breachId), command, context, (_, now) =>
      this.gather(command, now),
    );
  }

  fire({ key, context }: DueTimer): Promise<Appended> {
    return this.execute(key, { type: 'MarkBreachOverdue', by: context.actor }, context);
  }

  /** What was said of a breach, as a notification tells it; null of one that is not in the register. */
  async account(breachId: string): Promise<BreachAccount | null> {
    // A stream holds the events of its own decider only.
    const facts = (await this.store.history(breachStream(breachId))) as unknown as Recorded<BreachEvent>[];
    const [first, ...later] = facts;
    if (first?.type !== 'BreachRecorded') return null;
    const { noticedAt, dueAt, concerned, account } = first.data;
    const measures = later.flatMap((fact) => (fact.type === 'BreachMeasureTaken' ? [fact] : []));
    return {
      ...{ noticedAt, dueAt, concerned },
      persons: measures.reduce((known, { data: { persons } }) => persons ?? known, first.data.persons),
      accounts: account === null ? [] : [account],
      measures: measures.flatMap(({ data: { measure }, envelope: { at } }) =>
        measure === null ? [] : [{ at, measure }],
      ),
    };
  }

  private async gather(command: BreachCommand, now: string): Promise<Gathered<BreachGiven>> {
    const { date } = await this.policies.cityDay(now);
    const pinned = await this.policies.inForce(GOVERNING, date);
    const hours = parametersOf(pinned).integer('breachNoticeHours');
    const actor = isUuid(command.by) ? await this.people.file(command.by) : null;
    // The hours run from when the city knew, and not from when somebody wrote it down.
    const from = command.type === 'RecordBreach' ? command.noticedAt : now;
    return {
      given: {
        now,
        dueAt: new Date(Date.parse(from) + hours * HOUR_MS).toISOString(),
        officer: holdsDuty(actor?.file ?? null, 'data_officer', null, date),
      },
      policy: pinned.ref,
      policies: [pinned.ref],
      inputs: actor ? [actor.head] : [],
    };
  }
}

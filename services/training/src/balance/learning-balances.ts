import type { EmployeeKind } from '@jejak/contracts/career';
import { type Appended, type CommandContext, EventStore, type Gather } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import {
  learningBalance,
  type LearningBalance,
  type LearningBalanceCommand,
  type LearningBalanceGiven,
} from './learning-balance.decider';

export const balanceStream = (employeeId: string, year: number): string =>
  streamOf('learning-balance', naturalId('learning-balance', employeeId, String(year)));

/** Somebody on a day. */
interface Learner {
  readonly kind: EmployeeKind;
  readonly endedOn: string | null;
}

/** The balances of persons and years: where they are, and what decisions about them read. */
@Injectable()
export class LearningBalances {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: Rulebook,
  ) {}

  /** What somebody is on a legal date, and until when; null where career has not told of the person. */
  async learner(employeeId: string, date: string): Promise<Learner | null> {
    const [found] = await this.db.query<{ kind: EmployeeKind | null; endedOn: string | null }[]>(
      'select rm.kind_of($1, $2::date) as kind, rm.employed_until($1)::text as "endedOn"',
      [employeeId, date],
    );
    const { kind, endedOn } = found;
    return kind === null ? null : { kind, endedOn };
  }

  /**
   * The right of a year is that of its first day.
   * @param rests the facts that the command rests on
   */
  gather(year: number, rests: readonly StreamRef[] = []): Gather<LearningBalance, LearningBalanceGiven> {
    return async ({ opened }, now) => {
      const today = await this.rulebook.today(now);
      const [rules, learner] = await Promise.all([
        this.rulebook.governing(`${year}-01-01`, today),
        opened && this.learner(opened.employeeId, `${year}-12-31`),
      ]);
      return {
        given: {
          ...{ calendar: today.calendar, rightOfPns: rules.jp.pns, endedOn: learner?.endedOn ?? null },
        },
        policy: rules.refs.find((ref) => ref.startsWith('tr.jp@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
        inputs: rests,
      };
    };
  }

  /** @param rests the facts that the command rests on */
  execute(
    command: Exclude<LearningBalanceCommand, { type: 'CloseYear' }>,
    context: CommandContext,
    rests: readonly StreamRef[],
  ): Promise<Appended> {
    const { employeeId, year } = command;
    const stream = balanceStream(employeeId, year);
    return this.store.execute(learningBalance, stream, command, context, this.gather(year, rests));
  }
}

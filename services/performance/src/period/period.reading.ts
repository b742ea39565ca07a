import type { Gather } from '@jejak/event-store';
import { naturalId, startOfDay, streamOf } from '@jejak/kernel';
import { People } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Cycles } from '../cycle/cycles';
import { Rulebook } from '../rules/rulebook';
import type { Period, PeriodCommand, PeriodGiven } from './period.decider';

export const periodicIdOf = (planId: string, period: string): string => naturalId('period', planId, period);
export const periodStream = (periodicId: string): string => streamOf('period', periodicId);

/** Gathers what decisions about periods read beside their stream. */
@Injectable()
export class PeriodReading {
  constructor(
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly cycles: Cycles,
  ) {}

  of(command: PeriodCommand['type']): Gather<Period, PeriodGiven> {
    return async (state, now) => {
      const { calendar, date, refs } = await this.rulebook.today(now);
      const { rules, ref } = await this.rulebook.executionRules(date);
      const rating = command === 'RatePeriod' && state.status !== 'absent' ? state : null;
      const cycle = state.status === 'absent' ? null : await this.cycles.of(Number(state.to.slice(0, 4)));
      const line = rating && (await this.people.lineOf(rating.employeeId, date));
      const given = rating
        ? await this.feedbackSince(rating.employeeId, startOfDay(rating.from, calendar))
        : [];
      return {
        given: {
          ...{ calendar, minDialogues: rules.minDialogues, dialogues: given.length },
          ...{ supervisorId: line?.supervisorId ?? null, cycle: cycle?.status ?? null },
        },
        policies: [...refs, ref],
        inputs: [...(line?.inputs ?? []), ...(cycle ? [cycle.head] : [])],
      };
    };
  }

  /** Feedback about a person since an instant: what makes a dialogue of a period. */
  private feedbackSince(employeeId: string, since: string): Promise<unknown[]> {
    return this.db.query<unknown[]>(
      'select feedback_id from rm.feedback_list where to_id = $1 and given_at >= $2::timestamptz limit 20',
      [employeeId, since],
    );
  }
}

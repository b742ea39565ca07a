import type { Gather } from '@jejak/event-store';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { People } from '@jejak/organisation';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import type { Onboarding, OnboardingGiven } from './onboarding.decider';

export const onboardingStream = (employeeId: string): string =>
  streamOf('onboarding', naturalId('onboarding', employeeId));

/** Who has held a position in the unit longest; of equals the lower id, so that a replay finds the same. */
const COLLEAGUE = `select f.employee_id as id
  from rm.employee_file f, jsonb_to_recordset(f.positions) as p("unitId" uuid, "from" date, "to" date)
  where p."unitId" = $1 and p."from" <= $3::date and (p."to" is null or p."to" >= $3::date) and f.employee_id <> $2
    and coalesce(rm.employed_until(f.employee_id) >= $3::date, true)
  order by p."from", f.employee_id limit 1`;

/** Gathers what decisions about onboardings read beside their stream. */
@Injectable()
export class OnboardingReading {
  constructor(
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  /**
   * @param buddy whom the command names
   * @param rests the facts that the command rests on
   */
  of(buddy?: string, rests: readonly StreamRef[] = []): Gather<Onboarding, OnboardingGiven> {
    return async (state, now) => {
      const begun = state.status === 'scheduled' ? state.scheduled.tmt : null;
      const [today, named] = await Promise.all([
        this.rulebook.today(now),
        buddy === undefined ? null : this.people.file(buddy),
      ]);
      // An onboarding is governed by what was in force on its first day, however late it is recorded.
      const rules = begun === null ? today.rules : await this.rulebook.governing(begun, today);
      const colleague =
        state.status === 'scheduled'
          ? await this.colleague(state.scheduled.unitId, state.scheduled.employeeId, state.scheduled.tmt)
          : null;
      const heads = [named?.head, colleague?.head];
      return {
        given: {
          ...{ calendar: today.calendar, rules: rules.other.onboarding },
          ...{ colleague: colleague?.id ?? null, buddyKnown: named !== null },
        },
        policy: rules.refs.find((ref) => ref.startsWith('tr.other@')),
        policies: [...new Set([...today.refs, ...rules.refs])],
        inputs: [...rests, ...heads.filter((head): head is StreamRef => head !== undefined)],
      };
    };
  }

  private async colleague(
    unitId: string,
    employeeId: string,
    day: string,
  ): Promise<{ id: string; head: StreamRef } | null> {
    const [found] = await this.db.query<{ id: string }[]>(COLLEAGUE, [unitId, employeeId, day]);
    const read = found && (await this.people.file(found.id));
    return read ? { id: found.id, head: read.head } : null;
  }
}

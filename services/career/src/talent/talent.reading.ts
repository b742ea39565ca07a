import type { TalentMapped } from '@jejak/contracts/career';
import { EventStore, type Gather } from '@jejak/event-store';
import type { StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerReading, recordRef } from '../credit/career-reading';
import { CareerRulebook, refOf, type TalentDay } from '../credit/career-rulebook';
import { type Final, lastFinals } from '../credit/last-finals';
import { careerRecord, recordStream } from '../eligibility/career-record.decider';
import { Duties } from '../duty/duties';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { covers } from '../employee/period';
import { employment } from '../employment/employment.decider';
import { employmentStream } from '../employment/employments';
import { instrument, instrumentStream, isLicensed } from './instrument.decider';
import type { Talent, TalentCommand, TalentGiven } from './talent.decider';

/** The last finals, and the exact versions that say so. */
export interface FinalsRead {
  readonly finals: readonly Final[];
  readonly inputs: readonly StreamRef[];
}

const NO_FINALS: FinalsRead = { finals: [], inputs: [] };

/** A fact that a map rests on. */
export interface MapInput {
  readonly evaluationId: string;
  readonly evaluationVersion: number;
  readonly stream: string;
  readonly ver: number;
}

/** Gathers what decisions about talent read. */
@Injectable()
export class TalentReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: CareerRulebook,
    private readonly reading: CareerReading,
    private readonly duties: Duties,
  ) {}

  of(command: TalentCommand): Gather<Talent, TalentGiven> {
    return async (state, now) => {
      const today = await this.rulebook.talentToday(now);
      const { nineBox: rules } = today.rules;
      const employeeId = 'employeeId' in command ? command.employeeId : null;
      const [service, finals, licence, duty] = await Promise.all([
        this.serviceOf(employeeId),
        command.type === 'MapTalent' ? this.finals(command.employeeId, rules.finals) : NO_FINALS,
        command.type === 'AssessPotential'
          ? this.store.state(instrument, instrumentStream(command.instrumentId))
          : null,
        command.type === 'MapTalent' ? this.committee(command, today) : null,
      ]);
      const licences = licence?.state ?? [];
      return {
        given: {
          ...{
            today: today.date,
            calendar: today.calendar,
            rules,
            since: service.since,
            endedOn: service.endedOn,
          },
          finals: finals.finals,
          licensed:
            command.type !== 'AssessPotential' || licences.length === 0
              ? null
              : isLicensed(licences, command.assessedOn),
          onCommittee: duty?.held ?? false,
        },
        policy: refOf(today.refs, 'car.ninebox'),
        policies: today.refs,
        inputs: [...finals.inputs, ...(licence?.head ? [licence.head] : []), ...(duty?.inputs ?? [])],
      };
    };
  }

  /** Whether who maps is on the talent committee: of the city, or of the unit in which the employee works. */
  private async committee(
    { by, employeeId }: Extract<TalentCommand, { readonly type: 'MapTalent' }>,
    { date }: TalentDay,
  ) {
    const unitId = await this.unitOf(employeeId, date);
    return this.duties.holds(by, 'talent_committee', { unitId, date });
  }

  /** The last finals of somebody, newest first. */
  async finals(employeeId: string, count: number): Promise<FinalsRead> {
    const [here, past] = await Promise.all([
      this.reading.evaluations(employeeId),
      this.store.state(careerRecord, recordStream(employeeId)),
    ]);
    const finals = lastFinals(employeeId, here, past.state.predicates, count);
    const used = here.filter((row) => finals.some(({ evaluationId }) => evaluationId === row.evaluationId));
    const imported = finals.some(({ evaluationVersion }) => evaluationVersion === 0);
    return { finals, inputs: [...used.map(recordRef), ...(imported && past.head ? [past.head] : [])] };
  }

  /** The facts by which the finals of a map are known: stream and version in the log. */
  async factsOf(employeeId: string, finals: TalentMapped['data']['finals']): Promise<MapInput[]> {
    const [here, past] = await Promise.all([
      this.reading.evaluations(employeeId),
      this.store.state(careerRecord, recordStream(employeeId)),
    ]);
    return finals.map(({ evaluationId, evaluationVersion, year }) => {
      const own = here.find((row) => row.evaluationId === evaluationId);
      const imported = past.state.predicates.find((one) => one.year === year);
      return own
        ? { evaluationId, evaluationVersion, stream: own.stream, ver: own.finalAt }
        : { evaluationId, evaluationVersion, stream: recordStream(employeeId), ver: imported?.version ?? 0 };
    });
  }

  /** Whether somebody is in the city's service. Both are null for an id that no employee has. */
  async serviceOf(
    employeeId: string | null,
  ): Promise<{ readonly since: string | null; readonly endedOn: string | null }> {
    if (employeeId === null) return { since: null, endedOn: null };
    const [[row], { state }] = await Promise.all([
      this.db.query<{ since: string }[]>(
        'select start_date::text as since from rm.employee_directory where employee_id = $1',
        [employeeId],
      ),
      this.store.state(employment, employmentStream(employeeId)),
    ]);
    const endedOn = state.status === 'ended' ? state.proposed.on : null;
    return { since: row?.since ?? null, endedOn };
  }

  /** The unit in which somebody works on a legal date; null where the file knows of none. */
  private async unitOf(employeeId: string, date: string): Promise<string | null> {
    const { state } = await this.store.state(employee, streamOfEmployee(employeeId));
    if (state.status === 'absent') return null;
    return state.positions.find((held) => covers(held, date))?.unitId ?? null;
  }
}

import { sanctionAppealClockMoved, sanctionAppealed } from '@jejak/contracts/performance';
import { EventStore, type Gather } from '@jejak/event-store';
import { legalDate, naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { type FileRead, isHeadOf, People, positionOn, relationOn } from '@jejak/organisation';
import { countedBy, Exceptions, NOT_EXCEPTED } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Authority } from '../rules/discipline-rules';
import { UnitResults } from '../direction/unit-results';
import { Rulebook } from '../rules/rulebook';
import type { DisciplineCommand, DisciplineGiven } from './discipline.commands';
import { discipline } from './discipline.decider';
import type { Discipline } from './discipline.state';

export const disciplineStream = (caseId: string): string => streamOf('discipline', caseId);

/** The case of one violation: the same report again is the same case. */
export const caseIdOf = (employeeId: string, articleRef: string, from: string): string =>
  naturalId('discipline', employeeId, articleRef.trim().toLowerCase(), from);

/** The days of an answer begin with the appeal, and end later by a holiday that was added. */
const ANSWER_CLOCK = { begins: [sanctionAppealed.type], moves: sanctionAppealClockMoved.type };

/** What a report says, for a case that is not there yet. */
export interface Reported {
  readonly employeeId: string;
  readonly articleRef: string;
  readonly from: string;
  readonly to: string;
}

/** Gathers what decisions about discipline read. */
@Injectable()
export class DisciplineReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
    private readonly units: UnitResults,
    private readonly exceptions: Exceptions,
  ) {}

  /** @throws RuleViolated POLICY_MISSING */
  of(
    command: DisciplineCommand['type'],
    by: string,
    inspector: boolean,
    reported?: Reported,
  ): Gather<Discipline, DisciplineGiven> {
    return async (state, now) => {
      const about = state.status === 'absent' ? reported : state.reported;
      const [today, rules] = await Promise.all([this.rulebook.today(now), this.rulebook.discipline(now)]);
      const [own, acting] = await Promise.all([
        about ? this.people.file(about.employeeId) : null,
        this.people.file(by),
      ]);
      const file = own?.file ?? null;
      const supervisorId = relationOn(file, today.date)?.supervisorId ?? null;
      const above = supervisorId === null ? null : await this.people.file(supervisorId);
      const unitId =
        state.status === 'absent'
          ? (positionOn(file, about?.to ?? today.date)?.unitId ?? null)
          : state.reported.unitId;
      const caseId = state.status === 'absent' ? null : state.reported.caseId;
      const others = about ? await this.others(about, caseId) : { punished: false, read: [] };
      const excepted =
        command === 'AppealSanction' && caseId !== null
          ? await this.exceptions.of(disciplineStream(caseId), 'disc.other', now)
          : NOT_EXCEPTED;
      const counted =
        command === 'MoveAppealClock' && caseId !== null
          ? await this.counted(disciplineStream(caseId))
          : null;
      const heads: readonly (FileRead | null)[] = [own, acting, above];
      return {
        given: {
          ...{ calendar: today.calendar, reasonMinimum: today.reasonMinimum, rules: rules.rules },
          ...{ unitId, supervisorId, inspector, punished: others.punished },
          ...{ excepted: excepted.yes, counted },
          supervisorThen: about ? (relationOn(file, about.to)?.supervisorId ?? null) : null,
          superiorId: relationOn(above?.file ?? null, today.date)?.supervisorId ?? null,
          authorities: await this.authorities(acting, unitId, today.date),
        },
        policy: rules.ref,
        policies: [...today.refs, ...rules.refs],
        inputs: [...heads.flatMap((read) => read?.head ?? []), ...others.read, ...excepted.inputs],
      };
    };
  }

  /** What the days of an answer were counted by. */
  private async counted(stream: string): Promise<DisciplineGiven['counted']> {
    const by = countedBy(await this.store.history(stream), ANSWER_CLOCK);
    const calendar = by && (await this.rulebook.calendar(by.calendar));
    return calendar && { began: legalDate(by.beganAt, calendar), calendar };
  }

  /** As what a person decides about somebody of a unit: as head of it or of one above it; with nobody above, of all. */
  private async authorities(
    acting: FileRead | null,
    unitId: string | null,
    date: string,
  ): Promise<readonly Authority[]> {
    if (!acting) return [];
    const relation = relationOn(acting.file, date);
    const line = unitId === null ? [] : await this.units.lineOf(unitId);
    return [
      ...(line.some((unit) => isHeadOf(acting.file, unit, date)) ? (['UNIT_HEAD'] as const) : []),
      ...(relation !== null && relation.supervisorId === null ? (['TOP'] as const) : []),
    ];
  }

  /** Whether another case about the same article and some of the same days has led to a sanction that was not revoked. */
  private async others(
    { employeeId, articleRef, from, to }: Reported,
    caseId: string | null,
  ): Promise<{ punished: boolean; read: readonly StreamRef[] }> {
    const rows = await this.db.query<{ id: string }[]>(
      `select case_id as id from rm.discipline_list
       where employee_id = $1 and lower(article_ref) = lower($2) and from_date <= $4::date and to_date >= $3::date
         and ($5::uuid is null or case_id <> $5)
       order by case_id limit 100`,
      [employeeId, articleRef, from, to, caseId],
    );
    const found = await Promise.all(rows.map(({ id }) => this.store.state(discipline, disciplineStream(id))));
    return {
      punished: found.some(
        ({ state }) => state.status !== 'absent' && state.decided !== null && state.status !== 'REVOKED',
      ),
      read: found.flatMap(({ head }) => head ?? []),
    };
  }
}

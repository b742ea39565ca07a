import { EventStore, type Gather } from '@jejak/event-store';
import { type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerRulebook, refOf, type TalentDay } from '../credit/career-rulebook';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { Organisation } from '../employee/organisation';
import { promotion } from '../promotion/promotion.decider';
import { TalentReading } from '../talent/talent.reading';
import { matchOf } from './match';
import { movesIn } from './moves';
import type { Place, PlacementGiven } from './placement-guards';
import type { Placement, PlacementCommand } from './placement.decider';
import { postProfile, postProfileIdOf, postProfileStream } from './post-profile.decider';

/** Whole months from one legal date to another, not below 0. */
const monthsBetween = (from: string, to: string): number => {
  const [[y1, m1, d1], [y2, m2, d2]] = [from, to].map((date) => date.split('-').map(Number));
  return Math.max(0, (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0));
};

/** A line longer than this is a circle. */
const LONGEST_LINE = 50;

/** Cases of promotion that are open, or granted and not in effect yet. */
const NOT_IN_EFFECT = ['OPENED', 'PROPOSED', 'VERIFIED', 'APPROVED', 'GRANTED', 'HELD'];

/** Those of $2 who are relatives of $1. */
const RELATIVES = `
  select case when one = $1 then other else one end as id from rm.kinship_list
  where (one = $1 and other = any($2::uuid[])) or (other = $1 and one = any($2::uuid[])) order by 1`;

/** Gathers what decisions about placements read. */
@Injectable()
export class PlacementReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly organisation: Organisation,
    private readonly rulebook: CareerRulebook,
    private readonly talents: TalentReading,
  ) {}

  of(command: PlacementCommand): Gather<Placement, PlacementGiven> {
    return async (state, now) => {
      const today = await this.rulebook.talentToday(now);
      const asked =
        command.type === 'ProposePlacement' ? command : state.status === 'absent' ? null : state.proposed;
      const { rules } = today;
      const base = { today: today.date, rules: rules.placement, reasonMinimum: rules.reasonMinimum };
      const policies = { policy: refOf(today.refs, 'car.other'), policies: today.refs };
      if (!asked || command.type === 'LapsePlacement' || command.type === 'NotePosition')
        return { given: { ...base, ...NOTHING_READ }, ...policies };
      const read = await this.read(asked.employeeId, asked, today.rules);
      return { given: { ...base, ...read.given }, ...policies, inputs: read.inputs };
    };
  }

  private async read(employeeId: string, place: Place, { nineBox, placement }: TalentDay['rules']) {
    const { supervisorId, unitId, from } = place;
    const [service, file, profile, finals, above, unitOpen] = await Promise.all([
      this.talents.serviceOf(employeeId),
      this.store.state(employee, streamOfEmployee(employeeId)),
      this.store.state(postProfile, postProfileStream(postProfileIdOf(place.position))),
      this.talents.finals(employeeId, nineBox.finals),
      this.organisation.superiorsOf(supervisorId, from),
      this.unitOpen(unitId, from),
    ]);
    const held = await this.competenciesOf(employeeId);
    const [below, promotions, supervisor] = await Promise.all([
      this.reporting(employeeId, from),
      this.openPromotions(employeeId, place),
      supervisorId === null ? null : this.talents.serviceOf(supervisorId),
    ]);
    const line = [...new Set([...(supervisorId === null ? [] : [supervisorId]), ...above, ...below])];
    const relatives = await this.db.query<{ id: string }[]>(RELATIVES, [employeeId, line]);
    const positions = file.state.status === 'employed' ? file.state.positions : [];
    const relations = file.state.status === 'employed' ? file.state.relations : [];
    const starts = positions.map(({ from: began }) => began).sort();
    const moves = movesIn(positions);
    const match = matchOf(
      {
        ...{ held: Object.keys(held), required: profile.state?.competencies ?? [] },
        predicates: finals.finals.map(({ predicate }) => predicate),
        experience: starts.length === 0 ? 0 : monthsBetween(starts[0], from),
        requiredExperience: profile.state?.experienceMonths ?? 0,
      },
      placement,
      nineBox,
    );
    const given = {
      ...{ since: service.since, endedOn: service.endedOn, unitOpen, match },
      supervisorKnown: supervisorId === null || (supervisor?.since ?? null) !== null,
      circular: above.includes(employeeId),
      lastMove: moves.at(-1) ?? null,
      openPromotions: promotions.map(({ caseId }) => caseId),
      // A predicate of the time before the installation has no evaluation.
      evaluations: finals.finals
        .filter(({ evaluationVersion }) => evaluationVersion > 0)
        .map(({ evaluationId, evaluationVersion }) => ({ evaluationId, evaluationVersion }))
        .sort((a, b) => (a.evaluationId < b.evaluationId ? -1 : 1)),
      lastAssigned:
        [...positions, ...relations]
          .map(({ from: began, to }) => to ?? began)
          .sort()
          .at(-1) ?? null,
      relatives: relatives.map(({ id }) => id),
    };
    const taught = (profile.state?.competencies ?? []).flatMap((competency) => held[competency] ?? []);
    return {
      given,
      inputs: distinct([
        ...[file.head, profile.head].flatMap((head) => head ?? []),
        ...finals.inputs,
        ...taught,
        ...promotions.flatMap(({ head }) => head ?? []),
      ]),
    };
  }

  private async competenciesOf(employeeId: string): Promise<Readonly<Record<string, StreamRef>>> {
    const [row] = await this.db.query<{ held: Record<string, StreamRef> }[]>(
      'select held from rm.held_competencies where employee_id = $1',
      [employeeId],
    );
    return row?.held ?? {};
  }

  /** Promotions of somebody that are not in effect yet, and are for another post than this place. */
  private async openPromotions(
    employeeId: string,
    { position, unitId }: Place,
  ): Promise<{ readonly caseId: string; readonly head: StreamRef | null }[]> {
    const rows = await this.db.query<{ caseId: string }[]>(
      `select case_id as "caseId" from rm.promotion_case
       where employee_id = $1 and status = any($2::text[]) and not (lower(position) = lower($3) and unit_id = $4)
       order by case_id limit 20`,
      [employeeId, NOT_IN_EFFECT, position, unitId],
    );
    return Promise.all(
      rows.map(async ({ caseId }) => {
        const { head } = await this.store.state(promotion, streamOf('promotion', caseId));
        return { caseId, head };
      }),
    );
  }

  /** Who reports to somebody on a day, also further down the line. */
  private async reporting(employeeId: string, date: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `with recursive below as (
         select team as id, 1 as depth from rm.team_of($1::uuid, $2::date) team
         union
         select team, depth + 1 from below, rm.team_of(below.id, $2::date) team where depth < $3)
       select distinct id from below order by 1`,
      [employeeId, date, LONGEST_LINE],
    );
    return rows.map(({ id }) => id);
  }

  private async unitOpen(unitId: string, date: string): Promise<boolean> {
    const rows = await this.db.query<object[]>(
      `select 1 from rm.unit_chart
       where unit_id = $1 and from_date <= $2::date and (to_date is null or to_date >= $2::date)`,
      [unitId, date],
    );
    return rows.length > 0;
  }
}

/** For commands that no rule about places stands against. */
const NOTHING_READ = {
  ...{ since: null, endedOn: null, unitOpen: false, supervisorKnown: false, circular: false },
  ...{ lastMove: null, lastAssigned: null, relatives: [], openPromotions: [], evaluations: [] },
  match: {
    score: '0.0000',
    parts: { competencies: '0.0000', performance: '0.0000', experience: '0.0000' },
    missing: [],
  },
};

/** Each stream once, at the last version that was read. */
const distinct = (refs: readonly StreamRef[]): StreamRef[] => [
  ...new Map([...refs].sort((a, b) => a.ver - b.ver).map((ref) => [ref.stream, ref])).values(),
];

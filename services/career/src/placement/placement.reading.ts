import { EventStore, type Gather } from '@jejak/event-store';
import type { StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { Organisation } from '../employee/organisation';
import { TalentReading } from '../talent/talent.reading';
import { TalentRulebook } from '../talent/talent-rulebook';
import { matchOf } from './match';
import type { Place, Placement, PlacementCommand, PlacementGiven } from './placement.decider';
import { postProfile, postProfileIdOf, postProfileStream } from './post-profile.decider';

/** Whole months from one legal date to another, not below 0. */
const monthsBetween = (from: string, to: string): number => {
  const [[y1, m1, d1], [y2, m2, d2]] = [from, to].map((date) => date.split('-').map(Number));
  return Math.max(0, (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0));
};

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
    private readonly rulebook: TalentRulebook,
    private readonly talents: TalentReading,
  ) {}

  of(command: PlacementCommand): Gather<Placement, PlacementGiven> {
    return async (state, now) => {
      const today = await this.rulebook.today(now);
      const asked =
        command.type === 'ProposePlacement' ? command : state.status === 'absent' ? null : state.proposed;
      const { rules } = today;
      const base = { today: today.date, rules: rules.placement, reasonMinimum: rules.reasonMinimum };
      const policies = { policy: this.rulebook.governing(today, 'car.other'), policies: today.refs };
      if (!asked || command.type === 'LapsePlacement' || command.type === 'NotePosition')
        return { given: { ...base, ...NOTHING_READ }, ...policies };
      const read = await this.read(asked.employeeId, asked, today.rules);
      return { given: { ...base, ...read.given }, ...policies, inputs: read.inputs };
    };
  }

  private async read(
    employeeId: string,
    place: Place,
    { nineBox, placement }: Awaited<ReturnType<TalentRulebook['today']>>['rules'],
  ) {
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
    const [below, supervisor] = await Promise.all([
      this.reporting(employeeId, from),
      supervisorId === null ? null : this.talents.serviceOf(supervisorId),
    ]);
    const line = [...new Set([...(supervisorId === null ? [] : [supervisorId]), ...above, ...below])];
    const relatives = await this.db.query<{ id: string }[]>(RELATIVES, [employeeId, line]);
    const positions = file.state.status === 'employed' ? file.state.positions : [];
    const relations = file.state.status === 'employed' ? file.state.relations : [];
    const starts = positions.map(({ from: began }) => began).sort();
    const match = matchOf(
      {
        ...{ held: Object.keys(held), required: profile.state?.competencies ?? [] },
        predicates: finals.map(({ predicate }) => predicate),
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
      // The first place is where somebody began, and no move.
      lastMove: starts.length < 2 ? null : (starts.at(-1) ?? null),
      lastAssigned:
        [...positions, ...relations]
          .map(({ from: began, to }) => to ?? began)
          .sort()
          .at(-1) ?? null,
      relatives: relatives.map(({ id }) => id),
    };
    const refs = finals.map(({ stream, ver, hash }) => ({ stream, ver: Number(ver), hash }));
    const taught = (profile.state?.competencies ?? []).flatMap((competency) => held[competency] ?? []);
    return {
      given,
      inputs: distinct([...[file.head, profile.head].flatMap((head) => head ?? []), ...refs, ...taught]),
    };
  }

  private async competenciesOf(employeeId: string): Promise<Readonly<Record<string, StreamRef>>> {
    const [row] = await this.db.query<{ held: Record<string, StreamRef> }[]>(
      'select held from rm.held_competencies where employee_id = $1',
      [employeeId],
    );
    return row?.held ?? {};
  }

  /** Who reports to somebody on a day. */
  private async reporting(employeeId: string, date: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select employee_id as id from rm.employee_directory d
       where d.relations @> jsonb_build_array(jsonb_build_object('supervisorId', $1::text)) and exists (
         select from jsonb_to_recordset(d.relations) as r("supervisorId" uuid, "from" date, "to" date)
         where r."supervisorId" = $1::uuid and r."from" <= $2::date and (r."to" is null or r."to" >= $2::date))
       order by 1`,
      [employeeId, date],
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
  ...{ lastMove: null, lastAssigned: null, relatives: [] },
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

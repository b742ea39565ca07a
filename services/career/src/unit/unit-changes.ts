import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { Policies } from '@jejak/policies';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { unit, type UnitCommand } from './unit.decider';
import { streamOfUnit } from './unit-stream';

/** Who holds a position in the unit $1 on or after the day $2; which units are below it then; and whether $3 is there. */
const READ = `select
  (select count(*)::int from rm.employee_directory e where exists (
    select from jsonb_to_recordset(e.positions) as p("unitId" uuid, "to" date)
     where p."unitId" = $1 and (p."to" is null or p."to" >= $2::date))) as people,
  (select count(*)::int from rm.unit_chart where parent_unit_id = $1 and (to_date is null or to_date >= $2::date)) as parts,
  (select count(*)::int from rm.unit_chart
    where unit_id = $3 and from_date <= $2::date and (to_date is null or to_date >= $2::date)) as open`;

const NOTHING_READ = { intoOpen: null, people: 0, parts: 0 };

/** Creates, renames and merges units, with what that reads. */
@Injectable()
export class UnitChanges {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly policies: Policies,
  ) {}

  create(
    code: string,
    command: Extract<UnitCommand, { type: 'CreateUnit' }>,
    context: CommandContext,
  ): Promise<Appended> {
    return this.store.execute(unit, streamOfUnit(code), command, context, async () => {
      const { parentUnitId, from } = command;
      const given = { today: from, ...NOTHING_READ };
      if (parentUnitId === null) return { given };
      const { state, head } = await this.store.state(unit, streamOf('unit', parentUnitId));
      const parentThere = state.status !== 'absent' && (state.to === null || state.to >= from);
      return { given: { ...given, parentThere }, inputs: head ? [head] : [] };
    });
  }

  execute(
    code: string,
    command: Exclude<UnitCommand, { type: 'CreateUnit' }>,
    context: CommandContext,
  ): Promise<Appended> {
    return this.store.execute(unit, streamOfUnit(code), command, context, async (state, now) => {
      const { date: today, ref } = await this.policies.cityDay(now);
      const none = { today, ...NOTHING_READ };
      if (command.type === 'RenameUnit' || state.status === 'absent') return { given: none, policies: [ref] };
      const [read] = await this.db.query<{ people: number; parts: number; open: number }[]>(READ, [
        ...[state.unitId, command.from, command.intoUnitId],
      ]);
      const { people, parts, open } = read;
      return { given: { today, intoOpen: open > 0, people, parts }, policies: [ref] };
    });
  }
}

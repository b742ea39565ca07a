import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { naturalId, type StreamRef, streamOf } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ArrayMaxSize, ArrayUnique, IsArray, IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { CareerRulebook, refOf } from '../credit/career-rulebook';
import { talent } from '../talent/talent.decider';
import { TalentReading } from '../talent/talent.reading';
import { type Standing, succession, type SuccessionCommand } from './succession.decider';

export class FormSuccessionRequest {
  @IsString() @MaxLength(200) @Matches(/\S/) readonly position!: string;
  @IsId() @MaxLength(36) readonly unitId!: string;
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsId({ each: true })
  @MaxLength(36, { each: true })
  readonly candidates!: string[];
}
export class NominateSuccessorRequest {
  @IsId() @MaxLength(36) readonly employeeId!: string;
}

interface SuccessionView {
  readonly successionId: string;
  readonly position: string;
  readonly unitId: string;
  readonly candidates: readonly object[];
  readonly version: number;
}

const BY_POST = keyset('succession', { id: 'uuid' });
/** Who sees a board whole; others only that they stand on it. */
const SEES_ALL = ['hr_admin', 'leadership', 'inspector'];

/** Who may follow in critical posts. @source domain.md 7.2, 7.7 */
@Controller('successions')
export class SuccessionController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly rulebook: CareerRulebook,
    private readonly talents: TalentReading,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('career:form-succession')
  form(
    @Body() { position, unitId, candidates }: FormSuccessionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const successionId = naturalId('succession', unitId, position.trim());
    const command = { type: 'FormSuccession', by: context.actor, successionId, unitId, candidates } as const;
    return this.ask(successionId, { ...command, position: position.trim() }, context);
  }

  @Post(':id/nominate')
  @HttpCode(200)
  @Requires('career:form-succession')
  nominate(
    @Id() id: string,
    @Body() { employeeId }: NominateSuccessorRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.ask(id, { type: 'Nominate', by: context.actor, employeeId }, context);
  }

  /** The board: each candidate with the box as it is now beside that of the nomination. */
  @Get()
  @Requires('career:read')
  @Exported('successions', ['successionId', 'position', 'unitId', 'candidates'])
  async board(
    @Query() { cursor, limit }: PageRequest,
    @Context() { actor, role }: CommandContext,
  ): Promise<Page<SuccessionView>> {
    const after = BY_POST.after(cursor);
    const rows = await this.db.query<SuccessionView[]>(
      `select s.succession_id as "successionId", s.position, s.unit_id as "unitId", s.version::int,
         (select coalesce(jsonb_agg(c || jsonb_build_object('boxNow', t.box, 'outdated', t.outdated is not null)
            order by (c ->> 'box')::int desc, c ->> 'employeeId'), '[]')
          from jsonb_array_elements(s.candidates) c
          left join rm.talent_profile t on t.employee_id = (c ->> 'employeeId')::uuid
          where $1 or c ->> 'employeeId' = $2) as candidates
       from rm.succession_board s
       where ($1 or s.candidates @> jsonb_build_array(jsonb_build_object('employeeId', $2::text)))
         and ($3::uuid is null or s.succession_id > $3)
       order by s.succession_id limit $4`,
      [SEES_ALL.includes(role), actor, after?.id ?? null, limit + 1],
    );
    return BY_POST.page(rows, limit, ({ successionId }) => ({ id: successionId }));
  }

  private ask(id: string, command: SuccessionCommand, context: CommandContext): Promise<Appended> {
    return this.store.execute(succession, streamOf('succession', id), command, context, async (_, now) => {
      const today = await this.rulebook.talentToday(now);
      const people = command.type === 'FormSuccession' ? command.candidates : [command.employeeId];
      const inputs: StreamRef[] = [];
      const standings: Record<string, Standing> = {};
      for (const person of people) {
        const [profile, service] = await Promise.all([
          this.store.state(talent, streamOf('talent', person)),
          this.talents.serviceOf(person),
        ]);
        const { map, outdated } = profile.state;
        const employed = service.since !== null && service.endedOn === null;
        // Of a year that was imported there is no evaluation.
        const evaluations = (map?.finals ?? [])
          .filter(({ evaluationVersion }) => evaluationVersion > 0)
          .map(({ evaluationId, evaluationVersion }) => ({ evaluationId, evaluationVersion }))
          .sort((a, b) => (a.evaluationId < b.evaluationId ? -1 : 1));
        standings[person] = { box: map?.box ?? null, outdated, evaluations, employed };
        if (profile.head) inputs.push(profile.head);
      }
      return {
        given: {
          ...{ minBox: today.rules.nineBox.successionMinBox, standings },
          unitOpen: command.type !== 'FormSuccession' || (await this.unitOpen(command.unitId, today.date)),
        },
        policy: refOf(today.refs, 'car.ninebox'),
        ...{ policies: today.refs, inputs },
      };
    });
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

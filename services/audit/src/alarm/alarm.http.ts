import { Requires } from '@jejak/auth';
import { ALARM_KINDS, type AlarmKind, type IntegrityAlarmRaised } from '@jejak/contracts/audit';
import { type Appended, type CommandContext, EventStore, type KeyStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { isUuid, NotFound, type Recorded, streamOf } from '@jejak/kernel';
import { parametersOf, Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { KEY_STORE } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import type { Shown } from '../inspection/inspection-lists';
import { SOURCES } from '../sources';
import { type AlarmEvent, integrityAlarm } from './integrity-alarm.decider';
import { type AlarmRow, integrityAlarms } from './integrity-alarm.projection';

export class ResolveAlarmRequest {
  /** What caused it, and what was done. */
  @IsString() @MaxLength(4000) readonly rootCause!: string;
}

export class AlarmSearch extends PageRequest {
  @IsOptional() @IsIn(['RAISED', 'RESOLVED']) readonly status?: AlarmRow['status'];
  @IsOptional() @IsIn(ALARM_KINDS) readonly kind?: AlarmKind;
  @IsOptional() @IsIn(SOURCES) readonly source?: string;
}

/** What was found, and why it was so. */
interface AlarmFile {
  readonly found: IntegrityAlarmRaised['data'] | null;
  /** Null while it is open. */
  readonly rootCause: string | null;
}

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ALARM = `alarm_id as "alarmId", kind, finding, source, pos::float8 as pos, stream, stream_version as "streamVersion",
  status, ${INSTANT('raised_at')} as "raisedAt", ${INSTANT('resolved_at')} as "resolvedAt", resolved_by as "resolvedBy",
  version::int`;
const newest = keyset('alarms', { at: 'instant', id: 'uuid' });

/** What the log found wrong, until an inspector knows why. @source domain.md 10.1, 10.2 */
@Controller('alarms')
export class AlarmController {
  constructor(
    private readonly db: DataSource,
    private readonly store: EventStore,
    private readonly policies: Policies,
    private readonly projections: Projections,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
  ) {}

  /** Says why it was; what was found, and a source that stopped, stay as they are. */
  @Post(':id/resolve')
  @HttpCode(200)
  @Requires('audit:resolve-alarm')
  resolve(
    @Id() id: string,
    @Body() { rootCause }: ResolveAlarmRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const by = context.actor;
    const stream = streamOf('alarm', id);
    return this.store.execute(
      ...([integrityAlarm, stream, { type: 'ResolveIntegrityAlarm', by, rootCause }, context] as const),
      async (_, now) => {
        const { date, ref } = await this.policies.cityDay(now);
        const governance = await this.policies.inForce('gov.other', date);
        const raised = await this.store.history(stream);
        return {
          given: {
            raisedBy: raised.slice(0, 1).map(({ envelope }) => envelope.actor),
            // A machine has no pseudonym.
            inspector: isUuid(by) ? [by, await this.keys.pseudonym(by)] : [by],
            minimum: parametersOf(governance).integer('reasonMinChars'),
          },
          policy: governance.ref,
          policies: [ref, governance.ref].sort(),
        };
      },
    );
  }

  /** Newest first. */
  @Get()
  @Requires('audit:read-timeline')
  @Exported('alarms', [
    ...(['alarmId', 'kind', 'finding', 'source', 'pos', 'stream', 'streamVersion', 'status'] as const),
    ...(['raisedAt', 'resolvedAt', 'resolvedBy'] as const),
  ])
  async list(@Query() { cursor, limit, status, kind, source }: AlarmSearch): Promise<Page<Shown<AlarmRow>>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<Shown<AlarmRow>[]>(
      `select ${ALARM} from rm.integrity_alarm where ($1::text is null or status = $1)
         and ($2::text is null or kind = $2) and ($3::text is null or source = $3)
         and ($4::timestamptz is null or (raised_at, alarm_id) < ($4, $5::uuid))
       order by raised_at desc, alarm_id desc limit $6`,
      [
        ...[status ?? null, kind ?? null, source ?? null],
        ...[after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return newest.page(rows, limit, ({ raisedAt: at, alarmId: id }) => ({ at, id }));
  }

  @Get(':id')
  @Requires('audit:read-timeline')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<Shown<AlarmRow> & AlarmFile> {
    const stream = streamOf('alarm', id);
    if (awaited) await this.projections.reached(integrityAlarms, stream, awaited.version, awaited.waitMs);
    const [row] = await this.db.query<Shown<AlarmRow>[]>(
      `select ${ALARM} from rm.integrity_alarm where alarm_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('ALARM_NOT_FOUND', 'There is no such alarm.');
    // A stream holds the events of its own decider only.
    const facts = (await this.store.history(stream)) as unknown as Recorded<AlarmEvent>[];
    return { ...row, ...alarmFileOf(facts) };
  }
}

/** Pure. @param facts of one alarm, in their order */
export const alarmFileOf = (facts: readonly Recorded<AlarmEvent>[]): AlarmFile =>
  facts.reduce<AlarmFile>(
    (file, { type, data }) =>
      type === 'IntegrityAlarmRaised' ? { ...file, found: data } : { ...file, rootCause: data.rootCause },
    { found: null, rootCause: null },
  );

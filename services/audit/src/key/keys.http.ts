import { Requires } from '@jejak/auth';
import type { Appended, CommandContext, KeyWrapping, WrappedBy } from '@jejak/event-store';
import { type Awaited, Context, Id, ReadYourWrites } from '@jejak/http';
import { type Clock, NotFound } from '@jejak/kernel';
import { parametersOf, Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { CLOCK, SETTINGS } from '@jejak/service';
import { Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AuditSettings } from '../audit.settings';
import type { Shown } from '../inspection/inspection-lists';
import { type KekRotationRow, kekRotations } from './kek-rotation.projection';
import { KekRotations, kekRotationStream } from './kek-rotations';
import { ageDays, type LogKeyAge, logKeyAges } from './key-ages';
import { KEY_WRAPPING } from './key-wrapping';

interface Aged {
  readonly ageDays: number | null;
  /** Older than the policy has it: another one is to follow. */
  readonly old: boolean;
}

/** Which keys there are and how old they are: none of them, and nobody's. */
interface KeysView {
  readonly maxAgeDays: number;
  readonly keks: readonly (WrappedBy & Aged)[];
  readonly log: readonly (LogKeyAge & Aged)[];
  /** The newest rotation of the KEK. */
  readonly rotation: Shown<KekRotationRow> | null;
}

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ROTATION = `rotation_id as "rotationId", kek, status, ${INSTANT('requested_at')} as "requestedAt",
  ${INSTANT('confirm_by')} as "confirmBy", ${INSTANT('confirmed_at')} as "confirmedAt", ${INSTANT('done_at')} as "doneAt",
  key_count as "keyCount", version::int from rm.kek_rotation`;

/** Keys of the installation: how old they are, and how another KEK takes the keys of people over. @source operations.md section 6 */
@Controller('keys')
export class KeysController {
  constructor(
    private readonly rotations: KekRotations,
    private readonly policies: Policies,
    private readonly projections: Projections,
    private readonly db: DataSource,
    @Inject(KEY_WRAPPING) private readonly wrapping: KeyWrapping,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: AuditSettings,
  ) {}

  @Get()
  @Requires('operations:read-keys')
  async list(): Promise<KeysView> {
    const now = this.clock.now();
    const { date } = await this.policies.cityDay(now);
    const maxAgeDays = parametersOf(await this.policies.inForce('gov.other', date))
      .within('keys')
      .integer('maxAgeDays');
    const aged = (since: string | null, at: string): Aged => {
      const age = ageDays(since, at);
      return { ageDays: age, old: age !== null && age > maxAgeDays };
    };
    const [keks, log, [rotation]] = await Promise.all([
      this.wrapping.census(),
      logKeyAges(this.db, this.settings),
      this.db.query<Shown<KekRotationRow>[]>(
        `select ${ROTATION} order by requested_at desc, rotation_id desc limit 1`,
      ),
    ]);
    // A KEK was noted by the clock of the machine; the log has the business clock, which in a demonstration is another one.
    const machine = new Date().toISOString();
    return {
      maxAgeDays,
      keks: keks.map((one) => ({ ...one, ...aged(one.since, machine) })),
      log: log.map((one) => ({ ...one, ...aged(one.since, now) })),
      rotation: rotation ?? null,
    };
  }

  /** The present KEK is to wrap every key: another operator has to confirm it. */
  @Post('rotations')
  @HttpCode(200)
  @Requires('operations:rotate-keys')
  request(@Context() context: CommandContext): Promise<Appended> {
    return this.rotations.request(context);
  }

  /** The second person. It is done in the background; how far it is, is read by its id. */
  @Post('rotations/:id/confirm')
  @HttpCode(202)
  @Requires('operations:rotate-keys')
  confirm(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    return this.rotations.confirm(id, context);
  }

  @Get('rotations/:id')
  @Requires('operations:read-keys')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<Shown<KekRotationRow>> {
    const stream = kekRotationStream(id);
    if (awaited) await this.projections.reached(kekRotations, stream, awaited.version, awaited.waitMs);
    const [row] = await this.db.query<Shown<KekRotationRow>[]>(`select ${ROTATION} where rotation_id = $1`, [
      id,
    ]);
    if (!row) throw new NotFound('KEK_ROTATION_NOT_FOUND', 'There is no such rotation.');
    return row;
  }
}

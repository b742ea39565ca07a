import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { decimal, type StreamRef, streamOf } from '@jejak/kernel';
import { holdsDuty, People } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsBoolean } from 'class-validator';
import { DataSource } from 'typeorm';
import { measurement } from '../measurement/measurement.decider';
import { measurementStream } from '../measurement/measurements-read';
import { Rulebook } from '../rules/rulebook';
import { sample } from './sample.decider';
import type { SampleRow } from './sample.projection';

export class CheckSampleRequest {
  @IsId() readonly measurementId!: string;
  @IsBoolean() readonly correct!: boolean;
}

/** A sample with what it says of the data: correct ÷ checked, per cent with two places; null before any was checked. */
export type SampleView = SampleRow & { readonly accuracy: string | null };

export const accuracyOf = ({ checked, correct }: Pick<SampleRow, 'checked' | 'correct'>): string | null =>
  checked === 0 ? null : decimal(correct).times(100).dividedBy(checked).toFixed(2);

const samples = keyset('samples', { period: 'text' });

/** The published samples of self-reports: the seed with which anybody draws the same, and what was found. */
@Controller('samples')
export class SampleController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  /** A data steward held a drawn record against its original. */
  @Post(':id/check')
  @HttpCode(200)
  @Requires('performance:verify')
  check(
    @Id() id: string,
    @Body() { measurementId, correct }: CheckSampleRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const by = context.actor;
    const command = { type: 'CheckSample', by, measurementId, correct } as const;
    return this.store.execute(sample, streamOf('sample', id), command, context, async (_, now) => {
      const [{ date, refs }, asking, found] = await Promise.all([
        this.rulebook.today(now),
        this.people.file(by),
        this.store.state(measurement, measurementStream(measurementId)),
      ]);
      const facts = await this.store.history(measurementStream(measurementId));
      const { state } = found;
      const unitId = state.status === 'absent' ? null : state.unitId;
      const verifiers = facts.flatMap(({ data }) => ('verifiedBy' in data ? String(data.verifiedBy) : []));
      const heads = [asking?.head, found.head];
      return {
        given: {
          steward: holdsDuty(asking?.file ?? null, 'data_steward', unitId, date),
          involved: state.status === 'absent' ? [] : [...verifiers, state.reporterId ?? ''],
        },
        policies: refs,
        inputs: heads.filter((head): head is StreamRef => head !== undefined && head !== null),
      };
    });
  }

  /** Latest first; ids of amounts only, nobody's name. */
  @Get()
  @Requires('performance:read')
  @Exported('samples', [
    'sampleId',
    'period',
    'population',
    'share',
    'seed',
    'measurementIds',
    'checked',
    'correct',
    'accuracy',
  ])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<SampleView>> {
    const after = samples.after(cursor);
    const rows = await this.db.query<SampleRow[]>(
      `select sample_id as "sampleId", period, population, share::text as share, seed, measurement_ids as "measurementIds",
         checked, correct
       from rm.sample_list where ($1::text is null or period < $1) order by period desc limit $2`,
      [after?.period ?? null, limit + 1],
    );
    const { items, next } = samples.page(rows, limit, ({ period }) => ({ period }));
    return { items: items.map((row) => ({ ...row, accuracy: accuracyOf(row) })), next };
  }
}

import { Requires } from '@jejak/auth';
import type { ControlTripped } from '@jejak/contracts/audit';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, type Page, ReadYourWrites } from '@jejak/http';
import type { Recorded } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Shown } from '../inspection/inspection-lists';
import { ControlLists } from './control-lists';
import type { ControlTripEvent } from './control-trip.decider';
import { type ControlTripRow, controlTrips } from './control-trip.projection';
import { ControlTrips, controlTripStream } from './control-trips';
import { ClearControlRequest, ControlTripSearch } from './control.requests';

/** A question with everything that it rests on. */
interface ControlTripFile {
  readonly people: readonly string[];
  readonly refs: ControlTripped['data']['refs'];
  /** The policy versions whose boundaries were used. */
  readonly policies: readonly string[];
  /** How it was answered; null while it is open, and where the key of the words is gone. */
  readonly reason: string | null;
}

/** Pure. @param facts of one question, in their order */
export const controlTripFileOf = (facts: readonly Recorded<ControlTripEvent>[]): ControlTripFile =>
  facts.reduce<ControlTripFile>(
    (file, { type, data, envelope, reason }) =>
      type === 'ControlTripped'
        ? { ...file, people: data.people, refs: data.refs, policies: envelope.policies }
        : { ...file, reason: reason?.text ?? null },
    { people: [], refs: [], policies: [], reason: null },
  );

/** The inspectors' queue: what the standing controls ask. A trip is a question, not a verdict. @source domain.md 10.3 */
@Controller('control-trips')
export class ControlTripController {
  constructor(
    private readonly trips: ControlTrips,
    private readonly lists: ControlLists,
    private readonly store: EventStore,
    private readonly projections: Projections,
  ) {}

  /** The question is answered; how is the reason. */
  @Post(':id/clear')
  @HttpCode(200)
  @Requires('audit:inspect')
  clear(
    @Id() id: string,
    @Body() { reason }: ClearControlRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.trips.clear(id, reason, context);
  }

  /** Newest first. */
  @Get()
  @Requires('audit:read-timeline')
  @Exported('control-trips', [
    ...(['tripId', 'control', 'objects', 'unitId', 'score', 'scoreLimit', 'status'] as const),
    ...(['trippedAt', 'clearedAt', 'clearedBy'] as const),
  ])
  list(@Query() search: ControlTripSearch): Promise<Page<Shown<ControlTripRow>>> {
    return this.lists.trips(search);
  }

  @Get(':id')
  @Requires('audit:read-timeline')
  async find(
    @Id() id: string,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<Shown<ControlTripRow> & ControlTripFile> {
    const stream = controlTripStream(id);
    if (awaited) await this.projections.reached(controlTrips, stream, awaited.version, awaited.waitMs);
    const row = await this.lists.trip(id);
    // A stream holds the events of its own decider only.
    const facts = (await this.store.history(stream)) as unknown as Recorded<ControlTripEvent>[];
    return { ...row, ...controlTripFileOf(facts) };
  }
}

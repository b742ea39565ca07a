import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Measured } from '@jejak/http';
import type { Projection } from '@jejak/projections';
import {
  type Change,
  type ChangedObject,
  type ChangePage,
  Changes,
  ChangesRequest,
  untilGone,
  type Watched,
} from '@jejak/service';
import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { controlTrips } from '../control/control-trip.projection';
import { inspectionList } from '../inspection/inspection.projection';

/** By kind of object: in which topic its changes are told. */
const TOPICS: ReadonlyMap<string, string> = new Map([
  ['control-trip', 'controls'],
  ['inspection', 'case'],
]);

/** Says to inspectors that a control has tripped or a case has moved: all of them read all of it. @source console.md 11 */
@Controller('changes')
export class ChangesController implements Watched {
  readonly seenIn = new Map<string, Pick<Projection, 'name'>>([
    ['control-trip', controlTrips],
    ['inspection', inspectionList],
  ]);

  constructor(private readonly changes: Changes) {}

  /** Topics: `controls`, by trip; `case`, by inspection. */
  @Get()
  @Requires('audit:read-timeline')
  @Measured('feed')
  read(
    @Query() { topics, after, timeout }: ChangesRequest,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangePage> {
    const signal = untilGone(response);
    return this.changes.read(this, {
      ...{ context, topics: new Set(topics), waitMs: timeout, signal },
      ...(after === undefined ? {} : { after }),
    });
  }

  heardBy(
    _: CommandContext,
    objects: readonly ChangedObject[],
    topics: ReadonlySet<string>,
  ): Promise<readonly Change[]> {
    return Promise.resolve(
      objects.flatMap(({ aggregate, id, version }) => {
        const topic = TOPICS.get(aggregate);
        return topic !== undefined && topics.has(topic) ? { topic, key: id, version } : [];
      }),
    );
  }
}

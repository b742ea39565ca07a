import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context, Measured } from '@jejak/http';
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
import { DataSource } from 'typeorm';
import { messageList } from '../message/message.projection';
import { recipientsOf } from '../message/recipients';

/** Says to people that there is something new in their inbox. @source console.md 11 */
@Controller('changes')
export class ChangesController implements Watched {
  readonly seenIn = new Map([['message', messageList]]);

  constructor(
    private readonly changes: Changes,
    private readonly db: DataSource,
  ) {}

  /** Topic: `inbox`, of the caller and of the desk of the role that the caller acts under. */
  @Get()
  @Requires('notification:read-own')
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

  async heardBy(
    context: CommandContext,
    objects: readonly ChangedObject[],
    topics: ReadonlySet<string>,
  ): Promise<readonly Change[]> {
    if (!topics.has('inbox')) return [];
    const rows = await this.db.query<{ id: string }[]>(
      'select message_id as id from rm.message where message_id = any($1::uuid[]) and recipient in ($2, $3)',
      [objects.map(({ id }) => id), ...recipientsOf(context)],
    );
    const own = new Set(rows.map(({ id }) => id));
    return objects
      .filter(({ id }) => own.has(id))
      .map(({ version }) => ({ topic: 'inbox', key: context.actor, version }));
  }
}

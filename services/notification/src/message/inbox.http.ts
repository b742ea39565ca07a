import { Requires } from '@jejak/auth';
import { type Topic, TOPICS } from '@jejak/contracts/notification';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, keyset, type Page, PageRequest } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';
import { DATE, INSTANT } from '../sql-texts';
import type { Text } from '../template/texts';
import { messageList } from './message.projection';
import { recipientsOf } from './recipients';
import { Messages } from './messages';

class InboxRequest extends PageRequest {
  /** `true`: only what nobody has read. */
  @IsOptional() @IsIn(['true', 'false']) readonly unread?: 'true' | 'false';
  @IsOptional() @IsIn(TOPICS) readonly topic?: Topic;
}

/** A message as the one reads it whom it is for. */
export interface InboxItem {
  readonly messageId: string;
  readonly recipient: string;
  readonly topic: Topic;
  readonly object: string;
  readonly step: string;
  readonly legal: boolean;
  /** Told after its time. */
  readonly late: boolean;
  readonly title: Text;
  readonly link: string;
  readonly dueOn: string | null;
  readonly receivedOn: string | null;
  readonly queuedAt: string;
  readonly readAt: string | null;
}

const ITEM = `m.message_id as "messageId", m.recipient, m.topic, m.object, m.step, m.legal, m.late, m.title, m.link,
  ${DATE('m.due_on')} as "dueOn", ${DATE('m.received_on')} as "receivedOn", ${INSTANT('m.queued_at')} as "queuedAt",
  ${INSTANT('m.read_at')} as "readAt"`;

/** For the caller, or for the desk of the role that the caller acts under. $1, $2. */
const FOR_ME = 'm.recipient in ($1, $2)';

const newest = keyset('inbox', { at: 'instant', id: 'uuid' });
const READ_MS = 5_000;

/** Everybody's own inbox. @source domain.md 11, 13 */
@Controller('inbox')
export class InboxController {
  constructor(
    private readonly db: DataSource,
    private readonly messages: Messages,
    private readonly projections: Projections,
  ) {}

  /** The newest first. */
  @Get()
  @Requires('notification:read-own')
  @Exported('inbox', [
    ...([
      'messageId',
      'topic',
      'object',
      'step',
      'legal',
      'late',
      'title',
      'link',
      'dueOn',
      'receivedOn',
    ] as const),
    ...(['queuedAt', 'readAt', 'recipient'] as const),
  ])
  async list(
    @Query() { cursor, limit, unread, topic }: InboxRequest,
    @Context() context: CommandContext,
  ): Promise<Page<InboxItem>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<InboxItem[]>(
      `select ${ITEM} from rm.message m
       where ${FOR_ME} and ($3::boolean is null or (m.read_at is null) = $3) and ($4::text is null or m.topic = $4)
         and ($5::timestamptz is null or (m.queued_at, m.message_id) < ($5, $6::uuid))
       order by m.queued_at desc, m.message_id desc limit $7`,
      [
        ...recipientsOf(context),
        ...[unread === undefined ? null : unread === 'true', topic ?? null],
        ...[after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    return newest.page(rows, limit, ({ queuedAt: at, messageId: id }) => ({ at, id }));
  }

  /** How many nobody has read. */
  @Get('unread')
  @Requires('notification:read-own')
  async unread(@Context() context: CommandContext): Promise<{ unread: number; legal: number }> {
    const [counts] = await this.db.query<{ unread: number; legal: number }[]>(
      `select count(*)::int as unread, (count(*) filter (where m.legal))::int as legal
       from rm.message m where ${FOR_ME} and m.read_at is null`,
      recipientsOf(context),
    );
    return counts;
  }

  @Get(':id')
  @Requires('notification:read-own')
  async find(@Id() id: string, @Context() context: CommandContext): Promise<InboxItem> {
    const [row] = await this.db.query<InboxItem[]>(
      `select ${ITEM} from rm.message m where ${FOR_ME} and m.message_id = $3`,
      [...recipientsOf(context), id],
    );
    if (!row) throw new NotFound('MESSAGE_NOT_FOUND', 'There is no such message for you.');
    return row;
  }

  /** It was opened: for a legal notice the proof that it arrived. Twice is once. */
  @Post(':id/read')
  @HttpCode(200)
  @Requires('notification:read-own')
  async read(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    await this.find(id, context);
    const command = { type: 'ReadMessage', by: context.actor } as const;
    const appended = await this.messages.execute(id, command, context);
    await this.projections.reached(messageList, appended.stream, appended.version, READ_MS);
    return appended;
  }
}

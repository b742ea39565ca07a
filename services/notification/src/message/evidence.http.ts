import { Requires } from '@jejak/auth';
import { type Topic, TOPICS } from '@jejak/contracts/notification';
import type { CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { NotFound } from '@jejak/kernel';
import { FileAccess } from '@jejak/service';
import { Controller, Get, Query } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { DATE, INSTANT } from '../sql-texts';
import type { MessageRow } from './message.projection';

type Evidence = Omit<MessageRow, 'nextAt'>;

class EvidenceRequest extends PageRequest {
  @IsOptional() @IsId() readonly personId?: string;
  @IsOptional() @IsIn(TOPICS) readonly topic?: Topic;
  /** The stream of the thing: `evaluation-<uuid>`. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @Matches(/^[a-z]+(-[a-z]+)*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  readonly object?: string;
  /** `true`: only where a channel was given up. */
  @IsOptional() @IsIn(['true', 'false']) readonly failed?: 'true' | 'false';
}

const ROW = `m.message_id as "messageId", m.recipient, m.topic, m.object, m.step, m.legal, m.late, m.title,
  m.template_version as "templateVersion", m.link, ${DATE('m.due_on')} as "dueOn", m.unit_id as "unitId",
  ${INSTANT('m.queued_at')} as "queuedAt", m.channels, m.failed, ${INSTANT('m.read_at')} as "readAt",
  m.read_by as "readBy", ${DATE('m.received_on')} as "receivedOn"`;

const COLUMNS = [
  'messageId',
  'recipient',
  'topic',
  'object',
  'step',
  'legal',
  'late',
  'dueOn',
  'queuedAt',
  'channels',
  'failed',
  'readAt',
  'readBy',
  'receivedOn',
  'title',
  'templateVersion',
] as const;

const newest = keyset('delivery-evidence', { at: 'instant', id: 'uuid' });

/**
 * What proves that somebody was told: when it was queued, which channel answered what, when it was read. For disputes; one's own is
 * open to everybody. Public subscribers are in no list. @source domain.md 11
 */
@Controller()
export class EvidenceController {
  constructor(
    private readonly db: DataSource,
    private readonly access: FileAccess,
  ) {}

  @Get('deliveries')
  @Requires('notification:read-evidence')
  @Exported('deliveries', COLUMNS)
  async list(
    @Query() { cursor, limit, personId, topic, object, failed }: EvidenceRequest,
    @Context() context: CommandContext,
  ): Promise<Page<Evidence>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<Evidence[]>(
      `select ${ROW} from rm.message m
       where m.recipient not like 'subscriber:%' and ($1::text is null or m.recipient = $1)
         and ($2::text is null or m.topic = $2) and ($3::text is null or m.object = $3)
         and ($4::boolean is null or m.failed = $4)
         and ($5::timestamptz is null or (m.queued_at, m.message_id) < ($5, $6::uuid))
       order by m.queued_at desc, m.message_id desc limit $7`,
      [
        ...[personId === undefined ? null : `person:${personId}`, topic ?? null, object ?? null],
        ...[failed === undefined ? null : failed === 'true', after?.at ?? null, after?.id ?? null, limit + 1],
      ],
    );
    if (personId !== undefined && rows.length > 0)
      await this.access.record(personId, 'notification.deliveries', context);
    return newest.page(rows, limit, ({ queuedAt: at, messageId: id }) => ({ at, id }));
  }

  @Get('deliveries/:id')
  @Requires('notification:read-evidence')
  async find(@Id() id: string, @Context() context: CommandContext): Promise<Evidence> {
    const row = await this.row(id, null);
    const [kind, personId] = row.recipient.split(':');
    if (kind === 'person') await this.access.record(personId, 'notification.delivery', context);
    return row;
  }

  /** How a message to the caller was delivered. */
  @Get('inbox/:id/delivery')
  @Requires('notification:read-own')
  own(@Id() id: string, @Context() { actor }: CommandContext): Promise<Evidence> {
    return this.row(id, `person:${actor}`);
  }

  /** @throws NotFound MESSAGE_NOT_FOUND */
  private async row(id: string, recipient: string | null): Promise<Evidence> {
    const [row] = await this.db.query<Evidence[]>(
      `select ${ROW} from rm.message m where m.message_id = $1 and ($2::text is null or m.recipient = $2)
         and m.recipient not like 'subscriber:%'`,
      [id, recipient],
    );
    if (!row) throw new NotFound('MESSAGE_NOT_FOUND', 'There is no such message for you.');
    return row;
  }
}

import { Requires } from '@jejak/auth';
import type { ExperienceShared, TopicOpened } from '@jejak/contracts/training';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { naturalId, NotFound, streamOf } from '@jejak/kernel';
import { isHeadOf, People } from '@jejak/organisation';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { Rulebook } from '../rules/rulebook';
import type { TopicRow } from './forum.projection';
import { topic, type TopicCommand, type TopicGiven } from './topic.decider';

export class OpenTopicRequest {
  @IsString() @MaxLength(200) @Matches(/\S/) readonly title!: string;
}

export class ShareRequest {
  @IsString() @MaxLength(4000) @Matches(/\S/) readonly text!: string;
}

export class AdoptRequest {
  @IsId() @MaxLength(36) readonly experienceId!: string;
  @IsId() @MaxLength(36) readonly unitId!: string;
}

/** The words stand in the log, under the key of who said them; null once that person is erased. */
interface TopicView extends Omit<TopicRow, 'experiences'> {
  readonly title: string | null;
  readonly experiences: readonly (TopicRow['experiences'][number] & { readonly text: string | null })[];
  readonly version: number;
}

const topicStream = (topicId: string): string => streamOf('topic', topicId);
const topics = keyset('topics', { topicId: 'uuid' });
/** Only a command about a unit asks who speaks for it. */
const NOBODY: TopicGiven = { headOfUnit: false };

@Controller('topics')
export class TopicController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly people: People,
    private readonly rulebook: Rulebook,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('training:share')
  open(@Body() { title }: OpenTopicRequest, @Context() context: CommandContext): Promise<Appended> {
    const topicId = naturalId('topic', context.commandId);
    const command: TopicCommand = { type: 'OpenTopic', topicId, openedBy: context.actor, title };
    return this.store.execute(topic, topicStream(topicId), command, context, { given: NOBODY });
  }

  @Post(':id/share')
  @HttpCode(200)
  @Requires('training:share')
  share(
    @Id() id: string,
    @Body() { text }: ShareRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const experienceId = naturalId('experience', context.commandId);
    const command: TopicCommand = { type: 'ShareExperience', experienceId, sharedBy: context.actor, text };
    return this.store.execute(topic, topicStream(id), command, context, { given: NOBODY });
  }

  /** The head of a unit, or HR, says that the unit does so from now on. */
  @Post(':id/adopt')
  @HttpCode(200)
  @Requires('training:share')
  adopt(
    @Id() id: string,
    @Body() { experienceId, unitId }: AdoptRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { actor: by, role } = context;
    const command: TopicCommand = {
      type: 'AdoptPractice',
      by,
      asHr: role === 'hr_admin',
      experienceId,
      unitId,
    };
    return this.store.execute(topic, topicStream(id), command, context, async (_, now) => {
      const [{ date, refs }, own] = await Promise.all([this.rulebook.today(now), this.people.file(by)]);
      return {
        given: { headOfUnit: isHeadOf(own?.file ?? null, unitId, date) },
        policies: refs,
        inputs: own ? [own.head] : [],
      };
    });
  }

  /** Topics, page by page. */
  @Get()
  @Requires('training:read')
  @Exported('topics', ['topicId', 'openedBy', 'openedAt'])
  async list(
    @Query() { cursor, limit }: PageRequest,
  ): Promise<Page<Omit<TopicView, 'title' | 'experiences'>>> {
    const after = topics.after(cursor);
    const rows = await this.db.query<Omit<TopicView, 'title' | 'experiences'>[]>(
      `select topic_id as "topicId", opened_by as "openedBy", jsonb_array_length(experiences) as told,
         to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", version::int
       from rm.topic_list where $1::uuid is null or topic_id > $1 order by topic_id limit $2`,
      [after?.topicId ?? null, limit + 1],
    );
    return topics.page(rows, limit, ({ topicId }) => ({ topicId }));
  }

  @Get(':id')
  @Requires('training:read')
  async find(@Id() id: string): Promise<TopicView> {
    const [row] = await this.db.query<(TopicRow & { version: number })[]>(
      `select topic_id as "topicId", opened_by as "openedBy", experiences,
         to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", version::int
       from rm.topic_list where topic_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('TOPIC_NOT_FOUND', 'There is no such topic.');
    // A stream holds the events of its own decider only.
    const facts = (await this.store.history(topicStream(id))) as unknown as (
      TopicOpened | ExperienceShared
    )[];
    const titled = facts.find((fact): fact is TopicOpened => fact.type === 'TopicOpened');
    const texts = new Map(
      facts.flatMap((fact) =>
        fact.type === 'ExperienceShared' ? [[fact.data.experienceId, fact.data.text] as const] : [],
      ),
    );
    return {
      ...row,
      title: titled?.data.title ?? null,
      experiences: row.experiences.map((told) => ({ ...told, text: texts.get(told.experienceId) ?? null })),
    };
  }
}

import { Requires } from '@jejak/auth';
import { OCCASIONS, type Occasion, type Topic, TOPICS } from '@jejak/contracts/notification';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, keyset, type Page, PageRequest } from '@jejak/http';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { DataSource } from 'typeorm';
import { INSTANT } from '../sql-texts';
import { messageTemplate } from './message-template.decider';
import type { TemplateRow } from './message-template.projection';
import { Templates, templateIdOf, templateStream } from './templates';
import type { Text } from './texts';

class TextRequest {
  /** Indonesian. It may name the last day, as `{dueOn}`, and nobody. */
  @IsString() @MinLength(1) @MaxLength(300) readonly id!: string;
  /** English. */
  @IsString() @MinLength(1) @MaxLength(300) readonly en!: string;
}

class PublishRequest {
  @IsIn(TOPICS) readonly topic!: Topic;
  @IsIn(OCCASIONS) readonly occasion!: Occasion;
  @IsDefined() @ValidateNested() @Type(() => TextRequest) readonly title!: TextRequest;
}

class TemplatesRequest extends PageRequest {
  @IsOptional() @IsIn(TOPICS) readonly topic?: Topic;
}

class CurrentRequest {
  @IsIn(TOPICS) readonly topic!: Topic;
  @IsIn(OCCASIONS) readonly occasion!: Occasion;
}

const byText = keyset('message-templates', { topic: 'text', occasion: 'text', version: 'integer' });

/** What people read, as HR words it: a title, in both languages, version by version. @source domain.md 11 */
@Controller('templates')
export class TemplateController {
  constructor(
    private readonly store: EventStore,
    private readonly templates: Templates,
    private readonly db: DataSource,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('notification:publish-template')
  publish(
    @Body() { topic, occasion, title }: PublishRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const templateId = templateIdOf(topic, occasion);
    const said = { id: title.id, en: title.en };
    const command = {
      type: 'PublishTemplate',
      templateId,
      topic,
      occasion,
      title: said,
      by: context.actor,
    } as const;
    return this.store.execute(messageTemplate, templateStream(topic, occasion), command, context);
  }

  /** Every version that was published; what nobody has published is told in the words that came with the service. */
  @Get()
  @Requires('notification:read-templates')
  @Exported('message-templates', [
    'topic',
    'occasion',
    'templateVersion',
    'title',
    'publishedBy',
    'publishedAt',
  ])
  async list(@Query() { cursor, limit, topic }: TemplatesRequest): Promise<Page<TemplateRow>> {
    const after = byText.after(cursor);
    const rows = await this.db.query<TemplateRow[]>(
      `select topic, occasion, template_version as "templateVersion", title, published_by as "publishedBy",
         ${INSTANT('published_at')} as "publishedAt"
       from rm.message_template
       where ($1::text is null or topic = $1)
         and ($2::text is null or (topic, occasion, template_version) > ($2, $3::text, $4::int))
       order by topic, occasion, template_version limit $5`,
      [topic ?? null, after?.topic ?? null, after?.occasion ?? null, after?.version ?? null, limit + 1],
    );
    return byText.page(rows, limit, ({ topic, occasion, templateVersion }) => ({
      ...{ topic, occasion },
      version: String(templateVersion),
    }));
  }

  /** The text in use. */
  @Get('current')
  @Requires('notification:read-templates')
  async current(
    @Query() { topic, occasion }: CurrentRequest,
  ): Promise<{ topic: Topic; occasion: Occasion; templateVersion: number; title: Text }> {
    const { version: templateVersion, title } = await this.templates.of(topic, occasion);
    return { topic, occasion, templateVersion, title };
  }
}

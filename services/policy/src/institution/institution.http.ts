import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { AnswersMore, Context, keyset, type Page, PageRequest } from '@jejak/http';
import { naturalId, streamOf } from '@jejak/kernel';
import { Codes } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { institution } from './institution.decider';
import type { InstitutionRow } from './institution.projection';

class InstitutionRequest {
  @IsString() @Matches(/\S/) @MaxLength(200) readonly name!: string;
}

type InstitutionView = Omit<InstitutionRow, 'codeKey'>;

const byName = keyset('institutions', { name: 'text', id: 'uuid' });

/** Education institutions whose word in consultations is known to be theirs. @source domain.md 1, 8.1 */
@Controller('institutions')
export class InstitutionController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly codes: Codes,
  ) {}

  /** The code is shown here, once. Sent again with the same Idempotency-Key it is the same institution with the same code. */
  @Post()
  @HttpCode(200)
  @Requires('policy:verify-institution')
  @AnswersMore()
  async verify(
    @Body() { name }: InstitutionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended & { readonly code: string }> {
    const institutionId = naturalId('institution', context.commandId);
    const code = await this.codes.issue('institution', institutionId);
    const codeKey = (await this.codes.hashOf('institution', code)) ?? '';
    const command = { type: 'VerifyInstitution', by: context.actor, institutionId, name, codeKey } as const;
    const stream = streamOf('institution', institutionId);
    return { ...(await this.store.execute(institution, stream, command, context)), code };
  }

  @Get()
  @Requires('policy:read')
  @Exported('institutions', ['institutionId', 'name', 'verifiedAt'])
  async list(@Query() { cursor, limit }: PageRequest): Promise<Page<InstitutionView>> {
    const after = byName.after(cursor);
    const rows = await this.db.query<InstitutionView[]>(
      `select institution_id as "institutionId", name,
         to_char(verified_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "verifiedAt"
       from rm.institution where $1::text is null or (name, institution_id) > ($1, $2::uuid)
       order by name, institution_id limit $3`,
      [after?.name ?? null, after?.id ?? null, limit + 1],
    );
    return byName.page(rows, limit, ({ name, institutionId: id }) => ({ name, id }));
  }
}

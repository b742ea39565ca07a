import { Requires } from '@jejak/auth';
import type { OpinionGroup } from '@jejak/contracts/policy';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { Context, Id, keyset, type Page, PageRequest } from '@jejak/http';
import { isUuid, naturalId, NotFound, type Recorded, streamOf } from '@jejak/kernel';
import { Codes } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { IsBoolean, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { versionOf } from '../policy/guards';
import { policy } from '../policy/policy.decider';
import { streamOfPolicy } from '../policy/policy-stream';
import { Key, VersionNumber } from '../request-formats';
import { opinion, type OpinionEvent } from './opinion.decider';
import type { OpinionRow } from './opinion.projection';
import { OpinionRate } from './opinion-rate';

class OpinionRequest {
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly text!: string;
  /** Of an education institution, for which the caller then speaks. */
  @IsOptional() @IsString() @MaxLength(32) readonly institutionCode?: string;
}

class AnswerOpinionRequest {
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly answer!: string;
  /** Whether the draft follows it. */
  @IsBoolean() readonly adopted!: boolean;
}

class OpinionSearch extends PageRequest {
  @IsOptional() @IsIn(['SUBMITTED', 'ANSWERED']) readonly status?: 'SUBMITTED' | 'ANSWERED';
}

type OpinionView = Omit<OpinionRow, 'institutionId'> & {
  /** The name of the education institution. */
  readonly institution: string | null;
  /** Null where it is erased. */
  readonly text: string | null;
  readonly answer: string | null;
  readonly version: number;
};

const INSTANT = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const OPINION = `o.opinion_id as "opinionId", o.key, o.policy_version as "policyVersion", o.opinion_group as "opinionGroup",
  i.name as institution, o.status, o.adopted, ${INSTANT('o.submitted_at')} as "submittedAt",
  ${INSTANT('o.answered_at')} as "answeredAt", o.version::int`;

const oldest = keyset('opinions', { submittedAt: 'instant', id: 'uuid' });

/** What the public, employees and education institutions think of drafts, and what they are answered. @source domain.md 8.1 */
@Controller()
export class OpinionController {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly codes: Codes,
    private readonly rate: OpinionRate,
  ) {}

  /** So often only in ten minutes. Sent again with the same Idempotency-Key it is the same opinion. */
  @Post('policies/:key/versions/:version/opinions')
  @HttpCode(200)
  @Requires('policy:give-opinion')
  async submit(
    @Key() key: string,
    @VersionNumber() version: number,
    @Body() { text, institutionCode }: OpinionRequest,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended> {
    this.rate.take(request);
    const institutionId = institutionCode === undefined ? null : await this.institutionOf(institutionCode);
    const group: OpinionGroup =
      institutionId !== null ? 'EDUCATION' : context.role === 'employee' ? 'EMPLOYEE' : 'PUBLIC';
    const opinionId = naturalId('opinion', context.commandId);
    const personId = isUuid(context.actor) ? context.actor : null;
    const said = { opinionId, key, version, group, institutionId, text, personId };
    return this.store.execute(
      opinion,
      streamOf('opinion', opinionId),
      { type: 'SubmitOpinion', ...said },
      context,
      async () => {
        const { state, head } = await this.store.state(policy, streamOfPolicy(key));
        const { of } = versionOf(state, version);
        // A draft that nobody is asked about yet is not known to the public.
        if (!of.consultation) throw new NotFound('POLICY_VERSION_NOT_FOUND', 'There is no such version.');
        const closesAt = of.status === 'IN_CONSULTATION' ? of.consultation.closesAt : null;
        return { given: { closesAt }, inputs: head ? [head] : [] };
      },
    );
  }

  @Post('opinions/:id/answer')
  @HttpCode(200)
  @Requires('policy:consult')
  answer(
    @Id() id: string,
    @Body() { answer, adopted }: AnswerOpinionRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'AnswerOpinion', by: context.actor, answer, adopted } as const;
    return this.store.execute(opinion, streamOf('opinion', id), command, context, { given: {} });
  }

  /** All opinions on a version with their answers, oldest first, for everyone. Whose they are is said to nobody. */
  @Get('policies/:key/versions/:version/opinions')
  @Requires('policy:read')
  @Exported('opinions', [
    ...(['opinionId', 'key', 'policyVersion', 'opinionGroup', 'institution', 'status', 'adopted'] as const),
    ...(['submittedAt', 'answeredAt', 'text', 'answer'] as const),
  ])
  async list(
    @Key() key: string,
    @VersionNumber() version: number,
    @Query() { cursor, limit, status }: OpinionSearch,
  ): Promise<Page<OpinionView>> {
    const after = oldest.after(cursor);
    const rows = await this.db.query<Omit<OpinionView, 'text' | 'answer'>[]>(
      `select ${OPINION} from rm.opinion o left join rm.institution i using (institution_id)
       where o.key = $1 and o.policy_version = $2 and ($3::text is null or o.status = $3)
         and ($4::timestamptz is null or (o.submitted_at, o.opinion_id) > ($4, $5::uuid))
       order by o.submitted_at, o.opinion_id limit $6`,
      [key, version, status ?? null, after?.submittedAt ?? null, after?.id ?? null, limit + 1],
    );
    const { items, next } = oldest.page(rows, limit, ({ submittedAt, opinionId: id }) => ({
      submittedAt,
      id,
    }));
    const said = await Promise.all(items.map(({ opinionId }) => this.wordsOf(opinionId)));
    return { items: items.map((row, at) => ({ ...row, ...said[at] })), next };
  }

  private async wordsOf(id: string): Promise<{ text: string | null; answer: string | null }> {
    // The stream holds the events of its decider only.
    const events = (await this.store.history(
      streamOf('opinion', id),
    )) as unknown as readonly Recorded<OpinionEvent>[];
    let [text, answer]: (string | null)[] = [null, null];
    for (const event of events)
      if (event.type === 'OpinionSubmitted') text = event.data.text;
      else answer = event.data.answer;
    return { text, answer };
  }

  /** @throws NotFound INSTITUTION_NOT_FOUND: the same for every code that opens nothing */
  private async institutionOf(code: string): Promise<string> {
    const codeKey = await this.codes.hashOf('institution', code);
    const [row] =
      codeKey === null
        ? []
        : await this.db.query<{ id: string }[]>(
            'select institution_id as id from rm.institution where code_key = $1',
            [codeKey],
          );
    if (!row)
      throw new NotFound('INSTITUTION_NOT_FOUND', 'No institution has this code.', {
        field: 'institutionCode',
      });
    return row.id;
  }
}

import { Requires } from '@jejak/auth';
import { type Stage, STAGES } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, keyset, type Page, PageRequest, ReadYourWrites } from '@jejak/http';
import { isUuid, naturalId, NotAuthorised, NotFound, type Recorded, streamOf } from '@jejak/kernel';
import { Projections } from '@jejak/projections';
import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Request } from 'express';
import { DataSource } from 'typeorm';
import { AnnouncedVacancies } from '../committee/announced-vacancies';
import { COMMITTEE_DUTIES, DutyHolders } from '../committee/duty-holders';
import { vacancy } from '../vacancy/vacancy.decider';
import { InputRate } from './input-rate';
import { publicInput, type PublicInputEvent } from './public-input.decider';
import { publicInputs, type PublicInputRow } from './public-input.projection';

class GiveInputRequest {
  @IsIn(STAGES) readonly stage!: Stage;
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly text!: string;
}

class AnswerInputRequest {
  @IsString() @Matches(/\S/) @MaxLength(4000) readonly answer!: string;
}

const STATES = ['given', 'answered'] as const satisfies readonly PublicInputRow['status'][];

class InputSearch extends PageRequest {
  @IsOptional() @IsIn(STATES) readonly status?: (typeof STATES)[number];
}

/** An input as who has its id sees it: whether it is answered, and how; not what it says. */
interface AnswerView extends PublicInputRow {
  readonly answer: string | null;
  readonly version: number;
}

/** An input as the committee sees it. */
interface InputView extends AnswerView {
  readonly text: string | null;
}

const INPUT = `input_id AS "inputId", vacancy_id AS "vacancyId", stage, status,
  to_char(given_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "givenAt",
  to_char(answered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "answeredAt", version::int`;

const oldest = keyset('public-inputs', { givenAt: 'instant', id: 'uuid' });

/** What the public says on a selection, without login, and what the committee answers. @source domain.md 4.2 */
@Controller()
export class PublicInputController {
  constructor(
    private readonly vacancies: AnnouncedVacancies,
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly projections: Projections,
    private readonly duties: DutyHolders,
    private readonly rate: InputRate,
  ) {}

  /** The stream of the answer names the input's id: who has it, reads the answer. So often only in ten minutes. */
  @Post('vacancies/:id/inputs')
  @HttpCode(200)
  @Requires('recruitment:give-input')
  async give(
    @Id() vacancyId: string,
    @Body() { stage, text }: GiveInputRequest,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended> {
    this.rate.take(request);
    const { state } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    // What is not announced, the public may not know of.
    if (!('announced' in state || 'round' in state))
      throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    const inputId = naturalId('public-input', context.commandId);
    const personId = isUuid(context.actor) ? context.actor : null;
    const command = { type: 'GiveInput', inputId, vacancyId, stage, text, personId } as const;
    // A round that was finished elsewhere has no committee here that could answer.
    const given = { announced: 'announced' in state };
    return this.store.execute(publicInput, streamOf('public-input', inputId), command, context, { given });
  }

  @Post('public-inputs/:id/answer')
  @HttpCode(200)
  @Requires('recruitment:answer-input')
  async answer(
    @Id() id: string,
    @Body() { answer }: AnswerInputRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const stream = streamOf('public-input', id);
    const { state } = await this.store.state(publicInput, stream);
    if (state.status === 'absent') throw new NotFound('PUBLIC_INPUT_NOT_FOUND', 'There is no such input.');
    const onCommittee = await this.isMember(context, state.given.vacancyId);
    const command = { type: 'AnswerInput', by: context.actor, answer } as const;
    return this.store.execute(publicInput, stream, command, context, { given: { onCommittee } });
  }

  /** What became of an input, for who has its id. */
  @Get('public-inputs/:id')
  @Requires('recruitment:read-published')
  async find(@Id() id: string, @ReadYourWrites() awaited?: Awaited): Promise<AnswerView> {
    const stream = streamOf('public-input', id);
    if (awaited) await this.projections.reached(publicInputs, stream, awaited.version, awaited.waitMs);
    const [row] = await this.db.query<InputView[]>(
      `SELECT ${INPUT} FROM rm.public_input WHERE input_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('PUBLIC_INPUT_NOT_FOUND', 'There is no such input.');
    return { ...row, answer: (await this.wordsOf(id)).answer };
  }

  /** The inputs to a vacancy with their words, oldest first: for its committee. */
  @Get('vacancies/:id/inputs')
  @Requires('recruitment:answer-input')
  @Exported('public-inputs', [
    'inputId',
    'vacancyId',
    'stage',
    'status',
    'givenAt',
    'answeredAt',
    'text',
    'answer',
  ])
  async list(
    @Id() vacancyId: string,
    @Query() { cursor, limit, status }: InputSearch,
    @Context() context: CommandContext,
  ): Promise<Page<InputView>> {
    if (!(await this.isMember(context, vacancyId)))
      throw new NotAuthorised('NOT_RELATED', 'Only a member of the vacancy’s committee reads its inputs.');
    const after = oldest.after(cursor);
    const rows = await this.db.query<InputView[]>(
      `SELECT ${INPUT} FROM rm.public_input WHERE vacancy_id = $1 AND ($2::text IS NULL OR status = $2)
         AND ($3::timestamptz IS NULL OR (given_at, input_id) > ($3, $4::uuid))
       ORDER BY given_at, input_id LIMIT $5`,
      [vacancyId, status ?? null, after?.givenAt ?? null, after?.id ?? null, limit + 1],
    );
    const { items, next } = oldest.page(rows, limit, ({ givenAt, inputId: id }) => ({ givenAt, id }));
    return {
      items: await Promise.all(items.map(async (row) => ({ ...row, ...(await this.wordsOf(row.inputId)) }))),
      next,
    };
  }

  /** Null where nothing is said, or it is erased. */
  private async wordsOf(id: string): Promise<{ text: string | null; answer: string | null }> {
    // The stream holds the events of its decider only.
    const events = (await this.store.history(
      streamOf('public-input', id),
    )) as unknown as readonly Recorded<PublicInputEvent>[];
    let [text, answer]: (string | null)[] = [null, null];
    for (const event of events)
      if (event.type === 'PublicInputGiven') text = event.data.text;
      else answer = event.data.answer;
    return { text, answer };
  }

  private async isMember({ actor }: CommandContext, vacancyId: string): Promise<boolean> {
    return this.duties.holds(actor, COMMITTEE_DUTIES, (await this.vacancies.of(vacancyId)).scope);
  }
}

import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id, IsId, keyset, type Page, PageRequest } from '@jejak/http';
import { Malformed, naturalId, NotFound } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { DataSource } from 'typeorm';
import { Purpose } from '../access/purpose';
import { type Answer, Answers, wholeIndex } from '../answer/answers';
import type { Counterfactual } from '@jejak/contracts/audit';
import type { Supposition } from '../counterfactual/counterfactuals';
import { type Item, itemOf } from '../history/item';
import { type Keys, payloadOf } from '../history/payload';
import { IsStream } from '../request-formats';
import { eventsOf } from './chain';
import type { ExplanationRow } from './explanation.projection';
import { Explanations, explanationStream } from './explanations';

const POLICY = /^[a-z][A-Za-z.]*@[1-9]\d{0,8}$/;

class AskWhyRequest extends Purpose {
  /** The stream of what is asked about: `evaluation-<uuid>`. */
  @IsStream() readonly object!: string;
  @IsString() @MaxLength(4000) readonly question!: string;
  /** What would have been, had this fact not been. Of evaluations; at most one of the two. */
  @IsOptional() @IsId() readonly withoutEvent?: string;
  /** What would have been under this version of a policy: `perf.result@2`. */
  @IsOptional() @IsString() @MaxLength(100) @Matches(POLICY) readonly underPolicy?: string;
}

/** @throws Malformed VALIDATION_FAILED where two things are thought otherwise: nobody could say which of them did it */
const supposedIn = ({ withoutEvent, underPolicy }: Supposition): Supposition | null => {
  if (withoutEvent !== undefined && underPolicy !== undefined)
    throw new Malformed('VALIDATION_FAILED', 'Suppose one thing at a time.', { field: 'underPolicy' });
  return withoutEvent === undefined && underPolicy === undefined ? null : { withoutEvent, underPolicy };
};

class ExplanationSearch extends PageRequest {
  @IsOptional() @IsStream() readonly object?: string;
  @IsOptional() @IsId() readonly caseId?: string;
}

/** A link of the chain: the event, and where its proof starts from. */
type Link = Item & { /** Hex. */ readonly leafHash: string };

interface ExplanationView {
  readonly explanationId: string;
  readonly object: string;
  readonly question: string | null;
  readonly policies: readonly string[];
  /** The head of the log at which the chain was read. */
  readonly proofs: ExplanationRow['proofs'];
  readonly truncated: boolean;
  /** What would have been otherwise, where that was asked: never what is. */
  readonly hypothetical: Counterfactual | null;
  readonly chain: readonly Link[];
}

const ROW = `explanation_id as "explanationId", object, case_id as "caseId", asked_by as "askedBy", chain, policies, proofs,
  truncated, to_char(produced_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "producedAt"`;
const newest = keyset('explanations', { at: 'instant', id: 'uuid' });

/** Why an object is as it is. @source domain.md 10.2 (AskWhy) */
@Controller('explanations')
export class ExplanationController {
  constructor(
    private readonly explanations: Explanations,
    private readonly answers: Answers,
    private readonly store: EventStore,
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: Keys,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('audit:ask-why')
  ask(
    @Body() { object, question, withoutEvent, underPolicy, ...purpose }: AskWhyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const explanationId = naturalId('explanation', context.commandId);
    const caseId = purpose.caseId ?? null;
    return this.explanations.ask(
      { type: 'AskWhy', by: context.actor, explanationId, object, caseId, question },
      supposedIn({ withoutEvent, underPolicy }),
      purpose,
      context,
    );
  }

  /** Newest first. */
  @Get()
  @Requires('audit:ask-why')
  async list(
    @Query() { cursor, limit, object, caseId }: ExplanationSearch,
  ): Promise<Page<Omit<ExplanationRow, 'chain'>>> {
    const after = newest.after(cursor);
    const rows = await this.db.query<ExplanationRow[]>(
      `select ${ROW} from rm.explanation where ($1::text is null or object = $1) and ($2::uuid is null or case_id = $2)
         and ($3::timestamptz is null or (produced_at, explanation_id) < ($3, $4::uuid))
       order by produced_at desc, explanation_id desc limit $5`,
      [object ?? null, caseId ?? null, after?.at ?? null, after?.id ?? null, limit + 1],
    );
    const page = newest.page(rows, limit, ({ producedAt: at, explanationId: id }) => ({ at, id }));
    return { ...page, items: page.items.map(({ chain: _, ...row }) => row) };
  }

  /** With every event of its chain as it stands in the log. */
  @Get(':id')
  @Requires('audit:ask-why')
  async find(
    @Id() id: string,
    @Query() purpose: Purpose,
    @Context() context: CommandContext,
  ): Promise<Answer<ExplanationView>> {
    const [row] = await this.db.query<ExplanationRow[]>(
      `select ${ROW} from rm.explanation where explanation_id = $1`,
      [id],
    );
    if (!row) throw new NotFound('EXPLANATION_NOT_FOUND', 'There is no such explanation.');
    const [{ data }] = await this.store.history(explanationStream(id));
    const { question, hypothetical = null } = data as {
      readonly question: string | null;
      readonly hypothetical?: Counterfactual;
    };
    const { object, policies, proofs, truncated } = row;
    return this.answers.answer(
      { purpose, context, what: 'audit.explanation', object },
      async (reading, size) => {
        const events = await eventsOf(reading, row.chain);
        const chain = await Promise.all(
          events.map(async (event): Promise<Link> => ({
            ...itemOf(event, await payloadOf(event, this.keys)),
            leafHash: event.leafHash.toString('hex'),
          })),
        );
        const item = {
          explanationId: id,
          object,
          question,
          policies,
          proofs,
          truncated,
          hypothetical,
          chain,
        };
        return { complete: await wholeIndex(reading, size), items: [item], about: events };
      },
    );
  }
}

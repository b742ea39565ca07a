import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { AnswersMore, Context, IsId } from '@jejak/http';
import { Malformed } from '@jejak/kernel';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Response } from 'express';
import { Purpose } from '../access/purpose';
import { Answers, wholeIndex } from '../answer/answers';
import { notSealedYet } from './exact-history';
import { sendAsFile } from './proof-file';
import { Proofs } from './proofs';

const LARGEST = Number.MAX_SAFE_INTEGER;

export class InclusionQuery {
  /** Place of the entry in the log; or `event`. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(LARGEST) readonly index?: number;
  /** Id of the event. */
  @IsOptional() @IsId() readonly event?: string;
}

export class ConsistencyQuery {
  @Type(() => Number) @IsInt() @Min(0) @Max(LARGEST) readonly from!: number;
  /** Default: what is published. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(LARGEST) readonly to?: number;
}

export class SavedCheckpoint extends Purpose {
  /** As it was saved, to the byte. */
  @IsString() @MaxLength(20_000) readonly checkpoint!: string;
}

/** Two heads of the log, and what shows that the later one goes on from the earlier. Hashes in base64, as in a checkpoint. */
export interface Consistency {
  readonly from: { readonly size: number; readonly root: string };
  readonly to: { readonly size: number; readonly root: string };
  /** RFC 6962 consistency proof. */
  readonly proof: readonly string[];
  /** The newest published checkpoint: `to` is of its tree. */
  readonly checkpoint: string;
}

/** What became of a checkpoint that somebody kept: where it does not hold, both notes together show that the log was rewritten. */
export type KeptCheckpoint = { readonly accessEvent: string | null } & Kept;
type Kept =
  | ({ readonly holds: true } & Consistency)
  | {
      readonly holds: false;
      readonly from: Consistency['from'];
      readonly to: Consistency['to'];
      readonly kept: string;
      readonly checkpoint: string;
      readonly root: string;
    };

const base64 = (hash: Buffer): string => hash.toString('base64');

/** Proofs for everyone: nothing in them but hashes. @source domain.md 10.1 rule 3 */
@Controller('verify')
export class VerifyController {
  constructor(
    private readonly proofs: Proofs,
    private readonly answers: Answers,
  ) {}

  /** The C2SP tlog-proof of an entry, as `npx jejak verify` takes it. The leaf itself is for those who have it. */
  @Get('inclusion')
  @Requires('audit:verify')
  async inclusion(@Query() { index, event }: InclusionQuery, @Res() response: Response): Promise<void> {
    if ((index === undefined) === (event === undefined))
      throw new Malformed('VALIDATION_FAILED', 'Name the index of an entry, or the id of an event.', {
        field: 'index',
      });
    const at = index ?? (await this.proofs.indexOf(event as string));
    const { file } = await this.proofs.ofEntry(at, 'any');
    sendAsFile(response, `entry-${at}.tlog-proof`, null);
    response.type('text/plain; charset=utf-8').send(file);
  }

  /** What shows that the log of one size is the beginning of that of another. */
  @Get('consistency')
  @Requires('audit:verify')
  consistency(@Query() { from, to }: ConsistencyQuery): Promise<Consistency> {
    return this.between(from, to);
  }

  /**
   * Question 24: whether the log goes on from a checkpoint that somebody kept, with the proof; or what shows that it does not. An
   * inspector who says what for leaves a fact, as with every question; nobody else is asked who they are.
   */
  @Post('consistency')
  @HttpCode(200)
  @AnswersMore()
  @Requires('audit:verify')
  async kept(
    @Body() { checkpoint, ...purpose }: SavedCheckpoint,
    @Context() context: CommandContext,
  ): Promise<KeptCheckpoint> {
    const kept = await this.goesOn(checkpoint);
    if (context.role !== 'inspector' || purpose.purpose === undefined) return { ...kept, accessEvent: null };
    const { accessEvent } = await this.answers.answer(
      { purpose, context, what: 'audit.consistency' },
      async (reading, size) => ({ complete: await wholeIndex(reading, size), items: [] }),
    );
    return { ...kept, accessEvent };
  }

  private async goesOn(note: string): Promise<Kept> {
    const { size, root } = await this.proofs.ownCheckpoint(note);
    const found = await this.between(size);
    if (found.from.root === base64(root)) return { holds: true, ...found };
    const { from, to, checkpoint } = found;
    return { holds: false, from, to, kept: note, checkpoint, root: from.root };
  }

  private async between(from: number, until?: number): Promise<Consistency> {
    const tree = await this.proofs.tree();
    const to = until ?? tree.size;
    if (Math.max(from, to) > tree.size) throw notSealedYet();
    if (from > to) throw new Malformed('VALIDATION_FAILED', 'from is larger than to.', { field: 'from' });
    const { fromRoot, toRoot, proof } = await tree.consistency(from, to);
    return {
      ...{ from: { size: from, root: base64(fromRoot) }, to: { size: to, root: base64(toRoot) } },
      ...{ proof: proof.map(base64), checkpoint: tree.note },
    };
  }
}

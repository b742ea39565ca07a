import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { isUuid, Malformed } from '@jejak/kernel';
import { KEY_STORE, SETTINGS } from '@jejak/service';
import type { AsnHistory } from '@jejak/ledger';
import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import type { AuditSettings } from '../audit.settings';
import { historyPaper } from '../paper/history-paper';
import { evidenceArchive } from '../proof/evidence-archive';
import { Proofs } from '../proof/proofs';
import { sendAsFile } from '../proof/proof-file';
import { Purpose } from '../access/purpose';
import { type Answer, Answers } from '../answer/answers';
import { type Dependent, dependents } from '../explanation/dependents';
import { cutOf } from './as-of';
import type { ShownChange } from './item';
import type { Reading } from './logged-event';
import type { Keys } from './payload';
import {
  diff,
  fromTheFirst,
  history,
  type HistoryItem,
  historyPages,
  state,
  type StateItem,
  type VerifiedItem,
  verify,
  versionsOf,
} from './stream-questions';

const MAX_VERSION = 2 ** 31 - 1;

export class HistoryQuery extends Purpose {
  /** Default 1; a page holds 200 versions. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MAX_VERSION) readonly fromVersion?: number;
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MAX_VERSION) readonly toVersion?: number;
  /** `AnnualRated`: from the first fact of this name, to the last of that one. */
  @IsOptional() @IsString() @Matches(/^[A-Z][A-Za-z0-9]{0,99}$/) readonly fromType?: string;
  @IsOptional() @IsString() @Matches(/^[A-Z][A-Za-z0-9]{0,99}$/) readonly toType?: string;
  /** 1: say of each event what it changed. */
  @IsOptional() @IsIn(['0', '1']) readonly diff?: string;
  /** `exact`: a file that proves that the stream has exactly these versions, all of them, as of the newest heads leaf. */
  @IsOptional() @IsIn(['none', 'exact']) readonly proof?: string;
  /**
   * `asn-history`: that file alone, as `npx jejak verify` takes it. `zip`: with the facts, the keys, the sums and what verifies it. `pdf`: on
   * paper, with the file attached.
   */
  @IsOptional() @IsIn(['json', 'asn-history', 'zip', 'pdf']) readonly format?: string;
}

export class StateQuery extends Purpose {
  /**
   * `version:3`, `index:1204`, `checkpoint:1205`, `time:2027-02-05` (from when facts count), or `event:` and the id of a decision: what that
   * one had read. Default: all that is known.
   */
  @IsOptional() @IsString() @MaxLength(60) readonly asOf?: string;
  /** What was recorded by then: a legal date (the whole day) or an instant. */
  @IsOptional() @IsString() @MaxLength(60) readonly asKnownAt?: string;
}

export class DiffQuery extends Purpose {
  /** 0: before the first event. */
  @Type(() => Number) @IsInt() @Min(0) @Max(MAX_VERSION) readonly from!: number;
  @Type(() => Number) @IsInt() @Min(1) @Max(MAX_VERSION) readonly to!: number;
}

export class DependentsQuery extends Purpose {
  /** Only decisions that read this version or an earlier one. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(MAX_VERSION) readonly upTo?: number;
  /** `next` of the answer before. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly cursor?: number;
}

/** Questions about one stream: what happened, how it stood, what differs, and whether it is whole. */
@Controller('streams')
export class StreamsController {
  /** Outside of an answer's snapshot: for what is read while it is sent. */
  private readonly reading: Reading;

  constructor(
    db: DataSource,
    private readonly answers: Answers,
    private readonly proofs: Proofs,
    @Inject(KEY_STORE) private readonly keys: Keys,
    @Inject(SETTINGS) private readonly settings: AuditSettings,
  ) {
    this.reading = {
      query: <Row>(sql: string, parameters: readonly unknown[] = []) => db.query<Row[]>(sql, [...parameters]),
    };
  }

  @Get(':stream/history')
  @Requires('audit:read-timeline')
  async history(
    @Param('stream') stream: string,
    @Query()
    { fromVersion, toVersion, fromType, toType, diff: differences, proof, format, ...purpose }: HistoryQuery,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<HistoryItem> | AsnHistory | StreamableFile> {
    const range = {
      ...(fromVersion === undefined ? {} : { fromVersion }),
      ...(toVersion === undefined ? {} : { toVersion }),
      ...{ fromType, toType, diff: differences === '1' },
    };
    const isFile = format !== undefined && format !== 'json';
    const ground = proof === 'exact' || isFile ? await this.proofs.ofStream(stream) : null;
    let last = 0;
    const answer = await this.answers.answer(
      { purpose, context, what: 'audit.history', object: stream },
      async (reading) => {
        const versions = await versionsOf(reading, stream, range);
        const found = await history(reading, stream, versions, this.keys);
        if (!ground) return found;
        const about = await fromTheFirst(reading, stream);
        last = Math.min(about.length, versions.toVersion ?? about.length);
        return { ...found, proof: await ground(reading), about };
      },
    );
    if (!isFile) return answer;
    const { diff: isDiff } = range;
    const following = historyPages(this.reading, stream, [answer.next, last], isDiff, this.keys);
    if (format === 'zip') {
      const archive = evidenceArchive(stream, answer, following, this.proofs.policyText);
      sendAsFile(response, `${stream}.zip`, answer.accessEvent);
      return new StreamableFile(archive, { type: 'application/zip' });
    }
    if (format === 'pdf') {
      const items = [...answer.items];
      for await (const page of following) items.push(...page.items);
      const paper = await historyPaper(stream, { ...answer, items }, this.settings.publicUrl);
      sendAsFile(response, `${stream}.pdf`, answer.accessEvent);
      return new StreamableFile(paper, { type: 'application/pdf' });
    }
    sendAsFile(response, `${stream}.asn-history.json`, answer.accessEvent);
    return answer.proof as AsnHistory;
  }

  @Get(':stream/state')
  @Requires('audit:read-timeline')
  state(
    @Param('stream') stream: string,
    @Query() { asOf, asKnownAt, ...purpose }: StateQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<StateItem>> {
    const decision = /^event:(.*)$/.exec(asOf ?? '')?.[1];
    if (decision !== undefined && (!isUuid(decision) || asKnownAt !== undefined))
      throw new Malformed('AS_OF_INVALID', 'asOf names no event; what it read needs no other time.', {
        field: 'asOf',
      });
    const cut = decision === undefined ? cutOf(asOf, asKnownAt) : { decision };
    return this.answers.answer({ purpose, context, what: 'audit.state', object: stream }, (reading) =>
      state(reading, stream, cut, this.keys),
    );
  }

  @Get(':stream/diff')
  @Requires('audit:read-timeline')
  diff(
    @Param('stream') stream: string,
    @Query() { from, to, ...purpose }: DiffQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<ShownChange>> {
    return this.answers.answer({ purpose, context, what: 'audit.diff', object: stream }, (reading) =>
      diff(reading, stream, { from, to }, this.keys),
    );
  }

  @Get(':stream/verify')
  @Requires('audit:read-timeline')
  verify(
    @Param('stream') stream: string,
    @Query() purpose: Purpose,
    @Context() context: CommandContext,
  ): Promise<Answer<VerifiedItem>> {
    return this.answers.answer({ purpose, context, what: 'audit.verify', object: stream }, (reading) =>
      verify(reading, stream),
    );
  }

  /** Which decisions rest on it: their facts name the version that they read. */
  @Get(':stream/dependents')
  @Requires('audit:read-timeline')
  dependents(
    @Param('stream') stream: string,
    @Query() { upTo, cursor, ...purpose }: DependentsQuery,
    @Context() context: CommandContext,
  ): Promise<Answer<Dependent>> {
    return this.answers.answer(
      { purpose, context, what: 'audit.dependents', object: stream },
      (reading, size) => dependents(reading, size, stream, { upTo, after: cursor }),
    );
  }
}

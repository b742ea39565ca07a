import { Requires } from '@jejak/auth';
import type { CommandContext } from '@jejak/event-store';
import { Context } from '@jejak/http';
import { Malformed, NotFound } from '@jejak/kernel';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { Response } from 'express';
import { Purpose } from '../access/purpose';
import { type Answer, Answers, type Found, wholeIndex } from '../answer/answers';
import { ENTRY, type EntryRow, eventFrom, FROM_ENTRIES, type Reading } from '../history/logged-event';
import { sendAsFile } from './proof-file';
import { Proofs } from './proofs';

export class EntryQuery extends Purpose {
  /** `leaf`, or its `tlog-proof`: each a file alone, as `npx jejak verify` takes them. */
  @IsOptional() @IsIn(['json', 'leaf', 'tlog-proof']) readonly format?: string;
}

/** An entry of the log as it is hashed. */
export interface EntryItem {
  readonly index: number;
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  /** The exact text. */
  readonly leaf: string;
  /** base64url. */
  readonly leafHash: string;
}

const INDEX = /^(0|[1-9]\d{0,15})$/;

const indexIn = (text: string): number => {
  const index = INDEX.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(index))
    throw new Malformed('VALIDATION_FAILED', 'An index is a number from 0.', { field: 'index' });
  return index;
};

/** @throws NotFound ENTRY_NOT_FOUND */
const entryAt = async (reading: Reading, size: number, index: number): Promise<Found<EntryItem>> => {
  const [row] = await reading.query<EntryRow>(`SELECT ${ENTRY} ${FROM_ENTRIES} WHERE idx = $1`, [index]);
  if (!row) throw new NotFound('ENTRY_NOT_FOUND', 'The log has no entry at this index.');
  const event = eventFrom(row);
  const { core, stream, version, leaf, leafHash } = event;
  const item = { index, id: core.id, stream, version, leaf, leafHash: leafHash.toString('base64url') };
  return { complete: await wholeIndex(reading, size), items: [item], about: [event] };
};

/** Entries of the log by their place: the leaf, and the proof that it stands there. */
@Controller('entries')
export class EntriesController {
  constructor(
    private readonly answers: Answers,
    private readonly proofs: Proofs,
  ) {}

  /** `proof` is a C2SP tlog-proof. */
  @Get(':index')
  @Requires('audit:read-timeline')
  async find(
    @Param('index') text: string,
    @Query() { format, ...purpose }: EntryQuery,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<EntryItem> | string> {
    const index = indexIn(text);
    const answer = await this.answers.answer(
      { purpose, context, what: 'audit.entry', object: String(index) },
      async (reading, size) => ({
        ...(await entryAt(reading, size, index)),
        proof: await this.proofs.ofEntry(index, 'any'),
      }),
    );
    if (format !== 'leaf' && format !== 'tlog-proof') return answer;
    sendAsFile(response, `entry-${index}.${format}`, answer.accessEvent);
    response.type('text/plain; charset=utf-8');
    return format === 'leaf' ? answer.items[0].leaf : (answer.proof as string);
  }
}

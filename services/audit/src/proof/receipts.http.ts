import { Requires } from '@jejak/auth';
import { Id } from '@jejak/http';
import { type Clock, Malformed } from '@jejak/kernel';
import type { AsnReceipt } from '@jejak/ledger';
import { CLOCK, SETTINGS } from '@jejak/service';
import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import type { AuditSettings } from '../audit.settings';
import type { LoggedEvent, Reading } from '../history/logged-event';
import { receiptPaper } from '../paper/receipt-paper';
import { sendAsFile } from './proof-file';
import { Proofs } from './proofs';
import { publishedRow, receiptOf, rowOfPart } from './receipt';

export class ReceiptQuery {
  /** Of the published list; default the newest. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000) readonly version?: number;
  /** `pdf`: on paper, with a code that opens the page which verifies it, and the receipt attached. */
  @IsOptional() @IsIn(['json', 'pdf']) readonly format?: string;
}

/** As contracts spell participant numbers, and the streams of the parts of a list. */
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
const PART = /^result-rows-[0-9a-f-]{36}$/;

const assertForm = (field: string, text: string, form: RegExp): void => {
  if (!form.test(text))
    throw new Malformed('VALIDATION_FAILED', `This is no ${field} of a published list.`, { field });
};

/** What participants keep of a published result. The rows are public, so everybody may have it, and nobody's file is read. */
@Controller('receipts')
export class ReceiptsController {
  private readonly reading: Reading;

  constructor(
    db: DataSource,
    private readonly proofs: Proofs,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: AuditSettings,
  ) {
    this.reading = {
      query: <Row>(sql: string, parameters: readonly unknown[] = []) => db.query<Row[]>(sql, [...parameters]),
    };
  }

  /** An `asn-receipt/v1`: that the row of a participant number stands in the published list, unchanged. */
  @Get(':datasetId/:number')
  @Requires('audit:verify')
  async find(
    @Id('datasetId') datasetId: string,
    @Param('number') number: string,
    @Query() { version, format }: ReceiptQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AsnReceipt | StreamableFile> {
    assertForm('number', number, NUMBER);
    const asked = { datasetId, number, ...(version === undefined ? {} : { version }) };
    const part = await publishedRow(this.reading, asked);
    const receipt = await this.of(part, number, response);
    if (format !== 'pdf') return receipt;
    const { publicUrl } = this.settings;
    const paper = await receiptPaper(receipt, part, { publicUrl, now: this.clock.now() });
    sendAsFile(response, `${number}.pdf`, null);
    return new StreamableFile(paper, { type: 'application/pdf' });
  }

  /** The same of the very list that a printed code names, whatever was published since. */
  @Get('in/:stream/:number')
  @Requires('audit:verify')
  async inPart(
    @Param('stream') stream: string,
    @Param('number') number: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AsnReceipt> {
    assertForm('stream', stream, PART);
    assertForm('number', number, NUMBER);
    return this.of(await rowOfPart(this.reading, stream, number), number, response);
  }

  private async of(part: LoggedEvent, number: string, response: Response): Promise<AsnReceipt> {
    const { file } = await this.proofs.ofEntry(part.index, this.proofs.forCitizens);
    sendAsFile(response, `${number}.asn-receipt.json`, null);
    return receiptOf(part, number, file, this.proofs.vkeys);
  }
}

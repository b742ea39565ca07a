import { Requires } from '@jejak/auth';
import { Id } from '@jejak/http';
import { Malformed } from '@jejak/kernel';
import type { AsnReceipt } from '@jejak/ledger';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { sendAsFile } from './proof-file';
import { Proofs } from './proofs';
import { publishedRow, receiptOf } from './receipt';

export class ReceiptQuery {
  /** Of the published list; default the newest. */
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(1_000_000) readonly version?: number;
}

/** As contracts spell participant numbers. */
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** What participants keep of a published result. The rows are public, so everybody may have it, and nobody's file is read. */
@Controller('receipts')
export class ReceiptsController {
  constructor(
    private readonly db: DataSource,
    private readonly proofs: Proofs,
  ) {}

  /** An `asn-receipt/v1`: that the row of a participant number stands in the published list, unchanged. */
  @Get(':datasetId/:number')
  @Requires('audit:verify')
  async find(
    @Id('datasetId') datasetId: string,
    @Param('number') number: string,
    @Query() { version }: ReceiptQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AsnReceipt> {
    if (!NUMBER.test(number))
      throw new Malformed('VALIDATION_FAILED', 'This is no participant number.', { field: 'number' });
    const reading = {
      query: <Row>(sql: string, parameters: readonly unknown[] = []) =>
        this.db.query<Row[]>(sql, [...parameters]),
    };
    const asked = { datasetId, number, ...(version === undefined ? {} : { version }) };
    const part = await publishedRow(reading, asked);
    const { file } = await this.proofs.ofEntry(part.index, this.proofs.forCitizens);
    sendAsFile(response, `${number}.asn-receipt.json`, null);
    return receiptOf(part, number, file, this.proofs.vkeys);
  }
}

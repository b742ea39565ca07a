import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Context, Id, type IncomingUpload, Measured, Upload } from '@jejak/http';
import { DOCUMENT_MEDIA_TYPES, NotFound } from '@jejak/kernel';
import { type DocumentRef, FileAccess, sendFile } from '@jejak/service';
import {
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Req,
  Res,
  type StreamableFile,
  UseInterceptors,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { PublicRate } from '../http/public-rate';
import type { ComplaintDocumentRow } from './complaint-document.projection';
import { ComplaintReaders, DOCUMENTS_READABLE } from './complaint-readers';
import { Complaints } from './complaints';
import { DocumentUpload } from '../upload-limit';
import { INSTANT } from './tracker.http';
import { TrackingCodes } from './tracking-codes';

type Listed = Omit<ComplaintDocumentRow, 'complaintId'>;

/** A case has few documents: the list is one page. */
interface Documents {
  readonly items: readonly Listed[];
  readonly next: null;
}

/**
 * What complainants give to prove what they say: given by the tracking code, read by those who handle the complaint. The code lists
 * them and opens none: who gave them has them, and a code is lost more easily than an account. @source domain.md 2.6, 2.8, 9.1
 */
@Controller()
export class ComplaintDocumentController {
  constructor(
    private readonly complaints: Complaints,
    private readonly codes: TrackingCodes,
    private readonly rate: PublicRate,
    private readonly readers: ComplaintReaders,
    private readonly access: FileAccess,
    private readonly db: DataSource,
  ) {}

  /** One file as the body: PDF, JPEG or PNG, as its bytes tell. The same file again is the same document. */
  @Post('tracker/:code/documents')
  @HttpCode(200)
  @Requires('citizen:complain')
  @UseInterceptors(DocumentUpload)
  async attach(
    @Param('code') code: string,
    @Upload({ types: DOCUMENT_MEDIA_TYPES, text: false }) upload: IncomingUpload,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended & DocumentRef> {
    this.rate.filing(request);
    return this.complaints.attach(await this.codes.open(code, request), upload, context);
  }

  /** What was given so far. */
  @Get('tracker/:code/documents')
  @Requires('citizen:read-published')
  async given(@Param('code') code: string, @Req() request: Request): Promise<Documents> {
    return this.listOf(await this.codes.open(code, request));
  }

  @Get('complaints/:id/documents')
  @Requires('citizen:read')
  async list(@Id() id: string, @Context() context: CommandContext): Promise<Documents> {
    await this.readable(id, context);
    return this.listOf(id);
  }

  /** One of them, as it was given; each look is recorded. */
  @Get('complaints/:id/documents/:sha256')
  @Requires('citizen:read')
  @Measured('export')
  @ApiProduces(...DOCUMENT_MEDIA_TYPES)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @Id() id: string,
    @Param('sha256') sha256: string,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    await this.readable(id, context);
    const { items } = await this.listOf(id);
    const named = items.some((document) => document.sha256 === sha256);
    const file = named ? await this.complaints.document(id, sha256) : null;
    if (!file) throw new NotFound('DOCUMENT_NOT_FOUND', 'There is no such document for you to read.');
    const complainant = this.complaints.complainantOf(id);
    await this.access.record(complainant, 'citizen.complaint-document', context, { caseId: id });
    return sendFile(file, response, 'private');
  }

  /** @throws NotFound COMPLAINT_NOT_FOUND */
  private async readable(id: string, context: CommandContext): Promise<void> {
    const rows = await this.db.query<unknown[]>(
      `SELECT 1 FROM rm.complaint c WHERE ${DOCUMENTS_READABLE} AND c.complaint_id = $4`,
      [...(await this.readers.parameters(context)), id],
    );
    if (rows.length === 0) throw new NotFound('COMPLAINT_NOT_FOUND', 'There is no such complaint.');
  }

  private async listOf(complaintId: string): Promise<Documents> {
    const items = await this.db.query<Listed[]>(
      `SELECT sha256, media_type AS "mediaType", size, ${INSTANT('attached_at')} AS "attachedAt"
       FROM rm.complaint_document WHERE complaint_id = $1 ORDER BY attached_at, sha256 LIMIT 100`,
      [complaintId],
    );
    return { items, next: null };
  }
}

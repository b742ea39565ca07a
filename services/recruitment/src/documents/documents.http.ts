import { Requires } from '@jejak/auth';
import { DOCUMENT_KINDS, type DocumentKind, type SubmittedDocument } from '@jejak/contracts/recruitment';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id, type IncomingUpload, Measured, Upload } from '@jejak/http';
import { type Clock, DOCUMENT_MEDIA_TYPES, NotFound, RuleViolated, TooLarge } from '@jejak/kernel';
import { CLOCK, mediaTypeOf, SETTINGS } from '@jejak/service';
import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Response } from 'express';
import { applicant, applicantStream } from '../applicant/applicant.decider';
import type { RecruitmentSettings } from '../recruitment.settings';
import { FileReadQuery } from '../committee/file-reads';
import { DocumentReaders } from './document-readers';
import { DocumentStore, type StoredDocument } from './document-store';
import { sendDocument } from './send-document';

class DocumentQuery {
  /** What the document shows. */
  @IsIn(DOCUMENT_KINDS) readonly kind!: DocumentKind;
}

/** Some browsers name no type of a file that they do not know. What it is, its bytes tell. */
const SENT_AS = [...DOCUMENT_MEDIA_TYPES, 'application/octet-stream'];
const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** The documents of applicants: given by themselves, read by those who check them. */
@Controller()
export class DocumentController {
  constructor(
    private readonly store: EventStore,
    private readonly documents: DocumentStore,
    private readonly readers: DocumentReaders,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: RecruitmentSettings,
  ) {}

  /** One file as the body; the answer names it. The same file again is the same document. */
  @Post('my/documents')
  @HttpCode(200)
  @Requires('recruitment:apply')
  @ApiConsumes(...SENT_AS)
  @ApiBody({ ...FILE, description: 'PDF, JPEG or PNG: its bytes tell.' })
  async upload(
    @Upload({ types: SENT_AS, text: false }) upload: IncomingUpload,
    @Query() { kind }: DocumentQuery,
    @Context() { actor }: CommandContext,
  ): Promise<StoredDocument> {
    const { state } = await this.store.state(applicant, applicantStream(actor));
    if (state.status !== 'registered')
      throw new RuleViolated('IDENTITY_UNVERIFIED', 'Only who has registered gives documents.');
    const content = await this.read(upload);
    const mediaType = mediaTypeOf(content);
    if (mediaType === null)
      throw new RuleViolated('DOCUMENT_TYPE_REFUSED', 'The document is no PDF, JPEG or PNG.', {
        params: { types: DOCUMENT_MEDIA_TYPES },
      });
    return this.documents.keep(actor, kind, mediaType, content, this.clock.now());
  }

  /** The caller's own, newest first. */
  @Get('my/documents')
  @Requires('recruitment:apply')
  async own(@Context() { actor }: CommandContext): Promise<{ items: StoredDocument[]; next: null }> {
    return { items: await this.documents.all(actor), next: null };
  }

  /** One of the caller's own, as it was given. */
  @Get('my/documents/:sha256')
  @Requires('recruitment:apply')
  @Measured('export')
  @ApiProduces(...DOCUMENT_MEDIA_TYPES)
  @ApiOkResponse(FILE)
  ownFile(
    @Param('sha256') sha256: string,
    @Context() { actor }: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    return this.file(actor, sha256, response);
  }

  /** Those that an application was submitted with. */
  @Get('applications/:id/documents')
  @Requires('recruitment:read')
  async ofApplication(
    @Id() id: string,
    @Query() why: FileReadQuery,
    @Context() context: CommandContext,
  ): Promise<{ items: readonly SubmittedDocument[]; next: null }> {
    const { documents = [] } = await this.readers.submitted(id, why, context);
    return { items: documents, next: null };
  }

  /** One of them, as it was given. */
  @Get('applications/:id/documents/:sha256')
  @Requires('recruitment:read')
  @Measured('export')
  @ApiProduces(...DOCUMENT_MEDIA_TYPES)
  @ApiOkResponse(FILE)
  async fileOfApplication(
    @Id() id: string,
    @Param('sha256') sha256: string,
    @Query() why: FileReadQuery,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { applicantId, documents = [] } = await this.readers.submitted(id, why, context);
    if (applicantId === null || !documents.some((document) => document.sha256 === sha256)) throw unknown();
    return this.file(applicantId, sha256, response);
  }

  private async file(applicantId: string, sha256: string, response: Response): Promise<StreamableFile> {
    const opened = /^[0-9a-f]{64}$/.test(sha256) ? await this.documents.open(applicantId, sha256) : null;
    if (!opened) throw unknown();
    return sendDocument(opened, response);
  }

  /** Reads to the end, for a sender who is cut off never sees why; more than the limit is not kept. */
  private async read({ content }: IncomingUpload): Promise<Buffer> {
    const { documentLimitBytes } = this.settings;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of content as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= documentLimitBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
    if (size > documentLimitBytes)
      throw new TooLarge('DOCUMENT_TOO_LARGE', 'The document is too large.', {
        params: { limit: `${Math.floor(documentLimitBytes / 1024)} KiB` },
      });
    return Buffer.concat(chunks);
  }
}

const unknown = (): NotFound =>
  new NotFound('DOCUMENT_NOT_FOUND', 'There is no such document for you to read.');

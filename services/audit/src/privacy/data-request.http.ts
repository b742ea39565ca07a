import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Exported } from '@jejak/exports';
import { type Awaited, Context, Id, type Page, ReadYourWrites } from '@jejak/http';
import { type Clock, isUuid, NotAuthorised, NotFound, NotSignedIn } from '@jejak/kernel';
import { holdsDuty, People } from '@jejak/organisation';
import { Policies } from '@jejak/policies';
import { Projections } from '@jejak/projections';
import { anonymously, CLOCK, FileAccess } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Answer } from '../answer/answers';
import type { Shown } from '../inspection/inspection-lists';
import { sendAsFile } from '../proof/proof-file';
import { CitizenCodes } from './citizen-codes';
import { actsOf, type RequestAct } from './data-request-words';
import { onDuty } from './on-duty';
import { PrivacyFiles, privacyStream } from './privacy-files';
import { PrivacyLists } from './privacy-lists';
import { type DataRequestRow, dataRequests } from './privacy.projection';
import {
  DataRequestSearch,
  FileDataRequestRequest,
  FileForPersonRequest,
  FulfilDataRequestRequest,
  RefuseDataRequestRequest,
} from './privacy.requests';
import { type SubjectFile, SubjectFiles } from './subject-file';

type RequestView = Shown<DataRequestRow> & { readonly acts: readonly RequestAct[] };

/** What people ask about their own data, and what the data officer answers. @source domain.md 2.6, 10.2; UU 27/2022 */
@Controller('data-requests')
export class DataRequestController {
  constructor(
    private readonly files: PrivacyFiles,
    private readonly lists: PrivacyLists,
    private readonly codes: CitizenCodes,
    private readonly subjects: SubjectFiles,
    private readonly people: People,
    private readonly policies: Policies,
    private readonly projections: Projections,
    private readonly access: FileAccess,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** About oneself; whoever has no account gives the code of their complaint, and is tied to no account by it. */
  @Post()
  @HttpCode(200)
  @Requires('audit:request-data')
  async file(
    @Body() { kind, text, trackingCode }: FileDataRequestRequest,
    @Context() context: CommandContext,
    @Req() request: Request,
  ): Promise<Appended> {
    const asked = { type: 'FileDataRequest', kind, text: text ?? null, forThem: false } as const;
    if (trackingCode !== undefined) {
      const personId = await this.codes.open(trackingCode, request);
      const anyone = anonymously(context);
      return this.files.execute({ ...asked, by: anyone.actor, personId }, anyone);
    }
    const { actor } = context;
    if (!isUuid(actor))
      throw new NotSignedIn('NOT_SIGNED_IN', 'Sign in, or give the code of your complaint.');
    return this.files.execute({ ...asked, by: actor, personId: actor }, context);
  }

  /** The data officer writes it down for somebody who came to the counter, or wrote. */
  @Post('for-person')
  @HttpCode(200)
  @Requires('audit:handle-data-request')
  fileFor(
    @Body() { kind, personId, text }: FileForPersonRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.files.execute(
      { type: 'FileDataRequest', by: context.actor, personId, kind, text: text ?? null, forThem: true },
      onDuty(context),
    );
  }

  /** Newest first: the own ones; HR and inspectors see all of them, without their words. */
  @Get()
  @Requires('audit:read-data-requests')
  @Exported('data-requests', [
    ...(['requestId', 'personId', 'kind', 'status', 'filedAt', 'dueAt', 'overdue'] as const),
    ...(['ground', 'until', 'handledBy', 'handledAt'] as const),
  ])
  list(
    @Query() search: DataRequestSearch,
    @Context() context: CommandContext,
  ): Promise<Page<Shown<DataRequestRow>>> {
    return this.lists.requests(context, search);
  }

  /** Those of whoever has the code of a complaint. */
  @Get('tracked/:code')
  @Requires('audit:request-data')
  async tracked(
    @Param('code') code: string,
    @Req() request: Request,
  ): Promise<{ readonly items: readonly RequestView[] }> {
    const personId = await this.codes.open(code, request);
    const { items } = await this.lists.requests({ actor: personId, role: 'applicant' }, { limit: 200 });
    const facts = await this.files.history(personId);
    return { items: items.map((row) => ({ ...row, acts: actsOf(facts, row.requestId) })) };
  }

  /** What is held on them, once access was granted. */
  @Get('tracked/:code/file')
  @Requires('audit:request-data')
  async trackedFile(
    @Param('code') code: string,
    @Req() request: Request,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<SubjectFile>> {
    const personId = await this.codes.open(code, request);
    const { items } = await this.lists.requests(
      { actor: personId, role: 'applicant' },
      { kind: 'ACCESS', status: 'FULFILLED', limit: 1 },
    );
    if (items.length === 0) throw notGranted();
    // Whoever has the code reads about themselves.
    const question = { purpose: {}, context: { ...context, actor: personId } };
    sendAsFile(response, `${items[0].requestId}.json`, null);
    return this.subjects.of(personId, question);
  }

  /** With what was said. Words are part of the person's file: reading them is recorded. */
  @Get(':id')
  @Requires('audit:read-data-requests')
  async find(
    @Id() id: string,
    @Context() context: CommandContext,
    @ReadYourWrites() awaited?: Awaited,
  ): Promise<RequestView> {
    const { personId } = await this.lists.request(context, id);
    if (awaited)
      await this.projections.reached(dataRequests, privacyStream(personId), awaited.version, awaited.waitMs);
    const row = await this.lists.request(context, id);
    await this.access.record(personId, 'audit.data-request', context, {
      ...{ purpose: 'data-request', caseId: id },
    });
    return { ...row, acts: actsOf(await this.files.history(personId), id) };
  }

  /** Done. Of an erasure: the key of the person is destroyed, for ever. */
  @Post(':id/fulfil')
  @HttpCode(200)
  @Requires('audit:handle-data-request')
  async fulfil(
    @Id() id: string,
    @Body() { answer, events = [], basis, archiveCode }: FulfilDataRequestRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { personId, request } = await this.lists.request(context, id);
    const erasure = basis === undefined ? null : { basis, archiveCode: archiveCode ?? null };
    return this.files.execute(
      ...([
        { type: 'FulfilDataRequest', by: context.actor, personId, request, answer: answer ?? null, erasure },
        onDuty(context),
        events,
      ] as const),
    );
  }

  /** What the law or a hold keeps is named with its last day, and laid before the officer again then. */
  @Post(':id/refuse')
  @HttpCode(200)
  @Requires('audit:handle-data-request')
  async refuse(
    @Id() id: string,
    @Body() { ground, reason }: RefuseDataRequestRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { personId, request } = await this.lists.request(context, id);
    return this.files.execute(
      { type: 'RefuseDataRequest', by: context.actor, personId, request, ground, reason },
      onDuty(context),
    );
  }

  /** What is held on the person and who looked, once access was granted: for the person, and for the officer who filed it for them. */
  @Get(':id/file')
  @Requires('audit:read-data-requests')
  async subjectFile(
    @Id() id: string,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Answer<SubjectFile>> {
    const { personId, kind, status, filedBy } = await this.lists.request(context, id);
    const own = personId === context.actor;
    if (!own && !(filedBy !== null && context.role === 'hr_admin' && (await this.isOfficer(context.actor))))
      throw new NotAuthorised('NOT_RELATED', 'The person has the file, and the officer who asks for them.');
    if (kind !== 'ACCESS' || status !== 'FULFILLED') throw notGranted();
    const question = { purpose: { purpose: 'data-request', caseId: id }, context };
    const answer = await this.subjects.of(personId, question);
    sendAsFile(response, `${id}.json`, answer.accessEvent);
    return answer;
  }

  private async isOfficer(actor: string): Promise<boolean> {
    const { date } = await this.policies.cityDay(this.clock.now());
    return holdsDuty((await this.people.file(actor))?.file ?? null, 'data_officer', null, date);
  }
}

const notGranted = (): NotFound =>
  new NotFound('DATA_REQUEST_NOT_FOUND', 'There is no request by which access was granted.');

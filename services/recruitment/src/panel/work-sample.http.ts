import { Requires } from '@jejak/auth';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { Context, Id, Measured } from '@jejak/http';
import { type Clock, DOCUMENT_MEDIA_TYPES, NotFound } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Controller, Get, Inject, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import { FileReads } from '../committee/file-reads';
import { DocumentStore } from '../documents/document-store';
import { sendDocument } from '../documents/send-document';
import { panel } from './panel.decider';
import { panelStream, scoring } from './panel.state';
import { Panels } from './panels';

/** What a panelist sees of an applicant beside the number, before the scores are open. @source domain.md 4.3 rule 8 */
@Controller('applications/:id')
export class WorkSampleController {
  constructor(
    private readonly store: EventStore,
    private readonly panels: Panels,
    private readonly documents: DocumentStore,
    private readonly reads: FileReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The work sample that the application was submitted with: for those who score this applicant, and for nobody else. */
  @Get('work-sample')
  @Requires('recruitment:score')
  @Measured('export')
  @ApiProduces(...DOCUMENT_MEDIA_TYPES)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async read(
    @Id() id: string,
    @Context() context: CommandContext,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { actor } = context;
    const { state, applicantId } = await this.panels.applied(id);
    const { given } = await this.panels.givenFor(id, actor, this.clock.now());
    const sheet = (await this.store.state(panel, panelStream(id))).state;
    const scores =
      given.onDuty.includes(actor) &&
      !given.application.conflicts.includes(actor) &&
      scoring(sheet, given).some(({ personId }) => personId === actor);
    const sample = state.submitted.documents?.find(({ kind }) => kind === 'WORK_SAMPLE');
    const opened = scores && sample ? await this.documents.open(applicantId, sample.sha256) : null;
    if (!opened) throw new NotFound('DOCUMENT_NOT_FOUND', 'There is no work sample for you to read.');
    await this.reads.record(applicantId, 'recruitment.work-sample', {}, state.submitted.vacancyId, context);
    // The same bytes may have been handed in as something else too: here they are the sample.
    return sendDocument({ ...opened, kind: 'WORK_SAMPLE' }, response);
  }
}

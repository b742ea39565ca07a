import { type CommandContext, EventStore } from '@jejak/event-store';
import { type Clock, legalDate, NotAuthorised, NotFound, streamOf } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { application } from '../application/application.decider';
import type { Present } from '../application/application.state';
import { type FileReadQuery, FileReads } from '../committee/file-reads';
import { COMMITTEE_DUTIES, DutyHolders } from '../committee/duty-holders';
import { unmasked, WITH_PANEL_SHEET } from '../panel/settled-interview';
import { SelectionPolicies } from '../policies/selection-policies';
import { vacancy } from '../vacancy/vacancy.decider';

/** Who reads the documents of an application: the applicant, the committee of its vacancy, and inspectors. */
@Injectable()
export class DocumentReaders {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly duties: DutyHolders,
    private readonly policies: SelectionPolicies,
    private readonly reads: FileReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What was submitted, for a reader who may see its documents; that somebody else does is recorded.
   * @throws NotFound APPLICATION_NOT_FOUND, NotAuthorised NOT_RELATED, RuleViolated REASON_REQUIRED
   * @source domain.md 2.6, 13
   */
  async submitted(
    applicationId: string,
    why: FileReadQuery,
    context: CommandContext,
  ): Promise<Present['submitted']> {
    const { state } = await this.store.state(application, streamOf('application', applicationId));
    if (!('submitted' in state)) throw unknown();
    const { submitted } = state;
    const { role, actor } = context;
    // For another applicant it does not exist.
    if (role === 'applicant' && submitted.applicantId !== actor) throw unknown();
    if (role !== 'applicant' && role !== 'inspector' && !(await this.isOnCommittee(actor, role, submitted)))
      throw new NotAuthorised('NOT_RELATED', 'Only the committee of the vacancy reads these documents.');
    if (submitted.applicantId !== null)
      await this.reads.record(
        submitted.applicantId,
        'recruitment.document',
        why,
        submitted.vacancyId,
        context,
      );
    return submitted;
  }

  private async isOnCommittee(
    actor: string,
    role: CommandContext['role'],
    { vacancyId, applicationId }: Present['submitted'],
  ): Promise<boolean> {
    const { state } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    if (role !== 'committee' || !('announced' in state) || (await this.isMasked(actor, applicationId)))
      return false;
    const { calendar } = await this.policies.ofVacancy(state.announced.pinnedPolicies);
    const on = legalDate(this.clock.now(), calendar);
    return this.duties.holds(actor, COMMITTEE_DUTIES, { vacancyId, unitId: state.announced.unitId, on });
  }

  /** Whether the person still scores this applicant, and so must not know who it is. @source domain.md 4.3 rule 8 */
  private async isMasked(actor: string, applicationId: string): Promise<boolean> {
    const [found] = await this.db.query<{ unmasked: boolean }[]>(
      `SELECT ${unmasked('$1')} AS unmasked FROM ${WITH_PANEL_SHEET} WHERE a.application_id = $2`,
      [actor, applicationId],
    );
    return found?.unmasked === false;
  }
}

const unknown = (): NotFound =>
  new NotFound('APPLICATION_NOT_FOUND', 'There is no such application for you to read.');

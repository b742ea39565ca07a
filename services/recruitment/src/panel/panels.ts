import type { PanelMember } from '@jejak/contracts/recruitment';
import { EventStore, type Gathered } from '@jejak/event-store';
import { legalDate, NotFound, type StreamRef, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { application } from '../application/application.decider';
import type { Present } from '../application/application.state';
import { type PanelPolicies, SelectionPolicies } from '../policies/selection-policies';
import { vacancy } from '../vacancy/vacancy.decider';
import type { Vacancy } from '../vacancy/vacancy.state';
import { ErasedPeople } from '../committee/erased-people';
import { CaughtUp } from '../caught-up';
import { verificationList } from '../verification/verification.projection';
import type { PanelGiven } from './panel.state';
import { schemeOf } from '../selection/scheme';
import { Competitors } from '../committee/competitors';
import { DutyHolders, type DutyScope } from '../committee/duty-holders';
import {
  type VacancyPanel,
  vacancyPanel,
  type VacancyPanelGiven,
  vacancyPanelStream,
} from './vacancy-panel.decider';

type Announced = Extract<Vacancy, { announced: object }>;

/** A vacancy that has been announced, and what governs its panel. */
export interface Selecting {
  readonly state: Announced;
  readonly policies: PanelPolicies;
  readonly scope: DutyScope;
  readonly inputs: readonly StreamRef[];
}

/** An application whose applicant is known. */
export interface Applied {
  readonly state: Present;
  readonly applicantId: string;
  readonly head: StreamRef | null;
}

const SALT_BYTES = 32;

/** Past the stage before the interview: the SKD, or without one the published verification. */
const isInterviewed = ({ status }: Present, selected: Announced): boolean => {
  if (schemeOf(selected.announced.stages).kind === 'SKD_SKB') return status === 'skd-passed';
  return status === 'admin-passed' && selected.results.ADMIN !== undefined;
};

/** Reads what a panel decides by: from the streams themselves, and the duties as career has told of them. */
@Injectable()
export class Panels {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly policies: SelectionPolicies,
    private readonly duties: DutyHolders,
    private readonly competitors: Competitors,
    private readonly caughtUp: CaughtUp,
    private readonly erasures: ErasedPeople,
  ) {}

  /** @throws NotFound VACANCY_NOT_FOUND, also for what is not announced; RuleViolated POLICY_MISSING */
  async selecting(vacancyId: string, now: string): Promise<Selecting> {
    const { state, head } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    if (!('announced' in state)) throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    const { unitId, pinnedPolicies } = state.announced;
    const policies = await this.policies.ofPanel(pinnedPolicies, state.draft.appointment.kind === 'JPT');
    const scope = { vacancyId, unitId, on: legalDate(now, policies.calendar) };
    return { state, policies, scope, inputs: head ? [head] : [] };
  }

  /** @throws NotFound APPLICATION_NOT_FOUND, also for a row of a finished round: no panel interviews it */
  async applied(applicationId: string): Promise<Applied> {
    const { state, head } = await this.store.state(application, streamOf('application', applicationId));
    if (!('submitted' in state) || state.submitted.applicantId === null)
      throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application.');
    return { state, applicantId: state.submitted.applicantId, head };
  }

  /** The panel appointed for a vacancy; null where its interviews are held elsewhere. */
  async appointed(vacancyId: string): Promise<{ state: VacancyPanel; head: StreamRef | null }> {
    return this.store.state(vacancyPanel, vacancyPanelStream(vacancyId));
  }

  /** For a command of the panel of one application. @param caller the person, or the service's account */
  async givenFor(applicationId: string, caller: string, now: string): Promise<Gathered<PanelGiven>> {
    const applied = await this.applied(applicationId);
    const { vacancyId, year } = applied.state.submitted;
    const { state: selected, policies, scope, inputs } = await this.selecting(vacancyId, now);
    const appointed = await this.appointed(vacancyId);
    const people = appointed.state
      ? [...appointed.state.members, ...appointed.state.reserves].map(({ personId }) => personId)
      : [];
    const { rules, reasonMinChars, refs } = policies;
    const given: PanelGiven = {
      application: {
        ...{ applicationId, vacancyId, applicantId: applied.applicantId },
        conflicts: applied.state.conflicts,
        inInterview: isInterviewed(applied.state, selected),
      },
      panel: appointed.state,
      onDuty: await this.duties.holders(people, ['panelist'], scope),
      erased: await this.erasures.among(people),
      chairs: await this.duties.holds(caller, ['committee_chair'], scope),
      applies: (await this.competitors.among([caller], vacancyId, year)).length > 0,
      ...{ rules, reasonMinChars, salt: randomBytes(SALT_BYTES).toString('hex') },
    };
    const heads = [applied.head, appointed.head].filter((head) => head !== null);
    return { given, policies: refs, inputs: [...inputs, ...heads] };
  }

  /**
   * The applications of a vacancy with whose applicants one of these people has declared a conflict.
   * @throws Unavailable while not every declaration is read
   */
  async conflictedWith(vacancyId: string, people: readonly PanelMember[]): Promise<string[]> {
    await this.caughtUp.with(verificationList);
    const rows = await this.db.query<{ applicationId: string }[]>(
      `SELECT a.application_id AS "applicationId" FROM rm.application a JOIN rm.verification w USING (application_id)
       WHERE a.vacancy_id = $1 AND w.conflicts ?| $2::text[] ORDER BY 1`,
      [vacancyId, people.map(({ personId }) => personId)],
    );
    return rows.map(({ applicationId }) => applicationId);
  }

  /** For the appointment of people to the panel of a vacancy. */
  async givenForAppointment(
    vacancyId: string,
    people: readonly string[],
    now: string,
  ): Promise<Gathered<VacancyPanelGiven>> {
    const { state, policies, scope, inputs } = await this.selecting(vacancyId, now);
    const [{ scored }] = await this.db.query<[{ scored: number }]>(
      `SELECT count(*)::int AS scored FROM rm.application
       WHERE vacancy_id = $1 AND (interview IS NOT NULL OR psychological IS NOT NULL)`,
      [vacancyId],
    );
    const given: VacancyPanelGiven = {
      vacancyOpen: state.status !== 'final-published' && state.status !== 'completed',
      hasInterview: schemeOf(state.announced.stages).kind !== 'PPPK',
      onDuty: await this.duties.holders(people, ['panelist'], scope),
      applying: await this.competitors.among(people, vacancyId, state.announced.year),
      scoredElsewhere: scored,
      rules: policies.rules,
    };
    return { given, policies: policies.refs, inputs };
  }
}

import type {
  CorrectableScore,
  ObjectionPartlyUpheld,
  ObjectionUpheld,
  SanggahGround,
  SanggahOutcome,
  Stage,
} from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, execution, type Gather } from '@jejak/event-store';
import { type Clock, DomainError, type EvidenceRef, naturalId, NotFound, streamOf } from '@jejak/kernel';
import { CaseFiles, CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { application, type ApplicationGiven } from '../application/application.decider';
import type { Application } from '../application/application.state';
import { recordedScore, type RecordedScore, revealedMean } from '../application/score-correction';
import { panelStream } from '../panel/panel.state';
import type { VacancyRules } from '../policies/vacancy-rules';
import { mostOf as mostOfComponent } from '../selection/pppk';
import { AnnouncedVacancies } from '../committee/announced-vacancies';
import { Electorates } from './electorates';
import { openWindow } from './objection-window';
import { objection, type ObjectionGiven } from './objection.decider';
import type { Objection, ObjectionEvent, PresentObjection } from './objection.state';
import { ResultWindows } from './result-windows';
import type { ProposedScore, VoteOnObjection } from './voting';

export interface Filing {
  readonly stage: Stage;
  readonly ground: SanggahGround;
  readonly text: string;
  readonly evidence: readonly EvidenceRef[];
}

export interface Vote {
  readonly outcome: SanggahOutcome;
  readonly correction: ProposedScore | null;
  readonly reasons: string;
}

/** Whose documents are kept for objections to an application. */
export const evidenceOwner = (applicationId: string, applicantId: string) => ({
  ...{ caseId: applicationId, subjectId: applicantId },
});

const objectionIdOf = (applicationId: string, { stage, ground }: Filing, resultVersion: number): string =>
  naturalId('objection', applicationId, stage, ground, String(resultVersion));

type Upholding = ObjectionUpheld | ObjectionPartlyUpheld;

const isUpholding = (fact: ObjectionEvent): fact is Upholding =>
  fact.type === 'ObjectionUpheld' || fact.type === 'ObjectionPartlyUpheld';

/** Files objections and votes on them; the decision and what it changes are one transaction. */
@Injectable()
export class Objections {
  constructor(
    private readonly vacancies: AnnouncedVacancies,
    private readonly store: EventStore,
    private readonly windows: ResultWindows,
    private readonly electorates: Electorates,
    private readonly files: CaseFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The caller's own application.
   * @throws NotFound APPLICATION_NOT_FOUND where there is none, or it is somebody else's
   */
  async own(applicationId: string, applicantId: string) {
    const { state } = await this.store.state(application, streamOf('application', applicationId));
    if (!('submitted' in state) || state.submitted.applicantId !== applicantId)
      throw new NotFound('APPLICATION_NOT_FOUND', 'There is no such application.');
    return { ...state.submitted, withdrawn: state.status === 'withdrawn' };
  }

  async file(applicationId: string, filing: Filing, context: CommandContext): Promise<Appended> {
    const applicantId = context.actor;
    const { vacancyId, participantNo, withdrawn } = await this.own(applicationId, applicantId);
    const { rules, head } = await this.vacancies.of(vacancyId);
    const windows = await this.windows.of(vacancyId, filing.stage, participantNo);
    const contested = openWindow(windows, this.clock.now()) ?? windows.at(-1);
    const resultVersion = contested?.resultVersion ?? 1;
    const objectionId = objectionIdOf(applicationId, filing, resultVersion);
    const command = {
      type: 'FileObjection',
      ...{ objectionId, applicationId, vacancyId, applicantId, resultVersion },
      ...filing,
    } as const;
    const gather: Gather<Objection, ObjectionGiven> = async () => {
      const { answerDays, calendar, refs } = rules;
      const others = windows
        .filter((window) => window.resultVersion !== resultVersion)
        .map((window) => objectionIdOf(applicationId, filing, window.resultVersion));
      const pending = await Promise.all(others.map((id) => this.isPending(id)));
      const filed = {
        ...{ windows, answerDays, calendar, policies: refs, withdrawn },
        pendingOnSameGround: pending.includes(true),
        kept: await this.files.refsOf(applicationId),
      };
      return { given: { filing: filed }, policies: refs, inputs: head ? [head] : [] };
    };
    return this.store.execute(objection, streamOf('objection', objectionId), command, context, gather);
  }

  /** @throws NotFound OBJECTION_NOT_FOUND */
  async vote(objectionId: string, vote: Vote, context: CommandContext): Promise<Appended> {
    const stream = streamOf('objection', objectionId);
    const { state } = await this.store.state(objection, stream);
    if (state.status === 'absent') throw new NotFound('OBJECTION_NOT_FOUND', 'There is no such objection.');
    const { applicationId } = state.filed;
    const command: VoteOnObjection = { type: 'VoteOnObjection', by: context.actor, ...vote };
    const { rules } = await this.vacancies.of(state.filed.vacancyId);
    const policies = rules.refs;
    const given = (): Promise<ObjectionGiven> => this.votingGiven(state, command, rules);
    const following: Gather<Application, ApplicationGiven> = async (applying, now) => {
      const decision = await this.decisionBy(stream, command, await given(), now);
      return { given: await this.consequenceOf(decision, applying), policies };
    };
    // The result of the verification rests on no score: who was rejected there is let in.
    const consequence =
      state.filed.stage === 'ADMIN'
        ? ({ type: 'AdmitByObjection', objectionId } as const)
        : ({ type: 'CorrectScore', objectionId } as const);
    const { expectedVersion: _, ...plain } = context;
    const [answer] = await this.store.executeTogether([
      execution({
        ...{ decider: objection, stream, command, context },
        gather: async () => ({ given: await given(), policies }),
      }),
      execution({
        ...{ decider: application, stream: streamOf('application', applicationId) },
        ...{ command: consequence, gather: following },
        // Only the vote itself is a decision whose refusal is recorded.
        context: { ...plain, decision: false },
      }),
    ]);
    return answer;
  }

  /** Notes that a member of the committee has opened a document. */
  async noteRead(objectionId: string, sha256: string, context: CommandContext): Promise<void> {
    const by = context.actor;
    const { expectedVersion: _, ...plain } = context;
    const commandId = naturalId('evidence-read', objectionId, by, sha256);
    const command = { type: 'ReadEvidence', by, sha256 } as const;
    const reading = { ...plain, commandId };
    await this.store.execute(objection, streamOf('objection', objectionId), command, reading, { given: {} });
  }

  /**
   * The decision that the vote completes, if it does: found by deciding it, on the stream as it is at this attempt. Both streams
   * are appended to at the versions read, or neither.
   */
  private async decisionBy(
    stream: string,
    command: VoteOnObjection,
    given: ObjectionGiven,
    now: string,
  ): Promise<Upholding | null> {
    const { state } = await this.store.state(objection, stream);
    try {
      const facts = objection.decide(command, state, { ...given, now });
      return facts.find(isUpholding) ?? null;
    } catch (refusal) {
      // The objection's own decision refuses in its own words.
      if (refusal instanceof DomainError) return null;
      throw refusal;
    }
  }

  /** What a decision changes in the application: a score, or that it is let in after all. */
  private async consequenceOf(
    decision: Upholding | null,
    applying: Application,
  ): Promise<Pick<ApplicationGiven, 'correction' | 'letIn'>> {
    const letIn = decision?.type === 'ObjectionUpheld' && applying.status === 'admin-rejected';
    if (!decision?.data.correction) return { correction: null, letIn };
    const { applicationId, correction, reasons } = decision.data;
    const recorded = await this.recorded(applicationId, correction.component);
    return {
      correction: recorded ? { ...correction, correctsEventId: recorded.eventId, reasons } : null,
      letIn,
    };
  }

  private async votingGiven(
    state: PresentObjection,
    { by, correction }: VoteOnObjection,
    rules: VacancyRules,
  ): Promise<ObjectionGiven> {
    const { applicationId, vacancyId } = state.filed;
    const committee = await this.electorates.committeeOf(vacancyId, by);
    const electorate = await this.electorates.of(state.filed, committee, Object.keys(state.votes), by);
    const score = correction && (await this.recorded(applicationId, correction.component));
    const recorded =
      correction && score
        ? {
            ...{ value: score.value, most: mostOf(correction.component, rules) },
            // Of a PPPK everything that is scored is a paper of its test.
            whole: rules.pppk !== null,
          }
        : null;
    return { voting: { ...electorate, recorded, reasonMinChars: rules.reasonMinChars } };
  }

  private async recorded(
    applicationId: string,
    component: CorrectableScore,
  ): Promise<RecordedScore | undefined> {
    const own = recordedScore(await this.store.history(streamOf('application', applicationId)), component);
    if (own || component !== 'INTERVIEW') return own;
    // The interview of a vacancy with a panel is the mean that its panel revealed.
    return revealedMean(await this.store.history(panelStream(applicationId)));
  }

  private async isPending(objectionId: string): Promise<boolean> {
    const { state } = await this.store.state(objection, streamOf('objection', objectionId));
    return state.status === 'filed';
  }
}

const mostOf = (component: CorrectableScore, { max, pppk }: VacancyRules): number =>
  component === 'TWK' || component === 'TIU' || component === 'TKP'
    ? max[component]
    : mostOfComponent(component, pppk);

import {
  type Channel,
  type CorrectableScore,
  type ScoreComponent,
  recruitmentContracts,
  type SkbComponent,
} from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';
import type { ComponentScores } from '../selection/weighted';
import type { ApplicationEvent, ApplicationStatus } from './application.state';

/** An application as its vacancy's lists show it. No birth date: it stays under the person's key. */
export interface ApplicationRow {
  readonly applicationId: string;
  readonly vacancyId: string;
  /** Null in a finished round that names nobody. */
  readonly applicantId: string | null;
  readonly participantNo: string;
  readonly status: ApplicationStatus;
  readonly channel: Channel;
  /** ISO instant. */
  readonly submittedAt: string;
  readonly gpa: string | null;
  /** SHA-256 of what the panel may see of it before the scores are open; null where none was asked for. */
  readonly workSampleSha256: string | null;
  readonly twk: number | null;
  readonly tiu: number | null;
  readonly tkp: number | null;
  readonly total: number | null;
  /** Percent; null until it is scored. */
  readonly cat: string | null;
  /** As a file gave it: that of a panel stands in the panel's sheet. */
  readonly interview: string | null;
  readonly psychological: string | null;
  /** The scores of a vacancy without an SKD: points of a PPPK's test, percent of an open selection's components. */
  readonly assessed: ComponentScores;
  /** As a finished round gave it; null where it is made of components. */
  readonly skb: string | null;
  /** In the last published result. */
  readonly rank: number | null;
  readonly final: string | null;
  readonly employeeId: string | null;
  /** What it was before it was withdrawn; null where it stands. */
  readonly withdrawnFrom: ApplicationStatus | null;
  readonly importId: string | null;
  readonly importRow: number | null;
}

const COMPONENT_COLUMN = {
  CAT: 'cat',
  INTERVIEW: 'interview',
  PSYCHOLOGICAL: 'psychological',
} as const satisfies Record<SkbComponent, keyof ApplicationRow>;

const isSkbComponent = (component: ScoreComponent): component is SkbComponent =>
  component in COMPONENT_COLUMN;

/** A component where it belongs: those of the SKB have columns, and the interview of a PPPK's test stands with the rest of it. */
const scored = (row: ApplicationRow, component: ScoreComponent, value: string): ApplicationRow =>
  isSkbComponent(component) && row.assessed[component] === undefined
    ? { ...row, [COMPONENT_COLUMN[component]]: value }
    : { ...row, assessed: { ...row.assessed, [component]: value } };

/** A score as a decision corrected it; the total follows its subtests. */
const corrected = (row: ApplicationRow, component: CorrectableScore, value: string): ApplicationRow => {
  if (component === 'TWK' || component === 'TIU' || component === 'TKP') {
    const points = { twk: row.twk ?? 0, tiu: row.tiu ?? 0, tkp: row.tkp ?? 0 };
    const now = { ...points, [component.toLowerCase()]: Number(value) };
    return { ...row, ...now, total: now.twk + now.tiu + now.tkp };
  }
  return scored(row, component, value);
};

export const applicationList = projection<ApplicationEvent, ApplicationRow>()({
  table: 'application',
  source: recruitmentContracts,
  key: ({ data }) => data.applicationId,
  opens: {
    ApplicationSubmitted: ({ data, envelope }) => ({
      ...{ applicationId: data.applicationId, vacancyId: data.vacancyId, applicantId: data.applicantId },
      ...{ participantNo: data.participantNo, channel: data.channel, gpa: data.educationGpa },
      ...{ status: 'submitted', submittedAt: envelope.at },
      workSampleSha256: data.documents?.find(({ kind }) => kind === 'WORK_SAMPLE')?.sha256 ?? null,
      ...{ importId: data.imported?.importId ?? null, importRow: data.imported?.row ?? null },
      ...{ twk: null, tiu: null, tkp: null, total: null, cat: null, interview: null, psychological: null },
      ...{ assessed: {}, skb: null, rank: null, final: null, employeeId: null, withdrawnFrom: null },
    }),
  },
  on: {
    ApplicationAdminPassed: (row) => ({ ...row, status: 'admin-passed' }),
    ApplicationAdminRejected: (row) => ({ ...row, status: 'admin-rejected' }),
    ApplicationDisqualified: (row) => ({ ...row, status: 'disqualified', rank: null }),
    SkdScored: (row, { data: { twk, tiu, tkp, total } }) => ({
      ...row,
      status: 'skd-scored',
      twk,
      tiu,
      tkp,
      total,
    }),
    SkbComponentScored: (row, { data }) => scored(row, data.component, data.pct),
    CompetencyScored: (row, { data: { technical, managerial, sociocultural, interview } }) => ({
      ...row,
      assessed: {
        ...{ TECHNICAL: String(technical), MANAGERIAL: String(managerial) },
        ...{ SOCIOCULTURAL: String(sociocultural), INTERVIEW: String(interview) },
      },
    }),
    SkbScored: (row, { data }) => ({ ...row, skb: data.skb }),
    PsychologicalResultRecorded: (row, { data }) => ({ ...row, psychological: data.score }),
    SkdPassed: (row, { data }) => ({ ...row, status: 'skd-passed', rank: data.rank }),
    SkdFailed: (row) => ({ ...row, status: 'skd-failed', rank: null }),
    SkdOutranked: (row, { data }) => ({ ...row, status: 'skd-outranked', rank: data.rank }),
    ApplicationSelected: (row, { data: { rank, final } }) => ({ ...row, status: 'selected', rank, final }),
    ApplicationReserved: (row, { data: { rank, final } }) => ({ ...row, status: 'reserved', rank, final }),
    ApplicationNotSelected: (row, { data: { rank, final } }) => ({
      ...row,
      status: 'not-selected',
      rank,
      final,
    }),
    ReserveCalled: (row) => ({ ...row, status: 'selected' }),
    ApplicationWithdrawn: (row) => ({
      ...row,
      ...{ status: 'withdrawn', withdrawnFrom: row.status, rank: null },
    }),
    ScoreCorrected: (row, { data }) => corrected(row, data.component, data.new),
    CandidateAppointed: (row, { data }) => ({ ...row, status: 'appointed', employeeId: data.employeeId }),
  },
  // The number itself is personal; that there is one shows in the appointment.
  // How long a record is kept is said by its fact, to who decides on it.
  // A draft is its owner's: it stands in no list of anybody else.
  // Who found what about whom is the verifiers' own list, and the committee's.
  ignores: [
    'NipApproved',
    'ContractRenewed',
    'ApplicationRetentionEnded',
    'ApplicationDrafted',
    'ConflictDeclared',
    'ApplicationVerified',
    'DisqualificationHearingHeld',
    'DisqualificationVoted',
  ],
});

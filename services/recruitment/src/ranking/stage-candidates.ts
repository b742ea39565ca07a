import { type RankingRow, SKB_COMPONENTS, type StageResultPublished } from '@jejak/contracts/recruitment';
import { EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ErasedPeople } from '../committee/erased-people';
import { application } from '../application/application.decider';
import { INTERVIEW, WITH_PANEL_SHEET } from '../panel/settled-interview';
import { type Candidate, separableByAge, type SkbCandidate } from '../selection/ranking';
import { skbScore, type SkbWeights } from '../selection/skb';
import type { SkdScore } from '../selection/skd';
import type { Assessed, ComponentScores, Weighed } from '../selection/weighted';

interface ScoredRow extends SkdScore {
  readonly applicationId: string;
  readonly applicantId: string | null;
  readonly participantNo: string;
  readonly gpa: string | null;
  readonly total: number | null;
  readonly cat: string | null;
  readonly interview: string | null;
  readonly psychological: string | null;
  /** The components of a vacancy without an SKD, but for a panel's interview. */
  readonly assessed: ComponentScores;
}

const SCORES = `application_id AS "applicationId", a.applicant_id AS "applicantId", a.participant_no AS "participantNo", a.gpa::text, a.twk, a.tiu, a.tkp, a.total,
  a.cat::text, (${INTERVIEW})::numeric(6, 3)::text AS interview, a.psychological::text, a.assessed`;

/** The statuses of who has left the selection: no ranking waits for them. */
const GONE: readonly string[] = ['disqualified', 'withdrawn'];

/** The rows of a published result ($1). */
const ADVANCED = {
  ADMIN: '(SELECT * FROM rm.admin_result_row WHERE admin_result_id = $1) r',
  SKD: '(SELECT * FROM rm.ranking_row WHERE ranking_id = $1) r',
} as const;

/** Whom only their age may separate. */
export type Ageing = Pick<Candidate, 'applicationId' | 'birthDate'>;

type PublishedResult = StageResultPublished['data'] | undefined;

/** Who stands in the ranking of a stage, from the read model; birth dates from the applications themselves. */
@Injectable()
export class StageCandidates {
  constructor(
    private readonly db: DataSource,
    private readonly store: EventStore,
    private readonly erasures: ErasedPeople,
  ) {}

  /**
   * Everyone whom the verification let pass; unsettled: those without scores.
   * @param admin the published result of the verification: who passed there and is missing here is unsettled too
   */
  async ofSkd(
    vacancyId: string,
    admin: PublishedResult,
  ): Promise<{ candidates: Candidate[]; unsettled: number }> {
    const rows = await this.db.query<ScoredRow[]>(
      `SELECT ${SCORES} FROM ${WITH_PANEL_SHEET} WHERE a.vacancy_id = $1
         AND a.status IN ('admin-passed', 'skd-scored', 'skd-passed', 'skd-failed', 'skd-outranked') ORDER BY a.participant_no`,
      [vacancyId],
    );
    const candidates = rows.filter(({ total }) => total !== null).map(candidateOf);
    const expected = (admin?.advancing ?? 0) - (await this.goneSince('ADMIN', admin?.adminResultId));
    const missing = Math.max(rows.length, expected) - candidates.length;
    const lost = missing > 0 ? await this.lost('ADMIN', admin?.adminResultId, rows, candidates) : 0;
    return { candidates, unsettled: missing - lost };
  }

  /**
   * Everyone who passed the SKD into the cut, with the components of the SKB.
   * @param skd the published result of the SKD: who advanced there and is missing here is unsettled too
   */
  async ofSkb(
    vacancyId: string,
    skd: PublishedResult,
    weights: SkbWeights,
  ): Promise<{ candidates: SkbCandidate[]; unsettled: number }> {
    const rows = await this.db.query<ScoredRow[]>(
      `SELECT ${SCORES} FROM ${WITH_PANEL_SHEET}
       WHERE a.vacancy_id = $1 AND a.status IN ('skd-passed', 'selected', 'reserved', 'not-selected') ORDER BY a.participant_no`,
      [vacancyId],
    );
    const candidates = rows.flatMap((row): SkbCandidate[] => {
      const { cat, interview, psychological } = row;
      if (cat === null || interview === null || psychological === null) return [];
      const components = { CAT: cat, INTERVIEW: interview, PSYCHOLOGICAL: psychological };
      return [{ ...candidateOf(row), skb: skbScore(components, weights), components }];
    });
    const expected = (skd?.advancing ?? 0) - (await this.goneSince('SKD', skd?.rankingId));
    const missing = Math.max(rows.length, expected) - candidates.length;
    const lost = missing > 0 ? await this.lost('SKD', skd?.rankingId, rows, candidates) : 0;
    return { candidates, unsettled: missing - lost };
  }

  /**
   * How many have another SKB than was published of them: an objection to the final result corrected a part of it.
   * @param skb the published result of an SKB by itself; undefined where there is none
   */
  async otherThanPublished(candidates: readonly SkbCandidate[], skb: PublishedResult): Promise<number> {
    if (!skb?.rankingId) return 0;
    const rows = await this.db.query<{ participantNo: string; components: ComponentScores }[]>(
      `SELECT participant_no AS "participantNo", components FROM rm.ranking_row WHERE ranking_id = $1`,
      [skb.rankingId],
    );
    const published = new Map(rows.map(({ participantNo, components }) => [participantNo, components]));
    return candidates.filter(({ participantNo, components }) =>
      SKB_COMPONENTS.some((kind) => published.get(participantNo)?.[kind] !== components[kind]),
    ).length;
  }

  /**
   * Everyone whom the verification let pass, of a vacancy without an SKD; unsettled: those who are not scored in every component.
   * @param admin the published result of the verification
   */
  async ofComponents(
    vacancyId: string,
    admin: PublishedResult,
    components: readonly Weighed[],
  ): Promise<{ candidates: Assessed[]; unsettled: number }> {
    const rows = await this.db.query<ScoredRow[]>(
      `SELECT ${SCORES} FROM ${WITH_PANEL_SHEET}
       WHERE a.vacancy_id = $1 AND a.status IN ('admin-passed', 'selected', 'reserved', 'not-selected') ORDER BY a.participant_no`,
      [vacancyId],
    );
    const candidates = rows.flatMap(
      ({ applicationId, participantNo, gpa, interview, assessed }): Assessed[] => {
        // A component that was assessed hides the panel's: a test of a PPPK has an interview of its own.
        const scores = { ...(interview === null ? {} : { INTERVIEW: interview }), ...assessed };
        return components.every(({ kind }) => scores[kind] !== undefined)
          ? [{ applicationId, participantNo, gpa, birthDate: null, scores }]
          : [];
      },
    );
    const expected = (admin?.advancing ?? 0) - (await this.goneSince('ADMIN', admin?.adminResultId));
    const missing = Math.max(rows.length, expected) - candidates.length;
    const lost = missing > 0 ? await this.lost('ADMIN', admin?.adminResultId, rows, candidates) : 0;
    return { candidates, unsettled: missing - lost };
  }

  /** The candidates with the birth dates of those whom only their age could separate; nobody else's is read. */
  async withAges<Item extends Ageing>(
    candidates: readonly Item[],
    rows: readonly RankingRow[],
  ): Promise<Item[]> {
    const wanted = separableByAge(rows);
    const birthDates = new Map<string, string | null>();
    for (const { applicationId } of wanted)
      birthDates.set(applicationId, await this.birthDate(applicationId));
    return candidates.map((candidate) => ({
      ...candidate,
      birthDate: birthDates.get(candidate.applicationId) ?? null,
    }));
  }

  /** How many of those whom a published result let advance have left the selection since. */
  private async goneSince(stage: 'ADMIN' | 'SKD', resultId: string | null | undefined): Promise<number> {
    if (!resultId) return 0;
    const [{ gone }] = await this.db.query<[{ gone: number }]>(
      `SELECT count(*)::int AS gone FROM ${ADVANCED[stage]} JOIN rm.application a USING (application_id)
       WHERE r.outcome = 'PASSED' AND a.status = ANY($2)`,
      [resultId, GONE],
    );
    return gone;
  }

  /** How many of those who are missing are erased: about them nothing is recorded any more, and no ranking waits for it. */
  private async lost(
    stage: 'ADMIN' | 'SKD',
    resultId: string | null | undefined,
    rows: readonly Pick<ScoredRow, 'applicationId' | 'applicantId'>[],
    complete: readonly { readonly applicationId: string }[],
  ): Promise<number> {
    const there = new Set(complete.map(({ applicationId }) => applicationId));
    const advanced = await this.db.query<typeof rows>(
      `SELECT application_id AS "applicationId", a.applicant_id AS "applicantId"
       FROM ${ADVANCED[stage]} JOIN rm.application a USING (application_id)
       WHERE r.outcome = 'PASSED' AND NOT a.status = ANY($2)`,
      [resultId ?? null, GONE],
    );
    const waiting = [...rows, ...advanced].filter(({ applicationId }) => !there.has(applicationId));
    const erased = await this.erasures.among(waiting.flatMap(({ applicantId }) => applicantId ?? []));
    return erased.length;
  }

  private async birthDate(applicationId: string): Promise<string | null> {
    const { state } = await this.store.state(application, streamOf('application', applicationId));
    return 'submitted' in state ? (state.submitted.birthDate ?? null) : null;
  }
}

const candidateOf = ({ applicationId, participantNo, gpa, twk, tiu, tkp }: ScoredRow): Candidate => ({
  ...{ applicationId, participantNo, gpa, twk, tiu, tkp, birthDate: null },
});

import type { RankingRow } from '@jejak/contracts/recruitment';
import { EventStore } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { application } from '../application/application.decider';
import { type Candidate, type Finalist, separableByAge } from '../selection/ranking';
import { skbScore, type SkbWeights } from '../selection/skb';
import type { SkdScore } from '../selection/skd';

interface ScoredRow extends SkdScore {
  readonly applicationId: string;
  readonly participantNo: string;
  readonly gpa: string | null;
  readonly total: number | null;
  readonly cat: string | null;
  readonly interview: string | null;
  readonly psychological: string | null;
}

const SCORES = `application_id AS "applicationId", participant_no AS "participantNo", gpa::text, twk, tiu, tkp, total,
  cat::text, interview::text, psychological::text`;

/** Who stands in the ranking of a stage, from the read model; birth dates from the applications themselves. */
@Injectable()
export class StageCandidates {
  constructor(
    private readonly db: DataSource,
    private readonly store: EventStore,
  ) {}

  /** Everyone who applied and stands; unsettled: those without scores. */
  async ofSkd(vacancyId: string): Promise<{ candidates: Candidate[]; unsettled: number }> {
    const rows = await this.db.query<ScoredRow[]>(
      `SELECT ${SCORES} FROM rm.application WHERE vacancy_id = $1 AND status <> 'withdrawn' ORDER BY participant_no`,
      [vacancyId],
    );
    const candidates = rows.filter(({ total }) => total !== null).map(candidateOf);
    return { candidates, unsettled: rows.length - candidates.length };
  }

  /**
   * Everyone who passed the SKD into the cut.
   * @param advancing how many the published result of the SKD let advance: those missing here are unsettled too
   */
  async ofFinal(
    vacancyId: string,
    advancing: number,
    weights: SkbWeights,
  ): Promise<{ finalists: Finalist[]; unsettled: number }> {
    const rows = await this.db.query<ScoredRow[]>(
      `SELECT ${SCORES} FROM rm.application
       WHERE vacancy_id = $1 AND status IN ('skd-passed', 'selected', 'reserved', 'not-selected') ORDER BY participant_no`,
      [vacancyId],
    );
    const finalists = rows.flatMap((row): Finalist[] => {
      const { cat, interview, psychological } = row;
      if (cat === null || interview === null || psychological === null) return [];
      const skb = skbScore({ CAT: cat, INTERVIEW: interview, PSYCHOLOGICAL: psychological }, weights);
      return [{ ...candidateOf(row), skb }];
    });
    return {
      finalists,
      unsettled: Math.max(rows.length, advancing - (await this.left(vacancyId))) - finalists.length,
    };
  }

  /** How many withdrew whom the published SKD had let advance; a newer version of it does not count them any more. */
  private async left(vacancyId: string): Promise<number> {
    const [{ n }] = await this.db.query<[{ n: number }]>(
      `SELECT count(*)::int AS n FROM rm.application a JOIN rm.ranking_row r USING (application_id)
       WHERE a.vacancy_id = $1 AND a.status = 'withdrawn' AND r.outcome = 'PASSED'
         AND r.ranking_id = (SELECT ranking_id FROM rm.stage_result WHERE vacancy_id = $1 AND stage = 'SKD'
                             ORDER BY result_version DESC LIMIT 1)`,
      [vacancyId],
    );
    return n;
  }

  /** The candidates with the birth dates of those whom only their age could separate; nobody else's is read. */
  async withAges<Item extends Candidate>(
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

  private async birthDate(applicationId: string): Promise<string | null> {
    const { state } = await this.store.state(application, streamOf('application', applicationId));
    return 'submitted' in state ? (state.submitted.birthDate ?? null) : null;
  }
}

const candidateOf = ({ applicationId, participantNo, gpa, twk, tiu, tkp }: ScoredRow): Candidate => ({
  ...{ applicationId, participantNo, gpa, twk, tiu, tkp, birthDate: null },
});

import type { RankedStage, Stage } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Conflict, NotFound, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { OpenObjections } from '../objection/open-objections';
import { SelectionPolicies } from '../policies/selection-policies';
import { vacancy } from '../vacancy/vacancy.decider';
import type { Vacancy } from '../vacancy/vacancy.state';
import { computeFinal, computeSkd, type ComputedStage } from './computed-stage';
import { ROWS_PER_PART } from './digest';
import { recordInParts } from './parts';
import { ranking, rankingStream } from './ranking.decider';
import { StageCandidates } from './stage-candidates';

/** The states in which a stage is ranked: after its scores can be complete, and again until the next one is published. */
const RANKABLE: Readonly<Record<RankedStage, readonly Vacancy['status'][]>> = {
  SKD: ['admin-published', 'skd-published'],
  FINAL: ['skd-published', 'final-published'],
};

/** The stages whose objections are decided before a stage is ranked. */
const BEFORE: Readonly<Record<RankedStage, readonly Stage[]>> = { SKD: ['ADMIN'], FINAL: ['SKD', 'SKB'] };

/** Ranks the stages of vacancies, and records the rankings. */
@Injectable()
export class Stages {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    private readonly candidates: StageCandidates,
    private readonly objections: OpenObjections,
  ) {}

  /**
   * The ranking that the records give now, under the policies pinned to the vacancy.
   * @throws NotFound VACANCY_NOT_FOUND, Conflict ILLEGAL_TRANSITION, RuleViolated POLICY_MISSING
   */
  async compute(vacancyId: string, stage: RankedStage): Promise<ComputedStage> {
    const { state } = await this.store.state(vacancy, streamOf('vacancy', vacancyId));
    if (state.status === 'absent') throw new NotFound('VACANCY_NOT_FOUND', 'There is no such vacancy.');
    if (!('announced' in state) || !RANKABLE[stage].includes(state.status))
      throw new Conflict(
        'ILLEGAL_TRANSITION',
        `The vacancy is ${state.status}: this stage cannot be ranked now.`,
      );
    const { announced, results } = state;
    const rules = await this.policies.ofVacancy(announced.pinnedPolicies);
    const open = await this.objections.count(vacancyId, BEFORE[stage]);
    if (stage === 'SKD') {
      const { candidates, unsettled } = await this.candidates.ofSkd(vacancyId, results.ADMIN);
      return computeSkd(announced, candidates, unsettled + open, rules);
    }
    const { finalists, unsettled: missing } = await this.candidates.ofFinal(
      vacancyId,
      results.SKD,
      rules.skbWeights,
    );
    const unsettled = missing + open;
    const computed = computeFinal(announced, finalists, unsettled, rules);
    const aged = await this.candidates.withAges(finalists, computed.rows);
    return computeFinal(announced, aged, unsettled, rules);
  }

  /**
   * Records a ranking in its parts; what is there already is not recorded again.
   * @returns the answer of the first part, whose stream names the ranking
   * @throws RuleViolated STAGE_NOT_SETTLED, RANKING_MISMATCH
   */
  record({ head, rows, unsettled }: ComputedStage, context: CommandContext): Promise<Appended> {
    return recordInParts(rows, ROWS_PER_PART, context, (part, of, by) => {
      const command = { type: 'ComputeRanking', head, part, rows: of, unsettled } as const;
      const gathered = { given: {}, policies: head.policies };
      return this.store.execute(ranking, rankingStream(head.rankingId, part), command, by, gathered);
    });
  }

  /** The digest of a ranking's rows as recorded; null where it is not there. */
  async recordedRowsSha256(rankingId: string): Promise<string | null> {
    const { state } = await this.store.state(ranking, rankingStream(rankingId));
    return state && state.rowsSha256;
  }
}

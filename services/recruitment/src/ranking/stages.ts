import type { RankedStage } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore } from '@jejak/event-store';
import { Conflict, NotFound, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { OpenObjections } from '../objection/open-objections';
import { SelectionPolicies } from '../policies/selection-policies';
import { vacancy } from '../vacancy/vacancy.decider';
import { weighedBy } from '../selection/pppk';
import { schemeOf } from '../selection/scheme';
import { stageBefore, statesFor } from '../vacancy/vacancy.state';
import { contestedUntil } from '../vacancy/contested';
import { computeFinal, computeSkb, computeSkd, type ComputedStage, computeWeighted } from './computed-stage';
import { ROWS_PER_PART } from './digest';
import { recordInParts } from './parts';
import { ranking, rankingStream } from './ranking.decider';
import { type Ageing, StageCandidates } from './stage-candidates';

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
    const before = 'announced' in state ? stageBefore(stage, state.announced.stages) : undefined;
    if (
      !('announced' in state) ||
      !before ||
      !statesFor(stage, state.announced.stages).includes(state.status)
    )
      throw new Conflict(
        'ILLEGAL_TRANSITION',
        `The vacancy is ${state.status}: this stage cannot be ranked now.`,
      );
    const { announced, results } = state;
    const rules = await this.policies.ofVacancy(announced.pinnedPolicies);
    // Nothing is ranked over an objection to what it rests on.
    const open = await this.objections.count(vacancyId, [before]);
    const until = contestedUntil(stage, results);
    const scheme = schemeOf(announced.stages);
    if (scheme.kind !== 'SKD_SKB') {
      const components = weighedBy(scheme.components, rules.pppk);
      const found = await this.candidates.ofComponents(vacancyId, results.ADMIN, components);
      return this.aged(found.candidates, (candidates) =>
        computeWeighted(
          announced,
          candidates,
          components,
          { unsettled: found.unsettled + open, contestedUntil: until },
          rules,
        ),
      );
    }
    if (stage === 'SKD') {
      const { candidates, unsettled } = await this.candidates.ofSkd(vacancyId, results.ADMIN);
      return computeSkd(announced, candidates, { unsettled: unsettled + open, contestedUntil: until }, rules);
    }
    const found = await this.candidates.ofSkb(vacancyId, results.SKD, rules.skbWeights);
    // The final result and an SKB that is published by itself say the same of everyone.
    const stale =
      stage === 'FINAL' ? await this.candidates.otherThanPublished(found.candidates, results.SKB) : 0;
    const settling = { unsettled: found.unsettled + open + stale, contestedUntil: until };
    if (stage === 'SKB') return computeSkb(announced, found.candidates, settling, rules);
    const finalists = found.candidates.map(({ components: _, ...finalist }) => finalist);
    return this.aged(finalists, (candidates) => computeFinal(announced, candidates, settling, rules));
  }

  /** A ranking with the birth dates of those whom nothing else separates. */
  private async aged<Item extends Ageing>(
    candidates: readonly Item[],
    compute: (candidates: readonly Item[]) => ComputedStage,
  ): Promise<ComputedStage> {
    return compute(await this.candidates.withAges(candidates, compute(candidates).rows));
  }

  /**
   * Records a ranking in its parts; what is there already is not recorded again.
   * @returns the answer of the first part, whose stream names the ranking
   * @throws RuleViolated STAGE_NOT_SETTLED, RANKING_MISMATCH
   */
  record(
    { head, rows, unsettled, contestedUntil }: ComputedStage,
    context: CommandContext,
  ): Promise<Appended> {
    return recordInParts(rows, ROWS_PER_PART, head.rankingId, context, (part, of, by) => {
      const command = { type: 'ComputeRanking', head, part, rows: of, unsettled, contestedUntil } as const;
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

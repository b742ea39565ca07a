import type { RankedStage } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { type ComputedStage, unresolvedOf } from '../ranking/computed-stage';
import { Stages } from '../ranking/stages';
import { vacancy, type VacancyGiven } from '../vacancy/vacancy.decider';
import { dataset, type PublishDataset } from './dataset.decider';
import { advancingOf, cutOffOf, resultFileSha256 } from './result-file';

/** What the committee publishes. */
export interface Publication {
  readonly vacancyId: string;
  readonly stage: RankedStage;
  /** The ranking that it has seen. */
  readonly rankingId: string;
  readonly tieMinuteSha256: string | null;
  readonly change: string | null;
}

/** What a publication rests on beside the ranking. */
export type PublicationRules = Pick<VacancyGiven, 'objection' | 'reasonMinChars' | 'chairs'>;

/** The id of the dataset in which all versions of a stage's result are published. */
export const datasetIdOf = (vacancyId: string, stage: RankedStage): string =>
  naturalId('dataset', vacancyId, stage);

const STAGE_TITLE: Readonly<Record<RankedStage, string>> = { SKD: 'Hasil SKD', FINAL: 'Hasil akhir' };

/** Publishes the results of stages: the vacancy's fact and the dataset's, in one transaction. The rows follow. */
@Injectable()
export class Publications {
  constructor(
    private readonly store: EventStore,
    private readonly stages: Stages,
  ) {}

  /**
   * @param computed the result as the records give it now; it is refused where that is not what the committee has seen
   * @returns the answer of the vacancy's stream
   */
  async publish(
    { vacancyId, stage, rankingId, tieMinuteSha256, change }: Publication,
    { head, rows, unsettled }: ComputedStage,
    rules: PublicationRules,
    context: CommandContext,
  ): Promise<Appended> {
    const stream = streamOf('vacancy', vacancyId);
    const { state } = await this.store.state(vacancy, stream);
    const datasetId = datasetIdOf(vacancyId, stage);
    const fileSha256 = resultFileSha256(rows);
    const result = {
      ...{ rankingId: head.rankingId, rowsSha256: head.rowsSha256, rows: rows.length, fileSha256 },
      ...{ advancing: advancingOf(stage, rows, head.seats), cutOff: cutOffOf(stage, rows) },
      ...{ unresolved: unresolvedOf(rows), unsettled },
    };
    const given = { ...rules, result, recordedRowsSha256: await this.stages.recordedRowsSha256(rankingId) };
    const current = 'results' in state ? state.results[stage] : undefined;
    const position =
      'announced' in state ? state.announced.position : 'round' in state ? state.round.position : '';
    const publishDataset: PublishDataset = {
      type: 'PublishDataset',
      ...{ datasetId, change, policies: head.policies, rows: rows.length },
      version: current?.rankingId === rankingId ? current.version : (current?.version ?? 0) + 1,
      title: `${STAGE_TITLE[stage]}: ${position}`,
      sha256: fileSha256,
    };
    const { expectedVersion: _, ...plain } = context;
    const publish = {
      type: 'PublishStageResult',
      stage,
      rankingId,
      datasetId,
      tieMinuteSha256,
      change,
    } as const;
    const policies = head.policies;
    const [answer] = await this.store.executeTogether([
      execution({ decider: vacancy, stream, command: publish, context, gather: { given, policies } }),
      execution({
        ...{ decider: dataset, stream: streamOf('dataset', datasetId), command: publishDataset },
        ...{ context: plain, gather: { given: {}, policies } },
      }),
    ]);
    return answer;
  }
}

import type { PublishedStage, RankedStage, StageResultPublished } from '@jejak/contracts/recruitment';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import { dataset, type PublishDataset } from '@jejak/publication';
import { Injectable } from '@nestjs/common';
import type { AdminResult } from '../admin-result/admin-result';
import { adminFileSha256 } from '../admin-result/admin-file';
import { type ComputedStage, unresolvedOf } from '../ranking/computed-stage';
import { Stages } from '../ranking/stages';
import { vacancy, type VacancyCommand, type VacancyGiven } from '../vacancy/vacancy.decider';
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

/** The same for the ADMIN result, which ranks nobody. */
export interface AdminPublication {
  readonly vacancyId: string;
  /** The result that it has seen. */
  readonly adminResultId: string;
  readonly change: string | null;
}

/** What a publication rests on beside what it publishes. */
export type PublicationRules = Pick<
  VacancyGiven,
  'objection' | 'reasonMinChars' | 'retentionYears' | 'chairs'
>;

/** What is the same for the results of all stages: a version of the vacancy's result, and of its dataset. */
interface Issue {
  readonly vacancyId: string;
  readonly stage: PublishedStage;
  readonly policies: readonly string[];
  readonly rows: number;
  /** SHA-256 of the file to publish. */
  readonly sha256: string;
  readonly change: string | null;
  readonly command: VacancyCommand;
  readonly given: VacancyGiven;
  /** Whether the version that is published already is this very one. */
  readonly isPublished: (current: StageResultPublished['data']) => boolean;
}

/** The id of the dataset in which all versions of a stage's result are published. */
export const datasetIdOf = (vacancyId: string, stage: PublishedStage): string =>
  naturalId('dataset', vacancyId, stage);

const STAGE_TITLE: Readonly<Record<PublishedStage, string>> = {
  ADMIN: 'Hasil seleksi administrasi',
  SKD: 'Hasil SKD',
  SKB: 'Hasil SKB',
  FINAL: 'Hasil akhir',
};

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
    const fileSha256 = resultFileSha256(rows);
    const result = {
      ...{ rankingId: head.rankingId, rowsSha256: head.rowsSha256, rows: rows.length, fileSha256 },
      ...{ advancing: advancingOf(stage, rows, head.seats), cutOff: cutOffOf(stage, rows) },
      ...{ unresolved: unresolvedOf(rows), unsettled },
    };
    const recordedRowsSha256 = await this.stages.recordedRowsSha256(rankingId);
    const datasetId = datasetIdOf(vacancyId, stage);
    return this.issue(
      {
        ...{ vacancyId, stage, change, policies: head.policies, rows: rows.length, sha256: fileSha256 },
        command: { type: 'PublishStageResult', stage, rankingId, datasetId, tieMinuteSha256, change },
        given: { ...rules, result, recordedRowsSha256 },
        isPublished: (current) => current.rankingId === rankingId,
      },
      context,
    );
  }

  /**
   * @param computed the result as the records give it now
   * @param recordedRowsSha256 the digest of the rows of what the committee has seen, as it was recorded; null where it was not
   * @returns the answer of the vacancy's stream
   */
  async publishAdmin(
    { vacancyId, adminResultId, change }: AdminPublication,
    { head, rows, passed }: AdminResult,
    recordedRowsSha256: string | null,
    rules: PublicationRules,
    context: CommandContext,
  ): Promise<Appended> {
    const fileSha256 = adminFileSha256(rows);
    const adminResult = {
      ...{ adminResultId: head.adminResultId, rowsSha256: head.rowsSha256, rows: rows.length },
      ...{ passed, fileSha256 },
    };
    const datasetId = datasetIdOf(vacancyId, 'ADMIN');
    return this.issue(
      {
        ...{
          vacancyId,
          stage: 'ADMIN',
          change,
          policies: head.policies,
          rows: rows.length,
          sha256: fileSha256,
        },
        command: { type: 'PublishAdminResult', adminResultId, datasetId, change },
        given: { ...rules, adminResult, recordedRowsSha256 },
        isPublished: (current) => current.adminResultId === adminResultId,
      },
      context,
    );
  }

  private async issue(
    { vacancyId, stage, policies, rows, sha256, change, command, given, isPublished }: Issue,
    context: CommandContext,
  ): Promise<Appended> {
    const stream = streamOf('vacancy', vacancyId);
    const { state } = await this.store.state(vacancy, stream);
    const datasetId = datasetIdOf(vacancyId, stage);
    const current = 'results' in state ? state.results[stage] : undefined;
    const about = 'announced' in state ? state.announced : 'round' in state ? state.round : null;
    const publishDataset: PublishDataset = {
      ...{ type: 'PublishDataset', kind: 'selection-results' },
      ...{ datasetId, change, policies, rows, sha256 },
      version: current && isPublished(current) ? current.version : (current?.version ?? 0) + 1,
      title: `${STAGE_TITLE[stage]}: ${about?.position ?? ''}`,
      // The selection is that of a year.
      ...(about ? { period: { from: `${about.year}-01-01`, to: `${about.year}-12-31` } } : {}),
    };
    const { expectedVersion: _, ...plain } = context;
    const [answer] = await this.store.executeTogether([
      execution({ decider: vacancy, stream, command, context, gather: { given, policies } }),
      execution({
        ...{ decider: dataset, stream: streamOf('dataset', datasetId), command: publishDataset },
        ...{ context: plain, gather: { given: {}, policies } },
      }),
    ]);
    return answer;
  }
}

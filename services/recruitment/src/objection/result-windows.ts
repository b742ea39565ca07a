import type { Stage, StageResultPublished } from '@jejak/contracts/recruitment';
import { EventStore } from '@jejak/event-store';
import { type Recorded, streamOf, Unavailable } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { AdminResultTable } from '../admin-result/admin-result-table';
import { RankingTable } from '../ranking/ranking-table';
import type { RankingTableRow } from '../ranking/ranking.projection';
import type { ResultWindow } from './objection-window';

/** What a row of a ranking says of its applicant; where it stands in the file is no part of it. */
const saidOf = (row: RankingTableRow | null): string => {
  if (row === null) return '';
  const { rankingId: _, place: __, ...said } = row;
  return JSON.stringify(said);
};

/** The windows in which the published versions of a stage may be contested. */
@Injectable()
export class ResultWindows {
  constructor(
    private readonly store: EventStore,
    private readonly rankings: RankingTable,
    private readonly admissions: AdminResultTable,
  ) {}

  /**
   * Oldest first. From the vacancy's stream, so that no read model that lags closes a window early.
   * @throws Unavailable while the rows of a version are on their way
   */
  async of(vacancyId: string, stage: Stage, participantNo: string): Promise<ResultWindow[]> {
    const history = await this.store.history(streamOf('vacancy', vacancyId));
    const results = history
      .filter((event): event is Recorded<StageResultPublished> => event.type === 'StageResultPublished')
      .filter(({ data }) => data.stage === stage);
    const windows: ResultWindow[] = [];
    let before: string | null = null;
    for (const { data } of results) {
      const { version: resultVersion, objectionOpensAt: opensAt, objectionClosesAt: closesAt } = data;
      const said: string = await this.said(data, participantNo);
      const concerns = before === null ? said !== '' : said !== before;
      if (opensAt !== null && closesAt !== null) windows.push({ resultVersion, opensAt, closesAt, concerns });
      before = said;
    }
    return windows;
  }

  /** What a version says of an applicant; empty where it says nothing. */
  private async said(
    { rankingId, adminResultId, rows }: StageResultPublished['data'],
    participantNo: string,
  ): Promise<string> {
    const { said, known } =
      rankingId === null
        ? await this.admission(adminResultId ?? '', participantNo)
        : await this.ranked(rankingId, participantNo);
    if (said === '' && known < rows)
      throw new Unavailable('UNAVAILABLE', 'The rows of this version are still on their way.');
    return said;
  }

  private async ranked(rankingId: string, participantNo: string): Promise<Said> {
    const said = saidOf(await this.rankings.ofParticipant(rankingId, participantNo));
    return { said, known: await this.rankings.count(rankingId) };
  }

  private async admission(adminResultId: string, participantNo: string): Promise<Said> {
    const row = await this.admissions.ofParticipant(adminResultId, participantNo);
    return { said: row ? JSON.stringify(row) : '', known: await this.admissions.count(adminResultId) };
  }
}

interface Said {
  readonly said: string;
  /** How many rows of the version are there. */
  readonly known: number;
}

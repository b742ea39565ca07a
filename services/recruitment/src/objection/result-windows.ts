import type { Stage, StageResultPublished } from '@jejak/contracts/recruitment';
import { EventStore } from '@jejak/event-store';
import { type Recorded, streamOf, Unavailable } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { RankingTable } from '../ranking/ranking-table';
import type { RankingTableRow } from '../ranking/ranking.projection';
import type { ResultWindow } from './objection-window';

/** What a row says of its applicant; where it stands in the file is no part of it. */
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
    private readonly table: RankingTable,
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
      const said: string = saidOf(await this.row(data, participantNo));
      // Every applicant stands in the result of the verification, whose rows are not those of a ranking.
      const concerns = before === null ? stage === 'ADMIN' || said !== '' : said !== before;
      if (opensAt !== null && closesAt !== null) windows.push({ resultVersion, opensAt, closesAt, concerns });
      before = said;
    }
    return windows;
  }

  private async row(
    { rankingId, rows }: StageResultPublished['data'],
    participantNo: string,
  ): Promise<RankingTableRow | null> {
    const found = await this.table.ofParticipant(rankingId, participantNo);
    if (!found && (await this.table.count(rankingId)) < rows)
      throw new Unavailable('UNAVAILABLE', 'The rows of this version are still on their way.');
    return found;
  }
}

import { Injectable } from '@nestjs/common';
import { ADMIN_HEADER, publishedAdminRow } from '../admin-result/admin-file';
import { AdminResultTable } from '../admin-result/admin-result-table';
import { RankingTable } from '../ranking/ranking-table';
import { publishedTableRow, resultHeader, resultLine } from './result-file';
import type { StageResultRow } from './stage-result.projection';

/** What a published version names. */
type Published = Pick<StageResultRow, 'rankingId' | 'adminResultId'>;

/** What a file is made of: a header, and pages of rows by their places, each with the line that it makes. */
interface Source {
  header(): Promise<string>;
  count(): Promise<number>;
  from(place: number, limit: number): Promise<readonly string[]>;
}

const PAGE = 2_000;

/** The bytes of published versions: rendered from the rows that they name, whose SHA-256 was fixed at publication. */
@Injectable()
export class PublishedFiles {
  constructor(
    private readonly rankings: RankingTable,
    private readonly adminResults: AdminResultTable,
  ) {}

  /** How many rows of a version have come to the read model. */
  rows(published: Published): Promise<number> {
    return this.sourceOf(published).count();
  }

  /** The file, some lines at a time. */
  async *lines(published: Published): AsyncGenerator<string> {
    const source = this.sourceOf(published);
    yield await source.header();
    for (let place = 1; ;) {
      const lines = await source.from(place, PAGE);
      if (lines.length === 0) return;
      yield lines.join('');
      place += lines.length;
    }
  }

  private sourceOf({ rankingId, adminResultId }: Published): Source {
    if (rankingId !== null)
      return {
        header: async () => resultHeader((await this.rankings.from(rankingId, 1, 1)).at(0)),
        count: () => this.rankings.count(rankingId),
        from: async (place, limit) =>
          (await this.rankings.from(rankingId, place, limit)).map((row) =>
            resultLine(row.participantNo, publishedTableRow(row)),
          ),
      };
    if (adminResultId !== null)
      return {
        header: () => Promise.resolve(ADMIN_HEADER),
        count: () => this.adminResults.count(adminResultId),
        from: async (place, limit) =>
          (await this.adminResults.from(adminResultId, place, limit)).map((row) =>
            resultLine(row.participantNo, publishedAdminRow(row)),
          ),
      };
    throw new Error('A published result names a ranking or an ADMIN result.');
  }
}

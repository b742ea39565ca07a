import { careerContracts, type TalentMapped } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

export interface TalentBoxRow {
  readonly employeeId: string;
  readonly box: number;
  /** The fact that says so. */
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

/**
 * In which box of the nine-box the talent committee has put somebody, last: a leadership programme is for those with potential. A map
 * that is outdated still is the last one; the committee maps anew.
 */
export const talentBoxes = projection<TalentMapped, TalentBoxRow>()({
  table: 'talent_box',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    TalentMapped: ({ data: { employeeId, box }, envelope: { stream, version: readVersion, hash } }) => ({
      ...{ employeeId, box, stream, readVersion, hash },
    }),
  },
});

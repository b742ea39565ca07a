import {
  careerContracts,
  type InstrumentLicensed,
  type PotentialAssessed,
  type TalentMapped,
  type TalentMapOutdated,
  type TalentMapUnsettled,
} from '@jejak/contracts/career';
import { projection } from '@jejak/projections';
import type { TalentEvent } from './talent.decider';

/** One person's potential and box, with what they rest on. */
export interface TalentRow {
  readonly employeeId: string;
  readonly assessment: PotentialAssessed['data'] | null;
  readonly map: TalentMapped['data'] | null;
  /** Of the map, for lists. */
  readonly box: number | null;
  /** ISO instant. */
  readonly mappedAt: string | null;
  /** Policy versions of the map. */
  readonly policies: readonly string[];
  /** Null while the map shows what is known. */
  readonly outdated:
    Omit<TalentMapOutdated['data'], 'employeeId'> | Omit<TalentMapUnsettled['data'], 'employeeId'> | null;
}

const EMPTY = { assessment: null, map: null, box: null, mappedAt: null, policies: [], outdated: null };

export const talentProfiles = projection<TalentEvent, TalentRow>()({
  table: 'talent_profile',
  source: careerContracts,
  key: ({ data }) => data.employeeId,
  opens: {
    PotentialAssessed: ({ data }, row) => ({
      ...{ ...EMPTY, ...row, employeeId: data.employeeId, assessment: data },
    }),
  },
  on: {
    TalentMapped: (row, { data, envelope: { at, policies } }) => ({
      ...{ ...row, map: data, box: data.box, mappedAt: at, policies, outdated: null },
    }),
    TalentMapOutdated: (row, { data: { employeeId: _, ...outdated } }) => ({ ...row, outdated }),
    TalentMapUnsettled: (row, { data: { employeeId: _, ...outdated } }) => ({ ...row, outdated }),
  },
});

export interface InstrumentRow {
  readonly instrumentId: string;
  readonly code: string;
  readonly centre: string;
  readonly licence: string;
  /** Legal dates of the last licence. */
  readonly fromDate: string;
  readonly toDate: string;
}

export const instrumentList = projection<InstrumentLicensed, InstrumentRow>()({
  table: 'instrument_list',
  source: careerContracts,
  key: ({ data }) => data.instrumentId,
  opens: {
    InstrumentLicensed: ({ data: { instrumentId, code, centre, licence, from, to } }) => ({
      ...{ instrumentId, code, centre, licence, fromDate: from, toDate: to },
    }),
  },
});

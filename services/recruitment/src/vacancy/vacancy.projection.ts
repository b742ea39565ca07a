import {
  type AppointmentKind,
  type DocumentKind,
  type FormationKind,
  recruitmentContracts,
  type Requirement,
  type VacancyAmended,
} from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';
import type { AnnouncedStages } from '../selection/scheme';
import { AFTER, afterPublication, type Vacancy, type VacancyEvent } from './vacancy.state';

/** A vacancy as the board shows it, or one list of a finished round. */
export interface VacancyRow {
  readonly vacancyId: string;
  readonly status: Exclude<Vacancy['status'], 'absent' | 'imported'>;
  readonly year: number;
  readonly position: string;
  readonly unitId: string | null;
  /** Null in a finished round. */
  readonly formationId: string | null;
  readonly formationKind: FormationKind | null;
  /** What an appointed candidate becomes; null in a finished round. */
  readonly appointmentKind: AppointmentKind | null;
  /** As announced, in order; none before that, and in a finished round. */
  readonly stages: AnnouncedStages;
  /** Null where the seats of a finished round are not known. */
  readonly seats: number | null;
  readonly requirements: readonly Requirement[];
  /** The documents without which nobody applies. */
  readonly documentKinds: readonly DocumentKind[];
  /** ISO instants; null until it is announced. */
  readonly openAt: string | null;
  readonly closeAt: string | null;
  readonly announcedAt: string | null;
  readonly pinnedPolicies: readonly string[];
  readonly documentSha256: string | null;
  /** What has changed since the announcement, oldest first. Why stands in the facts: a text can name a person. */
  readonly amendments: readonly {
    readonly at: string;
    readonly changes: VacancyAmended['data']['changes'];
  }[];
  /** Of a finished round; null otherwise, like formation code and list. */
  readonly importId: string | null;
  readonly formationCode: string | null;
  readonly list: string | null;
}

export const vacancyBoard = projection<VacancyEvent, VacancyRow>()({
  table: 'vacancy',
  source: recruitmentContracts,
  key: ({ data }) => data.vacancyId,
  opens: {
    VacancyDrafted: ({
      data: {
        vacancyId,
        year,
        position,
        unitId,
        formationId,
        formationKind,
        seats,
        requirements,
        documentKinds = [],
        appointment,
      },
    }) => ({
      ...{
        vacancyId,
        year,
        position,
        unitId,
        formationId,
        formationKind,
        seats,
        requirements,
        documentKinds,
      },
      ...{ appointmentKind: appointment.kind, stages: [] },
      ...{ status: 'draft', openAt: null, closeAt: null, announcedAt: null, pinnedPolicies: [] },
      ...{ documentSha256: null, importId: null, formationCode: null, list: null, amendments: [] },
    }),
    FinishedRoundImported: ({
      data: { vacancyId, importId, year, position, formationCode, list, pinnedPolicies },
    }) => ({
      ...{ vacancyId, importId, year, position, formationCode, list, pinnedPolicies },
      ...{
        status: 'closed',
        unitId: null,
        formationId: null,
        formationKind: null,
        appointmentKind: null,
        stages: [],
        seats: null,
        requirements: [],
        documentKinds: [],
      },
      ...{ openAt: null, closeAt: null, announcedAt: null, documentSha256: null, amendments: [] },
    }),
  },
  on: {
    VacancyApproved: (row) => ({ ...row, status: 'approved' }),
    VacancyAnnounced: (
      row,
      { data: { openAt, closeAt, pinnedPolicies, documentSha256, stages }, envelope },
    ) => ({
      ...row,
      stages,
      ...{ status: 'announced', openAt, closeAt, pinnedPolicies, documentSha256, announcedAt: envelope.at },
    }),
    VacancyAmended: (row, { data: { changes }, envelope }) => ({
      ...row,
      ...Object.fromEntries(changes.map((change) => [change.field, change.new])),
      amendments: [...row.amendments, { at: envelope.at, changes }],
    }),
    RegistrationOpened: (row) => ({ ...row, status: 'open' }),
    RegistrationClosed: (row) => ({ ...row, status: 'closed' }),
    StageResultPublished: (row, { data }) => ({ ...row, status: afterPublication(row.status, data.stage) }),
    VacancyCompleted: (row) => ({ ...row, status: 'completed' }),
    VacancySeatVacated: (row) => ({ ...row, status: AFTER.FINAL }),
    VacancyCancelled: (row) => ({ ...row, status: 'cancelled' }),
  },
  // Who has the seats, the applications say.
  ignores: ['VacancySeatFilled'],
});

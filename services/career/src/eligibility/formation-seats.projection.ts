import {
  type FormationApproved,
  type FormationProposed,
  type FormationRejected,
  type FormationSeatsReturned,
  type FormationSeatsTaken,
  recruitmentContracts,
} from '@jejak/contracts/recruitment';
import { projection } from '@jejak/projections';

type FormationEvent =
  FormationProposed | FormationApproved | FormationRejected | FormationSeatsTaken | FormationSeatsReturned;

/** Approved seats (kebutuhan) of a position and level in a unit, as recruitment has told of them. */
export interface FormationSeatsRow {
  readonly formationId: string;
  readonly unitId: string;
  readonly position: string;
  readonly level: string;
  readonly education: string;
  /** 0 until the leadership grants some. */
  readonly approved: number;
  /** On which vacancies are drafted. */
  readonly taken: number;
  readonly stream: string;
  readonly readVersion: number;
  readonly hash: string;
}

/** Promotion to a level takes a seat of the same formations that vacancies do. @source domain.md 4.1, 7.4 */
export const formationSeats = projection<FormationEvent, FormationSeatsRow>()({
  table: 'formation_seats',
  source: recruitmentContracts,
  key: ({ data }) => data.formationId,
  opens: {
    FormationProposed: ({ data, envelope: { stream, version, hash } }) => {
      const { formationId, unitId, position, level, education } = data;
      return {
        ...{ formationId, unitId, position, level, education, approved: 0, taken: 0 },
        ...{ stream, readVersion: version, hash },
      };
    },
  },
  on: {
    FormationApproved: (row, { data: { seats }, envelope: { version, hash } }) => ({
      ...row,
      ...{ approved: seats, readVersion: version, hash },
    }),
    FormationSeatsTaken: (row, { data: { seats }, envelope: { version, hash } }) => ({
      ...row,
      ...{ taken: row.taken + seats, readVersion: version, hash },
    }),
    FormationSeatsReturned: (row, { data: { seats }, envelope: { version, hash } }) => ({
      ...row,
      ...{ taken: row.taken - seats, readVersion: version, hash },
    }),
  },
  ignores: ['FormationRejected'],
});

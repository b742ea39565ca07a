import {
  evaluationFinalised,
  evaluationObjected,
  evaluationOpened,
  evaluationReopened,
  objectionDecided,
  type Predicate,
  sanctionServed,
} from '@jejak/contracts/performance';
import { formationApproved, formationProposed } from '@jejak/contracts/recruitment';
import { jpCredited } from '@jejak/contracts/training';
import { naturalId, streamOf } from '@jejak/kernel';
import { accepted, type CareerCity } from './career-city';
import { HR1, SIGNED, SUP1, UNIT } from './people';

/** Facts of one evaluation as performance tells them; a period is a whole year where nothing else is said. */
export const evaluationOf = (
  employeeId: string,
  {
    year = 2026,
    from = `${year}-01-01`,
    to = `${year}-12-31`,
  }: { year?: number; from?: string; to?: string },
) => {
  const evaluationId = naturalId('evaluation', employeeId, 'Perawat', from);
  const about = { subject: employeeId };
  const whose = {
    evaluationId,
    employeeId,
    planId: naturalId('plan', employeeId, from),
    position: 'Perawat',
  };
  const period = { unitId: UNIT, year, periodStart: from, periodEnd: to };
  return {
    evaluationId,
    stream: streamOf('evaluation', evaluationId),
    opened: evaluationOpened({ ...whose, ...period, raterId: SUP1, pinnedPolicies: [] }, about),
    final: (predicate: Predicate, evaluationVersion = 1) =>
      evaluationFinalised(
        {
          ...{ ...whose, ...period, evaluationVersion, composite: '100.0000', predicate },
          ...{ resultRating: 'MEETS', behaviourRating: 'ABOVE' },
        },
        about,
      ),
    objected: evaluationObjected(
      { evaluationId, grounds: ['MEASUREMENT'], measurementIds: [], decideBy: `${year + 1}-02-12` },
      { ...about, reason: { code: 'OBJECTION', text: 'Enam puluh anak tidak dihitung.' } },
    ),
    decided: (predicate: Predicate) =>
      objectionDecided(
        {
          ...{ evaluationId, decidedBy: SUP1, outcome: 'UPHELD', corrections: [], newPredicate: predicate },
          ...{ predicate, resultRating: 'ABOVE', behaviourRating: 'ABOVE' },
        },
        { ...about, reason: { code: 'OBJECTION', text: 'Register asli ada.' } },
      ),
    reopened: evaluationReopened(
      {
        ...{ evaluationId, reopenedBy: SUP1, ground: 'FINDING', findingRef: 'LHP-1', evaluationVersion: 1 },
        corrections: [],
      },
      { ...about, reason: { code: 'FINDING', text: 'Temuan pemeriksaan.' } },
    ),
  };
};

/** Training hours of a year in so many parts. */
export const learned = async (city: CareerCity, employeeId: string, ...hours: readonly number[]) => {
  const stream = streamOf('learning-balance', naturalId('learning-balance', employeeId, '2026'));
  const credits = hours.map((jp, at) =>
    jpCredited(
      {
        ...{ employeeId, year: 2026, jp, source: 'TRAINING', on: '2026-06-18' },
        ref: naturalId('enrolment', employeeId, String(at)),
      },
      { subject: employeeId },
    ),
  );
  await city.training.tell(stream, ...credits);
  await city.known(
    'the hours are known',
    'select count(*)::int as n from rm.learning_hours where employee_id = $1 and read_version >= $2',
    [employeeId, hours.length],
  );
};

/** Approved seats of a level in the unit. */
export const formationFor = async (city: CareerCity, formationId: string, level: string, seats: number) => {
  await city.recruitment.tell(
    streamOf('formation', formationId),
    formationProposed({
      ...{ formationId, proposedBy: HR1, unitId: UNIT, position: 'Perawat', level },
      ...{ education: 'S-1 Keperawatan', seats, workloadHours: '1250.0000' },
    }),
    formationApproved({ formationId, approvedBy: SUP1, seats, budgetRef: 'APBD-1' }),
  );
  await city.known(
    'the formation is known',
    'select count(*)::int as n from rm.formation_seats where formation_id = $1 and approved > 0',
    [formationId],
  );
};

/** A medium sanction that is being served. */
export const sanctioned = async (city: CareerCity, employeeId: string) => {
  const caseId = naturalId('discipline', employeeId);
  await city.performance.tell(
    streamOf('discipline', caseId),
    sanctionServed(
      {
        ...{ caseId, employeeId, level: 'MEDIUM', kind: 'ALLOWANCE_CUT', months: 6 },
        ...{ from: '2027-03-01', until: '2027-08-31', endsAt: '2027-08-31T17:00:00.000Z' },
      },
      { subject: employeeId },
    ),
  );
  await city.known(
    'the sanction is known',
    'select count(*)::int as n from rm.sanction_record where employee_id = $1',
    [employeeId],
  );
};

/** Waits until an evaluation is known up to a version of its stream. */
export const evaluationKnown = (city: CareerCity, evaluationId: string, version: number) =>
  city.known(
    'the evaluation is known',
    'select count(*)::int as n from rm.evaluation_record where evaluation_id = $1 and read_version >= $2',
    [evaluationId, version],
  );

/** What somebody brought along: predicates of two years, and a balance. */
export const broughtAlong = async (city: CareerCity, employeeId: string, balance: string) => {
  const hr = city.as(HR1, 'hr_admin');
  const documentSha256 = SIGNED;
  const imported = { balance, asOf: '2026-12-31', documentSha256 };
  accepted(await hr.post(`credit-ledgers/${employeeId}/import-balance`, imported));
  for (const year of [2025, 2026]) {
    const past = { year, predicate: 'BAIK', documentSha256 };
    accepted(await hr.post(`career-records/${employeeId}/import-past-predicate`, past));
  }
};

/** A number that tells people of a test apart. */
export const nipOf = (id: string): string => `19900101201901${id.slice(-4)}`;

/** An employees' file of a unit: nip, id, supervisor's nip, rank and level. */
export const employeesFile = (
  people: readonly { id: string; rank: string; level: string; supervisor?: string }[],
): string[][] => {
  return [
    [
      ...['nip', 'nik', 'name', 'kind', 'golongan', 'jenjang', 'position', 'unit_code', 'supervisor_nip'],
      ...['start', 'contract_end', 'email', 'employee_id'],
    ],
    ...people.map(({ id, rank, level, supervisor }) => [
      ...[nipOf(id), `127101010190${id.slice(-4)}`, 'Pegawai', 'PNS', rank, level, 'Perawat', 'DINKES'],
      ...[supervisor ? nipOf(supervisor) : '', '2019-05-01', '', '', id],
    ]),
  ];
};

import type { EmployeeRegistered } from '@jejak/contracts/career';
import { naturalId } from '@jejak/kernel';
import { type Chance, chanceOf } from '../engine/chance';
import { personOf } from './people';

/** How large a city, how long a life of it, and of which many possible ones. */
export interface Scenario {
  readonly seed: number;
  /** Employees. */
  readonly city: number;
  /** Years of work, each with its evaluation. */
  readonly years: number;
  readonly firstYear: number;
}

export interface Unit {
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: Unit | null;
  /** What its people do. */
  readonly work: Work;
  /** Serves citizens at a counter. */
  readonly counter: boolean;
}

export interface Employee {
  readonly nth: number;
  readonly file: EmployeeRegistered['data'];
  readonly id: string;
  readonly unit: Unit;
  readonly position: string;
  /** Leads its unit, and is rated by what that achieves. */
  readonly leads: boolean;
  /** Who rates, and who rates that one; the mayor, or nobody, above the head of the administration. */
  readonly supervisorId: string;
  readonly superiorId: string | null;
}

/** A field of the city's work: what is counted in it, and what is learned for it. */
export const WORKS = ['HEALTH', 'EDUCATION', 'PERMITS', 'TRANSPORT', 'ADMINISTRATION'] as const;
export type Work = (typeof WORKS)[number];

const AGENCY: Record<Work, string> = {
  HEALTH: 'Dinas Kesehatan',
  EDUCATION: 'Dinas Pendidikan',
  PERMITS: 'Dinas Penanaman Modal dan PTSP',
  TRANSPORT: 'Dinas Perhubungan',
  ADMINISTRATION: 'Badan Kepegawaian dan Umum',
};
const POSITION: Record<Work, string> = {
  HEALTH: 'Perawat',
  EDUCATION: 'Guru',
  PERMITS: 'Penata Perizinan',
  TRANSPORT: 'Penguji Kendaraan Bermotor',
  ADMINISTRATION: 'Analis Sumber Daya Manusia Aparatur',
};

/** People of one division with its head, and divisions of one agency. */
const DIVISION = 13;
const DIVISIONS = 8;
/** First day of every unit and relation: long before the first year. */
export const SINCE = '2015-01-01';

/** The city as its life finds it: small beside that life, and the only thing of it that is held whole. */
export interface City {
  readonly scenario: Scenario;
  readonly mayorId: string;
  readonly units: readonly Unit[];
  readonly employees: readonly Employee[];
  readonly staffOf: ReadonlyMap<Unit, readonly Employee[]>;
  /** Of the personnel agency: drafts, schedules, registers. */
  readonly hr: Employee;
  /** For complaints from the whole city; the second where the first is concerned. */
  readonly officers: readonly [Employee, Employee];
  readonly trainers: readonly Employee[];
  chance(...name: readonly (string | number)[]): Chance;
}

/** @throws RangeError for a city of fewer than so many that it could have a head, an agency and a division */
export const cityOf = (scenario: Scenario): City => {
  const { seed, city: size } = scenario;
  if (size < SMALLEST) throw new RangeError(`a city has at least ${SMALLEST} employees`);
  const mayorId = naturalId('simulated-mayor', String(seed));
  const unitOf = (parts: Omit<Unit, 'unitId'>): Unit => ({ unitId: naturalId('unit', parts.code), ...parts });
  const root = unitOf({
    ...{ code: 'KOTA', name: 'Sekretariat Daerah', kind: 'Sekretariat', parent: null },
    ...{ work: 'ADMINISTRATION', counter: false },
  });
  const units: Unit[] = [root];
  const employees: Employee[] = [];
  const hire = (unit: Unit, leads: boolean, supervisor: Employee | null): Employee => {
    const nth = employees.length;
    const file = personOf(seed, nth, leads ? 'head' : 'staff', scenario);
    const employee: Employee = {
      ...{ nth, file, id: file.employeeId, unit, leads },
      position: leads ? `Kepala ${unit.name}` : POSITION[unit.work],
      supervisorId: supervisor?.id ?? mayorId,
      superiorId: supervisor?.supervisorId ?? null,
    };
    employees.push(employee);
    return employee;
  };
  const secretary = hire(root, true, null);
  for (let agencies = 0; employees.length < size; agencies++) {
    const work = WORKS[agencies % WORKS.length];
    const more = agencies < WORKS.length ? '' : ` Wilayah ${Math.floor(agencies / WORKS.length) + 1}`;
    const agency = unitOf({
      ...{ code: `OPD-${String(agencies + 1).padStart(3, '0')}`, name: `${AGENCY[work]}${more}` },
      ...{ kind: 'OPD', parent: root, work, counter: false },
    });
    units.push(agency);
    const head = hire(agency, true, secretary);
    for (let divisions = 0; divisions < DIVISIONS && employees.length < size; divisions++) {
      const division = unitOf({
        ...{ code: `${agency.code}-${String(divisions + 1).padStart(2, '0')}` },
        ...{ name: `Bidang ${divisions + 1} ${agency.name}`, kind: 'Bidang', parent: agency, work },
        // The first division of each agency has its counter.
        counter: divisions === 0,
      });
      units.push(division);
      const leader = hire(division, true, head);
      for (let staff = 1; staff < DIVISION && employees.length < size; staff++) hire(division, false, leader);
    }
  }
  const staffOf = new Map<Unit, Employee[]>();
  for (const employee of employees) {
    const known = staffOf.get(employee.unit);
    if (known) known.push(employee);
    else staffOf.set(employee.unit, [employee]);
  }
  const staff = employees.filter(({ leads }) => !leads);
  const last = staff.length - 1;
  const trainers = staff.filter((_, nth) => nth % TRAINED === TRAINED - 1);
  return {
    ...{ scenario, mayorId, units, employees, staffOf },
    hr: staff[last],
    officers: [staff[last - 1], staff[last - 2]],
    trainers: trainers.length > 0 ? trainers : [staff[last - 3]],
    chance: (...name) => chanceOf(seed, ...name),
  };
};

const SMALLEST = 12;
/** One trainer for so many of the staff. */
const TRAINED = 100;

/** A unit and all above it. */
export const lineOf = (unit: Unit): Unit[] => (unit.parent ? [unit, ...lineOf(unit.parent)] : [unit]);

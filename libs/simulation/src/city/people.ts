import type { EmployeeRegistered } from '@jejak/contracts/career';
import { naturalId } from '@jejak/kernel';
import { type Chance, chanceOf } from '../engine/chance';

const GIVEN = [
  ...['Siti', 'Dewi', 'Rina', 'Maya', 'Fitri', 'Wulan', 'Ratna', 'Yuni', 'Lestari', 'Intan'],
  ...['Budi', 'Agus', 'Eko', 'Rizki', 'Hendra', 'Dedi', 'Fajar', 'Joko', 'Arif', 'Bayu'],
];
const FAMILY = [
  ...['Nasution', 'Siregar', 'Harahap', 'Lubis', 'Simanjuntak', 'Hasibuan', 'Pohan', 'Tarigan', 'Ginting'],
  ...['Santoso', 'Wijaya', 'Pratama', 'Saputra', 'Hidayat', 'Kurniawan', 'Setiawan', 'Rahman', 'Utami'],
];

const LEVELS = [
  { jenjang: 'Terampil', golongan: 'II/c' },
  { jenjang: 'Mahir', golongan: 'III/a' },
  { jenjang: 'Ahli Pertama', golongan: 'III/a' },
  { jenjang: 'Ahli Pertama', golongan: 'III/b' },
  { jenjang: 'Ahli Muda', golongan: 'III/c' },
  { jenjang: 'Ahli Muda', golongan: 'III/d' },
  { jenjang: 'Ahli Madya', golongan: 'IV/a' },
] as const;
const STAFF = ['II/c', 'II/d', 'III/a', 'III/b', 'III/c'] as const;

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

const dayBetween = (chance: Chance, from: number, to: number): string =>
  `${chance.between(from, to)}-${padded(chance.between(1, 12), 2)}-${padded(chance.between(1, 28), 2)}`;

/** Somebody of no city: made up from a seed and a number, so that the same number is the same person each time. */
export const personOf = (
  seed: number,
  nth: number,
  rank: 'staff' | 'head',
  { firstYear, years }: { readonly firstYear: number; readonly years: number },
): EmployeeRegistered['data'] => {
  const chance = chanceOf(seed, 'person', nth);
  const employeeId = naturalId('simulated-employee', String(seed), String(nth));
  const [given, family] = [chance.oneOf(GIVEN), chance.oneOf(FAMILY)];
  const pppk = rank === 'staff' && chance.happens(0.25);
  const born = dayBetween(
    chance,
    firstYear - (rank === 'head' ? 54 : 50),
    firstYear - (rank === 'head' ? 42 : 26),
  );
  const start = pppk
    ? `${firstYear - 1}-${padded(chance.between(1, 6), 2)}-01`
    : `${chance.between(firstYear - (rank === 'head' ? 20 : 15), firstYear - (rank === 'head' ? 12 : 2))}-${padded(chance.between(1, 12), 2)}-01`;
  const functional = rank === 'staff' && chance.happens(0.6) ? chance.oneOf(LEVELS) : null;
  const golongan = rank === 'head' ? 'IV/b' : (functional?.golongan ?? chance.oneOf(STAFF));
  // Its last three digits tell apart who was born and began on the same days; the sequence goes round far above that.
  const nip = `${born.replaceAll('-', '')}${start.slice(0, 7).replace('-', '')}${chance.between(1, 2)}${padded((nth % 999) + 1, 3)}`;
  return {
    employeeId,
    ...{ nip, nik: `1271${padded(nth, 12)}`, name: `${given} ${family}` },
    email: `${given}.${family}.${nth}@kota.example`.toLowerCase(),
    kind: pppk ? 'PPPK' : 'PNS',
    golongan: pppk ? null : golongan,
    jenjang: functional?.jenjang ?? null,
    start,
    contractEnd: pppk ? `${firstYear + Math.max(5, years + 2)}-12-31` : null,
  };
};

/** Somebody who applies to the city. */
export interface Applicant {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly born: string;
  /** Of the diploma. */
  readonly gpa: string;
  /** Of the employee that this one becomes on a day, in a position of such a level. */
  file(start: string, golongan: string, jenjang: string): EmployeeRegistered['data'];
}

/** Young enough for every selection of the year. @param nth of all who ever apply */
export const applicantOf = (seed: number, nth: number, year: number): Applicant => {
  const chance = chanceOf(seed, 'applicant', nth);
  const id = naturalId('simulated-applicant', String(seed), String(nth));
  const name = `${chance.oneOf(GIVEN)} ${chance.oneOf(FAMILY)}`;
  const email = `${name.replace(' ', '.')}.${nth}@pelamar.example`.toLowerCase();
  const born = dayBetween(chance, year - 33, year - 22);
  const sex = chance.between(1, 2);
  return {
    ...{ id, name, email, born, gpa: (2.75 + chance.next() * 1.25).toFixed(2) },
    file: (start, golongan, jenjang) => ({
      ...{
        employeeId: id,
        name,
        email,
        nik: `1272${padded(nth, 12)}`,
        kind: 'CPNS',
        golongan,
        jenjang,
        start,
      },
      nip: `${born.replaceAll('-', '')}${start.slice(0, 7).replace('-', '')}${sex}${padded((nth % 999) + 1, 3)}`,
      contractEnd: null,
    }),
  };
};

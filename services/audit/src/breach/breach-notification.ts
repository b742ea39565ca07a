import type { BreachAddressee, BreachData } from '@jejak/contracts/audit';
import { Temporal } from 'temporal-polyfill';
import { ZONE } from '../history/as-of';

/** What the register has of a breach, in words. */
export interface BreachAccount {
  readonly noticedAt: string;
  readonly dueAt: string;
  readonly concerned: readonly BreachData[];
  readonly persons: number | null;
  readonly accounts: readonly string[];
  readonly measures: readonly { readonly at: string; readonly measure: string }[];
}

const DATA: Readonly<Record<BreachData, string>> = {
  IDENTITY: 'nama dan nomor identitas',
  CONTACT: 'kontak',
  BIRTH_DATE: 'tanggal lahir',
  HEALTH: 'kesehatan',
  PSYCHOLOGICAL: 'hasil psikologi',
  DOCUMENTS: 'dokumen',
  FREE_TEXT: 'catatan dalam kata-kata',
};

const TO: Readonly<Record<BreachAddressee, string>> = {
  AUTHORITY: 'lembaga yang menyelenggarakan pelindungan data pribadi',
  PERSONS: 'subjek data pribadi yang terdampak',
  PUBLIC: 'masyarakat',
};

const MONTHS = [
  ...['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni'],
  ...['Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'],
];
const two = (n: number): string => String(n).padStart(2, '0');
const moment = (instant: string): string => {
  const { day, month, year, hour, minute } = Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE);
  return `${day} ${MONTHS[month - 1]} ${year} pukul ${two(hour)}.${two(minute)} WIB`;
};

/**
 * The written notification of a breach, to be looked through, signed and sent by the city: which data, when and how, and what is done about it.
 * Pure. @source UU 27/2022 (contents of the notification)
 */
export const notificationText = (
  { noticedAt, dueAt, concerned, persons, accounts, measures }: BreachAccount,
  to: BreachAddressee,
): string =>
  [
    'PEMBERITAHUAN TERTULIS KEGAGALAN PELINDUNGAN DATA PRIBADI (KONSEP)',
    `Kepada: ${TO[to]}`,
    `Paling lambat disampaikan: ${moment(dueAt)}`,
    '',
    '1. Data pribadi yang terungkap',
    `   ${concerned.map((one) => DATA[one]).join(', ')}; data dari ${persons === null ? 'orang yang jumlahnya belum diketahui' : `${persons} orang`}`,
    '',
    '2. Kapan dan bagaimana data pribadi terungkap',
    `   Diketahui pada ${moment(noticedAt)}.`,
    ...accounts.map((account) => `   ${account}`),
    '',
    '3. Upaya penanganan dan pemulihan',
    ...(measures.length === 0
      ? ['   Belum ada yang dicatat.']
      : measures.map(({ at, measure }) => `   ${moment(at)}: ${measure}`)),
    '',
  ].join('\n');

import type { Role } from '../session/session';
import type { WordKey } from '../words/words';

/** Somewhere in the console. */
export interface Place {
  /** Below `/app`; `$name` stands for any one part. */
  readonly path: string;
  readonly title: WordKey;
  /** Who may come here; left out: everyone, signed in or not. */
  readonly roles?: readonly Role[];
  /** In the navigation of these roles. */
  readonly listed?: readonly Role[];
  /** Opened by `g` and this letter. */
  readonly key?: string;
}

/** Whoever is signed in has deadlines and messages. */
const PEOPLE: readonly Role[] = [
  'applicant',
  'employee',
  'supervisor',
  'hr_admin',
  'committee',
  'leadership',
  'inspector',
];
const EVERYONE: readonly Role[] = [...PEOPLE, 'operator', 'public'];

/** Every place that there is, in the order of the navigation: what is not here is not linked to. */
export const PLACES = {
  search: { path: '/i/cari', title: 'search.title', roles: ['inspector'], listed: ['inspector'], key: 'c' },
  controls: {
    path: '/i/kendali',
    title: 'controls.title',
    roles: ['inspector'],
    listed: ['inspector'],
    key: 'k',
  },
  cases: { path: '/i/kasus', title: 'cases.title', roles: ['inspector'], listed: ['inspector'], key: 's' },
  case: { path: '/i/kasus/$id', title: 'case.title', roles: ['inspector'] },
  object: { path: '/i/objek/$stream', title: 'object.title', roles: ['inspector'] },
  why: { path: '/i/mengapa/$id', title: 'why.title', roles: ['inspector'] },
  clearControl: { path: '/i/kendali/$id', title: 'clearControl.title', roles: ['inspector'] },
  shareFinding: { path: '/i/kasus/$id/temuan', title: 'shareFinding.title', roles: ['inspector'] },
  closeInspection: { path: '/i/kasus/$id/tutup', title: 'closeInspection.title', roles: ['inspector'] },
  team: { path: '/tim', title: 'team.title', roles: ['supervisor'], listed: ['supervisor'], key: 't' },
  home: { path: '/beranda', title: 'home.title', roles: PEOPLE, listed: PEOPLE, key: 'b' },
  performance: {
    path: '/kinerja',
    title: 'performance.title',
    roles: ['employee'],
    listed: ['employee'],
    key: 'n',
  },
  evaluation: {
    path: '/kinerja/penilaian/$id',
    title: 'evaluation.title',
    roles: ['employee', 'supervisor'],
  },
  acknowledge: {
    path: '/kinerja/penilaian/$id/tanggapan',
    title: 'acknowledge.title',
    roles: ['employee'],
  },
  fileObjection: {
    path: '/kinerja/penilaian/$id/keberatan',
    title: 'fileObjection.title',
    roles: ['employee'],
  },
  reportProgress: { path: '/kinerja/lapor/$tahun', title: 'report.title', roles: ['employee'] },
  rateAnnual: { path: '/tim/penilaian/$id', title: 'rateAnnual.title', roles: ['supervisor'] },
  hearObjection: { path: '/keberatan/$id/sidang', title: 'hearObjection.title', roles: ['supervisor'] },
  decideObjection: { path: '/keberatan/$id', title: 'decideObjection.title', roles: ['supervisor'] },
  inbox: { path: '/pesan', title: 'inbox.title', roles: PEOPLE, listed: PEOPLE, key: 'p' },
  myData: {
    ...{ path: '/data-saya', title: 'myData.title', roles: ['employee', 'applicant'] },
    ...{ listed: ['employee', 'applicant'], key: 'd' },
  },
  dataRequest: {
    path: '/data-saya/permintaan',
    title: 'dataRequest.title',
    roles: ['employee', 'applicant'],
  },
  vacancies: { path: '/lowongan', title: 'vacancies.title', listed: EVERYONE, key: 'l' },
  vacancy: { path: '/lowongan/$id', title: 'vacancy.title' },
} as const satisfies Readonly<Record<string, Place>>;

export type PlaceName = keyof typeof PLACES;

const ALL: readonly Place[] = Object.values(PLACES);

/** What a role finds in its navigation. */
export const listedFor = (role: Role): readonly Place[] => ALL.filter(({ listed }) => listed?.includes(role));

/** The first place of a role's navigation. */
export const homeOf = (role: Role): string => listedFor(role)[0]?.path ?? PLACES.vacancies.path;

const matches = (pattern: string, path: string): boolean => {
  const [wanted, parts] = [pattern.split('/'), path.split('/')];
  return (
    wanted.length === parts.length &&
    wanted.every((part, at) => (part.startsWith('$') ? parts[at] !== '' : part === parts[at]))
  );
};

/**
 * Where an address leads that a service names (`/app/kinerja`), for one who acts under this role; undefined where there is no such
 * place yet, or not for them: then it is no link.
 */
export const placeAt = (address: string, role: Role): string | undefined => {
  if (!address.startsWith('/app/')) return undefined;
  const path = address.slice('/app'.length);
  const place = ALL.find(({ path: pattern }) => matches(pattern, path));
  return place && (place.roles === undefined || place.roles.includes(role)) ? path : undefined;
};

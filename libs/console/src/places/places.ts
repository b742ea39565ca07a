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
/** Whoever has a page of their own that says what to do next; an inspector's is the search, an operator's the health. */
const WITH_HOME: readonly Role[] = PEOPLE.filter((role) => role !== 'inspector');
/** Those to whom vacancies are something of their own. */
const TO_APPLY: readonly Role[] = ['public', 'applicant', 'employee', 'committee', 'hr_admin'];

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
  checks: { path: '/i/cek', title: 'checks.title', roles: ['inspector'], listed: ['inspector'], key: 't' },
  check: { path: '/i/cek/$name', title: 'checks.title', roles: ['inspector'] },
  log: { path: '/i/log', title: 'log.title', roles: ['inspector'], listed: ['inspector'], key: 'r' },
  person: { path: '/i/orang/$person', title: 'person.title', roles: ['inspector'] },
  why: { path: '/i/mengapa/$id', title: 'why.title', roles: ['inspector'] },
  operations: { path: '/ops', title: 'ops.title', roles: ['operator'], listed: ['operator'], key: 'h' },
  operated: { path: '/ops/$service', title: 'ops.one', roles: ['operator'] },
  cycle: { path: '/hr/siklus', title: 'cycle.title', roles: ['hr_admin'], listed: ['hr_admin'], key: 'c' },
  units: {
    path: '/pimpinan/unit',
    title: 'unit.title',
    roles: ['leadership', 'hr_admin'],
    listed: ['leadership', 'hr_admin'],
    key: 'u',
  },
  unit: { path: '/pimpinan/unit/$id', title: 'unit.unit', roles: ['leadership', 'hr_admin'] },
  decisions: {
    path: '/pimpinan/putusan',
    title: 'decisions.title',
    roles: ['leadership'],
    listed: ['leadership'],
    key: 't',
  },
  panelTasks: {
    path: '/panel',
    title: 'panel.title',
    roles: ['committee'],
    listed: ['committee'],
    key: 't',
  },
  panelBoard: { path: '/panel/$vacancy', title: 'panel.board', roles: ['committee'] },
  clearControl: { path: '/i/kendali/$id', title: 'clearControl.title', roles: ['inspector'] },
  shareFinding: { path: '/i/kasus/$id/temuan', title: 'shareFinding.title', roles: ['inspector'] },
  closeInspection: { path: '/i/kasus/$id/tutup', title: 'closeInspection.title', roles: ['inspector'] },
  team: { path: '/tim', title: 'team.title', roles: ['supervisor'], listed: ['supervisor'], key: 't' },
  applications: {
    path: '/lamaran',
    title: 'applications.title',
    roles: ['applicant'],
    listed: ['applicant'],
    key: 'm',
  },
  home: { path: '/beranda', title: 'home.title', roles: PEOPLE, listed: WITH_HOME, key: 'b' },
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
  application: { path: '/lamaran/$id', title: 'application.title', roles: ['applicant'] },
  vacancies: { path: '/lowongan', title: 'vacancies.title', listed: TO_APPLY, key: 'l' },
  dataRequest: {
    path: '/data-saya/permintaan',
    title: 'dataRequest.title',
    roles: ['employee', 'applicant'],
  },
  vacancy: { path: '/lowongan/$id', title: 'vacancy.title' },
  results: { path: '/hasil/$dataset', title: 'results.title' },
  complaint: { path: '/pengaduan', title: 'complaint.title', listed: ['public'], key: 'a' },
  tracker: { path: '/lacak', title: 'tracker.title', listed: ['public'], key: 'k' },
  serviceReview: { path: '/ulas', title: 'review.title', listed: ['public'], key: 'u' },
  policies: {
    path: '/kebijakan',
    title: 'policies.title',
    listed: ['public', 'hr_admin', 'leadership'],
    key: 'w',
  },
  policy: { path: '/kebijakan/$key', title: 'policy.title' },
  openData: { path: '/data', title: 'data.pageTitle', listed: ['public', 'operator'], key: 'v' },
  dataset: { path: '/data/$service/$id', title: 'data.one' },
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

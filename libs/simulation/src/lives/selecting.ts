import { employee as employeeFile } from '@jejak/career/life';
import type { AdminResultRow, PublishedStage } from '@jejak/contracts/recruitment';
import { naturalId, streamOf } from '@jejak/kernel';
import { sha256 } from '@jejak/ledger';
import {
  ADMIN_COLUMNS,
  adminFileSha256,
  adminResult,
  adminResultOf,
  adminResultStream,
  advancingOf,
  applicant,
  applicantStream,
  application,
  type ApplicationCommand,
  type ApplicationGiven,
  type Candidate,
  computeFinal,
  type ComputedStage,
  computeSkd,
  contestedUntil,
  cutOffOf,
  dataset,
  datasetIdOf,
  formation,
  percentOf,
  publishedAdminRows,
  publishedRows,
  ranking,
  rankingStream,
  resultColumns,
  resultFileSha256,
  resultRows,
  resultRowsStream,
  skbScore,
  unresolvedOf,
  vacancy,
  type VacancyCommand,
  type VacancyGiven,
} from '@jejak/recruitment/life';
import { asApplicant, asCommittee, asHr, asLeader, asService } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import type { Employee } from '../city/organisation';
import { type Applicant, applicantOf } from '../city/people';
import { SELECTION } from '../city/texts';
import type { World } from '../city/world';
import type { Chance } from '../engine/chance';
import { type Actor, type Life, type Part, type Step, Thing, type ThingOf } from '../engine/step';

/** The day on which seats are asked for, for what became free in the year. */
export const seatsProposedOn = (year: number): string => workingDay(`${year}-03-09`);

/** Whoever is taken on begins here, on the first day of the year after. */
const LEVEL = 'Ahli Pertama';
const GOLONGAN = 'III/a';
/** Days on which applications are taken. */
const OPEN_DAYS = 20;
/** So many apply for one seat, at least and at most; each on a day of their own. */
const [FEWEST, MOST] = [4, 8];
/** Days after a result until the next step: objections are taken for fewer. */
const PAUSE = 5;

/** One selection for one place. */
interface Round {
  readonly world: World;
  readonly place: Employee;
  readonly year: number;
  readonly chance: Chance;
  readonly vacancyId: string;
  readonly vacancy: ThingOf<typeof vacancy>;
}

/** Somebody in it, as far as they have come. */
interface Applied {
  readonly who: Applicant;
  readonly applicationId: string;
  readonly participantNo: string;
  readonly application: ThingOf<typeof application>;
  /** The best of them is good enough in any case: a seat that nobody gets would stay free for good. */
  readonly best: boolean;
}

const ofVacancy = (
  round: Round,
  when: string,
  by: Actor,
  command: VacancyCommand,
  given: VacancyGiven,
): Step => round.vacancy.does(when, by, command, given, round.world.rules.selection.refs);

const ofApplication = (
  { world }: Round,
  { application: own }: Applied,
  when: string,
  by: Actor,
  command: ApplicationCommand,
  given: ApplicationGiven = {},
): Step => own.does(when, by, command, given, world.rules.selection.refs);

/** A place that became free is granted anew, announced, applied for, and goes to the first of the final ranking. */
export function* selecting(world: World, place: Employee, year: number): Life {
  const { city } = world;
  const { seed } = city.scenario;
  const vacancyId = naturalId('simulated-vacancy', String(seed), place.id);
  const round: Round = {
    ...{ world, place, year, vacancyId, chance: city.chance('selection', place.id) },
    vacancy: new Thing('recruitment', vacancy, streamOf('vacancy', vacancyId)),
  };
  const closeOn = yield* announcing(round);
  const applied = yield* applying(round, closeOn);
  const verified = workingDaysAfter(closeOn, 1);
  yield* verifying(round, applied, verified);
  const tested = workingDay(plus(verified, PAUSE));
  yield* testing(round, applied, tested);
  const finished = workingDay(plus(tested, PAUSE));
  yield* finishing(round, applied, finished);
  yield* appointing(round, applied, workingDay(plus(finished, PAUSE)));
}

/** @returns the last day on which applications are taken */
function* announcing(round: Round): Part<string> {
  const { world, place, year, vacancyId } = round;
  const { city, rules } = world;
  const { seed } = city.scenario;
  const { selection } = rules;
  const formationId = naturalId('simulated-formation', String(seed), place.id);
  const seats = new Thing('recruitment', formation, streamOf('formation', formationId));
  const [hr, mayor] = [asHr(city), asLeader(city.mayorId)];
  const proposed = seatsProposedOn(year);
  const { position, unit } = place;
  yield seats.does(
    at(proposed, 9),
    hr,
    {
      ...{ type: 'ProposeFormation', by: city.hr.id, formationId, unitId: unit.unitId, position },
      ...{ level: LEVEL, education: SELECTION.education, seats: 1, workloadHours: '1250' },
    },
    {},
    rules.today,
  );
  const granted = workingDaysAfter(proposed, 5);
  const approval = {
    type: 'ApproveFormation',
    by: city.mayorId,
    seats: 1,
    budgetRef: SELECTION.budget,
  } as const;
  yield seats.does(at(granted, 10), mayor, approval, {}, rules.today);
  const drafted = workingDaysAfter(granted, 2);
  yield ofVacancy(
    round,
    at(drafted, 9),
    hr,
    {
      ...{
        type: 'DraftVacancy',
        by: city.hr.id,
        vacancyId,
        year,
        position,
        unitId: unit.unitId,
        level: LEVEL,
      },
      ...{ formationKind: 'GENERAL', seats: 1, formationId, listedPost: false },
      ...{ appointment: { kind: 'CPNS', golongan: GOLONGAN }, requirements: SELECTION.requirements },
    },
    {},
  );
  const taking = { type: 'TakeSeats', vacancyId, seats: 1 } as const;
  yield seats.does(at(drafted, 9), hr, taking, { promoted: 0 }, rules.today);
  const approved = workingDaysAfter(drafted, 3);
  yield ofVacancy(round, at(approved, 10), mayor, { type: 'ApproveVacancy', by: city.mayorId }, {});
  const announced = workingDaysAfter(approved, 2);
  const openOn = plus(announced, 2);
  const closeOn = plus(openOn, OPEN_DAYS);
  yield ofVacancy(
    round,
    at(announced, 9),
    hr,
    { type: 'AnnounceVacancy', openOn, closeOn, documentSha256: null },
    {
      policies: { ...selection, threshold: selection.thresholdOf('GENERAL') },
      formationSeats: { approved: 1, taken: 1, promoted: 0 },
    },
  );
  const service = asService('recruitment');
  yield ofVacancy(round, endOf(plus(openOn, -1)), service, { type: 'OpenRegistration' }, {});
  return closeOn;
}

const digestOf = (...parts: readonly string[]): string =>
  sha256(Buffer.from(parts.join('|'))).toString('hex');

/** People register and apply, each on a day of their own, until it is over. */
function* applying(round: Round, closeOn: string): Part<readonly Applied[]> {
  const { world, place, year, chance, vacancyId } = round;
  const { city, rules } = world;
  const { seed, firstYear } = city.scenario;
  const { state } = round.vacancy;
  if (!('announced' in state)) return [];
  const { openAt, closeAt } = state.announced;
  const { age, calendar } = rules.selection;
  const required = state.draft.documentKinds ?? [];
  const applied: Applied[] = [];
  const count = chance.between(FEWEST, MOST);
  for (let nth = 0; nth < count; nth++) {
    // Nobody applies twice in the life of the city: ten for each place and year are more than ever do.
    const who = applicantOf(seed, ((year - firstYear) * city.employees.length + place.nth) * 10 + nth, year);
    const { id, name, email, born, gpa } = who;
    const on = plus(closeOn, -2 * (count - nth));
    yield new Thing('recruitment', applicant, applicantStream(id)).does(
      at(on, 9),
      asApplicant(id),
      {
        ...{ type: 'RegisterApplicant', applicantId: id, name, email, phone: null },
        ...{ nikVerified: true, noticeAccepted: true },
      },
      {},
      rules.today,
    );
    const applicationId = naturalId('application', id, String(year));
    const one: Applied = {
      ...{ who, applicationId, best: nth === 0 },
      participantNo: Array.from({ length: 10 }, () => chance.between(0, 9)).join(''),
      application: new Thing('recruitment', application, streamOf('application', applicationId)),
    };
    yield ofApplication(
      round,
      one,
      at(on, 10),
      asApplicant(id),
      {
        ...{ type: 'SubmitApplication', applicationId, applicantId: id, channel: chance.oneOf(HEARD) },
        ...{ educationGpa: gpa, birthDate: born, documents: null, noticeAccepted: true },
      },
      {
        vacancy: { vacancyId, year, openAt, closeAt, age, calendar },
        documents: {
          required,
          uploaded: required.map((kind) => ({
            ...{ kind, sha256: digestOf(id, kind), mediaType: 'application/pdf', size: 210_400 },
          })),
        },
        ...{ registered: true, participantNo: one.participantNo },
      },
    );
    applied.push(one);
  }
  yield ofVacancy(round, endOf(closeOn), asService('recruitment'), { type: 'CloseRegistration' }, {});
  return applied;
}

const HEARD = ['CITY_WEBSITE', 'SSCASN', 'CAMPUS', 'WORD_OF_MOUTH'] as const;

/** Two of the committee look at every application, and the chair publishes what they found. */
function* verifying(round: Round, applied: readonly Applied[], on: string): Life {
  const { world, chance, vacancyId } = round;
  const { city, rules } = world;
  const members = city.officers.map(({ id }) => id);
  const committee = {
    ...{ vacancyStatus: 'closed' as const, members, requirements: SELECTION.requirements.length },
    ...{ reasonMinChars: rules.selection.reasonMinChars, today: on },
  };
  const unfit = new Set(applied.filter(({ best }) => !best && chance.happens(0.12)));
  for (const [nth, by] of members.entries())
    for (const one of applied)
      yield ofApplication(
        round,
        one,
        at(on, 9 + nth),
        asCommittee(by, 'panelist'),
        unfit.has(one)
          ? {
              ...{ type: 'VerifyApplication', by, outcome: 'REJECTED' },
              ...{ requirementRefs: ['1'], reason: SELECTION.rejected },
            }
          : { type: 'VerifyApplication', by, outcome: 'PASSED', requirementRefs: [], reason: null },
        { committee },
      );
  const rows = byNumber(applied).map(
    ({ participantNo, applicationId, application: { state } }): AdminResultRow => {
      const rejected = state.status === 'admin-rejected';
      const outcome = rejected ? 'REJECTED' : 'PASSED';
      return { participantNo, applicationId, outcome, requirementRefs: rejected ? ['1'] : [] };
    },
  );
  const { refs } = rules.selection;
  const { head, passed } = adminResultOf(vacancyId, rows, 0, refs);
  const { adminResultId, rowsSha256 } = head;
  yield new Thing('recruitment', adminResult, adminResultStream(adminResultId)).does(
    at(on, 13),
    asService('recruitment'),
    { type: 'ComputeAdminResult', head, part: 1, rows, unsettled: 0 },
    {},
    refs,
  );
  const fileSha256 = adminFileSha256(rows);
  const datasetId = datasetIdOf(vacancyId, 'ADMIN');
  yield* publishing(
    round,
    { stage: 'ADMIN', on, rows: rows.length, sha256: fileSha256 },
    { type: 'PublishAdminResult', adminResultId, datasetId, change: null },
    {
      adminResult: { adminResultId, rowsSha256, rows: rows.length, passed, fileSha256 },
      recordedRowsSha256: rowsSha256,
    },
    { columns: ADMIN_COLUMNS, r: publishedAdminRows(rows), seats: null, cutOff: null },
  );
}

const byNumber = (applied: readonly Applied[]): readonly Applied[] =>
  [...applied].sort((a, b) => (a.participantNo < b.participantNo ? -1 : 1));

interface Issue {
  readonly stage: PublishedStage;
  readonly on: string;
  readonly rows: number;
  readonly sha256: string;
}

const TITLE: Readonly<Partial<Record<PublishedStage, string>>> = {
  ...{ ADMIN: 'Hasil seleksi administrasi', SKD: 'Hasil SKD', FINAL: 'Hasil akhir' },
};

/** The chair makes a result public: as a fact of the vacancy, as open data, and row by row. */
function* publishing(
  round: Round,
  { stage, on, rows, sha256: digest }: Issue,
  command: VacancyCommand,
  given: VacancyGiven,
  file: {
    readonly columns: string;
    readonly r: Record<string, string>;
    readonly seats: number | null;
    readonly cutOff: string | null;
  },
): Life {
  const { world, place, year, vacancyId } = round;
  const { windowDays, calendar, retentionYears, reasonMinChars, refs } = world.rules.selection;
  const chair = asCommittee(world.city.employees[0].id, 'committee_chair');
  const when = at(on, 15);
  const rules = { objection: { windowDays, calendar }, retentionYears, reasonMinChars, chairs: true };
  yield ofVacancy(round, when, chair, command, { ...rules, ...given });
  const datasetId = datasetIdOf(vacancyId, stage);
  const { position } = place;
  yield new Thing('recruitment', dataset, streamOf('dataset', datasetId)).does(
    when,
    chair,
    {
      ...{ type: 'PublishDataset', kind: 'selection-results', datasetId, change: null, policies: refs, rows },
      ...{ sha256: digest, version: 1, title: `${TITLE[stage] ?? stage}: ${position}` },
      period: { from: `${year}-01-01`, to: `${year}-12-31` },
    },
    {},
    refs,
  );
  yield new Thing('recruitment', resultRows, resultRowsStream(datasetId, 1, 1)).does(
    at(on, 16),
    asService('recruitment'),
    {
      ...{ type: 'PublishResultRows', datasetId, version: 1, vacancyId, stage, position, part: 1, parts: 1 },
      ...{ policies: [...refs], rows, ...file },
    },
    {},
    refs,
  );
}

/** A stage is ranked, published, and told to everybody in it. */
function* ranked(
  round: Round,
  stage: 'SKD' | 'FINAL',
  computed: ComputedStage,
  applied: readonly Applied[],
  on: string,
): Life {
  const { head, rows, contestedUntil: until } = computed;
  const { rankingId, rowsSha256 } = head;
  const service = asService('recruitment');
  yield new Thing('recruitment', ranking, rankingStream(rankingId)).does(
    at(on, 13),
    service,
    { type: 'ComputeRanking', head, part: 1, rows, unsettled: 0, contestedUntil: until },
    {},
    head.policies,
  );
  const fileSha256 = resultFileSha256(rows);
  const unresolved = unresolvedOf(rows);
  const cutOff = cutOffOf(stage, rows);
  yield* publishing(
    round,
    { stage, on, rows: rows.length, sha256: fileSha256 },
    {
      ...{ type: 'PublishStageResult', stage, rankingId, datasetId: datasetIdOf(round.vacancyId, stage) },
      ...{ tieMinuteSha256: unresolved > 0 ? digestOf(rankingId) : null, change: null },
    },
    {
      result: {
        ...{ rankingId, rowsSha256, rows: rows.length, fileSha256, unresolved, unsettled: 0, cutOff },
        advancing: advancingOf(stage, rows, head.seats),
      },
      recordedRowsSha256: rowsSha256,
    },
    { columns: resultColumns(rows[0]), r: publishedRows(rows, 1), seats: head.seats, cutOff },
  );
  for (const row of rows) {
    const one = applied.find(({ applicationId }) => applicationId === row.applicationId);
    if (one)
      yield ofApplication(round, one, at(on, 16), service, {
        ...{ type: 'RecordOutcome', stage, rankingId, resultVersion: 1, row },
      });
  }
}

const FILE = { scheme: { kind: 'SKD_SKB', skbPublished: false }, hasPanel: false, pppk: null } as const;

const candidateOf = ({ applicationId, participantNo, who, application: { state } }: Applied): Candidate => {
  if (!('skd' in state) || !state.skd) throw new Error('nobody is ranked without an SKD');
  const { twk, tiu, tkp } = state.skd;
  return { applicationId, participantNo, gpa: who.gpa, birthDate: null, twk, tiu, tkp };
};

/** What ranks a vacancy that is announced: whatever is published may be contested for a while. */
const settling = ({ vacancy: { state } }: Round, stage: 'SKD' | 'FINAL') => ({
  unsettled: 0,
  contestedUntil: 'announced' in state ? contestedUntil(stage, state.results) : null,
});

/** The written test of everybody whose documents are in order. */
function* testing(round: Round, applied: readonly Applied[], on: string): Life {
  const { world, chance, vacancyId, year } = round;
  const { rules, city } = world;
  const { max, catMax } = rules.selection;
  const tested = byNumber(applied).filter(({ application: { state } }) => state.status === 'admin-passed');
  const fileSha256 = digestOf(vacancyId, 'SKD', String(year));
  for (const one of tested) {
    const least = one.best ? 1 : 0;
    yield ofApplication(
      round,
      one,
      at(on, 10),
      asHr(city),
      {
        ...{ type: 'RecordSkdScores', fileSha256 },
        twk: 5 * chance.between(11 + 2 * least, 26),
        tiu: 5 * chance.between(14 + 2 * least, 30),
        tkp: chance.between(155 + 11 * least, 210),
      },
      { max, file: { ...FILE, catMax } },
    );
  }
  const subject = { vacancyId, seats: 1, formationKind: 'GENERAL' } as const;
  const computed = computeSkd(subject, tested.map(candidateOf), settling(round, 'SKD'), rules.selection);
  yield* ranked(round, 'SKD', computed, tested, on);
}

/** What is tested of the field, and the final ranking. */
function* finishing(round: Round, applied: readonly Applied[], on: string): Life {
  const { world, chance, vacancyId, year } = round;
  const { rules, city } = world;
  const { catMax, skbWeights } = rules.selection;
  const tested = byNumber(applied).filter(({ application: { state } }) => state.status === 'skd-passed');
  const fileSha256 = digestOf(vacancyId, 'SKB', String(year));
  const finalists = [];
  for (const one of tested) {
    const points = {
      CAT: [chance.between(240, 460), catMax],
      INTERVIEW: [chance.between(60, 95), 100],
      PSYCHOLOGICAL: [chance.between(60, 95), 100],
    } as const;
    for (const component of ['CAT', 'INTERVIEW', 'PSYCHOLOGICAL'] as const) {
      const [raw, of] = points[component].map(String);
      const scored = { type: 'RecordSkbComponent', component, raw, of, fileSha256 } as const;
      yield ofApplication(round, one, at(on, 10), asHr(city), scored, { file: { ...FILE, catMax } });
    }
    const pct = (component: keyof typeof points): string =>
      percentOf(String(points[component][0]), String(points[component][1]));
    const components = {
      ...{ CAT: pct('CAT'), INTERVIEW: pct('INTERVIEW'), PSYCHOLOGICAL: pct('PSYCHOLOGICAL') },
    };
    finalists.push({ ...candidateOf(one), skb: skbScore(components, skbWeights) });
  }
  const computed = computeFinal(
    { vacancyId, seats: 1 },
    finalists,
    settling(round, 'FINAL'),
    rules.selection,
  );
  yield* ranked(round, 'FINAL', computed, tested, on);
}

/** The first of the ranking has a number, is appointed, and has a file before the first day. */
function* appointing(round: Round, applied: readonly Applied[], on: string): Life {
  const { world, place, year } = round;
  const { city, rules, board } = world;
  const first = applied.find(({ application: { state } }) => state.status === 'selected');
  const { state } = round.vacancy;
  if (!first || !('announced' in state)) return;
  const tmt = `${year + 1}-01-01`;
  const { who, applicationId } = first;
  const file = who.file(tmt, GOLONGAN, LEVEL);
  const { position, unit, supervisorId, superiorId } = place;
  const decision = `BKN/${year}/${applicationId.slice(-8)}`;
  yield ofApplication(round, first, at(on, 9), asHr(city), {
    ...{ type: 'RecordNipApproval', nip: file.nip ?? '', decision },
  });
  const mayor = asLeader(city.mayorId);
  yield ofApplication(
    round,
    first,
    at(on, 11),
    mayor,
    { type: 'AppointCandidate', employeeId: who.id, tmt, contractEnd: null, reason: null },
    {
      appointment: {
        ...{ above: [], seats: 1, position, unitId: unit.unitId, level: LEVEL, openObjections: 0, jpt: null },
        appointment: { kind: 'CPNS', golongan: GOLONGAN },
        objectionClosesAt: state.results.FINAL?.objectionClosesAt ?? '',
      },
    },
  );
  yield ofVacancy(round, at(on, 11), mayor, { type: 'FillSeat', applicationId }, { openObjections: 0 });
  const opened = workingDay(`${year}-12-08`);
  yield new Thing('career', employeeFile, streamOf('employee', who.id)).does(
    at(opened, 9),
    asHr(city),
    {
      ...{ type: 'EnrolEmployee', file },
      position: { position, unitId: unit.unitId, from: tmt, to: null },
      relation: { supervisorId, from: tmt, to: null },
    },
    { superiors: superiorId === null ? [] : [superiorId] },
    rules.today,
  );
  board.follows(place, { ...place, file, id: who.id });
}

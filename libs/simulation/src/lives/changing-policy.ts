import type { PolicyDefault } from '@jejak/contracts/policy';
import { naturalId, streamOf } from '@jejak/kernel';
import { canonical, sha256 } from '@jejak/ledger';
import { acknowledgement, inForce, opinion, type PolicyCommand, type PolicyGiven } from '@jejak/policy/life';
import { asEmployee, asHr, asLeader, asService, PUBLIC } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import { IMPACT, OPINION_ANSWER, OPINIONS } from '../city/texts';
import type { World } from '../city/world';
import { type Life, type Part, type Step, Thing } from '../engine/step';
import { acknowledgementStream } from './founding';

/** What the city decides to do otherwise. */
interface Change {
  readonly key: string;
  readonly problem: string;
  readonly outcome: string;
  readonly measure: string;
  /** What follows on a version, from the year after. */
  readonly becomes: (version: number, year: number) => Parameters;
}

type Parameters = PolicyDefault['parameters'];

/** There and back. */
const inTurn =
  (one: Parameters, other: Parameters) =>
  (version: number): Parameters =>
    version % 2 === 1 ? one : other;

/** Only what years and plans pin, and what changes nothing that a simulation could compute again. */
const CHANGES: readonly Change[] = [
  {
    ...{ key: 'perf.realism.maxStretch', measure: 'Target yang ditinjau kembali' },
    problem: 'Target yang terlalu tinggi baru diketahui pada akhir tahun.',
    outcome: 'Target yang terlalu tinggi ditinjau sebelum disepakati.',
    becomes: inTurn({ maxStretch: '1.20', baselineYears: 3 }, { maxStretch: '1.25', baselineYears: 3 }),
  },
  {
    ...{ key: 'perf.ack.days', measure: 'Hari sampai pegawai menanggapi' },
    problem: 'Pegawai menunggu terlalu lama sebelum hasil dianggap diterima.',
    outcome: 'Hasil penilaian ditanggapi lebih cepat.',
    becomes: inTurn({ days: 10 }, { days: 14 }),
  },
  {
    ...{ key: 'perf.objection.decisionDays', measure: 'Hari sampai keberatan diputuskan' },
    problem: 'Keberatan terlalu lama menunggu keputusan.',
    outcome: 'Keberatan diputuskan lebih cepat.',
    becomes: inTurn({ decisionDays: 18 }, { decisionDays: 21 }),
  },
];

/** No vacancy opens on the decree of another year. @source domain.md 17 point 3 */
const DECREE: Change = {
  ...{ key: 'rec.skd.threshold', measure: 'Formasi yang terisi' },
  problem: 'Nilai ambang batas SKD ditetapkan untuk satu tahun seleksi saja.',
  outcome: 'Seleksi tahun berikutnya memiliki nilai ambang batas.',
  becomes: (_, year) => ({ ...DECREED, selectionYears: [year + 1] }),
};
const DECREED = {
  general: { twk: 65, tiu: 80, tkp: 166 },
  ...{ cumlaude: { total: 311, tiu: 85 }, diaspora: { total: 311, tiu: 85 } },
  disability: { total: 286, tiu: 60 },
  ...{ papua: { total: 286, tiu: 60 }, remote: { total: 286, tiu: 60 } },
};

/** The changes of a year: one policy in turn, and the decree for the selection of the next. */
export const changesOf = ({ city }: World, year: number): readonly Change[] => [
  CHANGES[(year - city.scenario.firstYear) % CHANGES.length],
  DECREE,
];

/** The day on which the year's change is drafted, and the one on which it is published. */
export const draftedIn = (year: number): string => workingDay(`${year}-06-03`);
const publishedIn = (year: number): string => workingDay(`${year}-10-02`);

/** Opinions on one draft: at least one, at most so many. */
const MOST_OPINIONS = 6;
/** Who says to have read what is published. */
const READERS = 0.96;

/** A policy is drafted again, everybody is asked and answered, the mayor approves it, and it is in force when the next year begins. */
export function* changing(world: World, year: number, change: Change): Life {
  const { city, rules, board } = world;
  const own = board.policies.get(change.key);
  const before = own && inForce(own.state);
  if (!own || !before) throw new Error(`${change.key} was never seeded`);
  const { key } = change;
  const chance = city.chance('changes', change.key, year);
  const version = before.version + 1;
  const by = city.hr.id;
  const hr = asHr(city);
  const does = (
    when: string,
    actor: typeof hr,
    command: PolicyCommand,
    more: Partial<PolicyGiven> = {},
  ): Step => {
    const given = { calendar: rules.calendar, today: legalDay(when), rules: rules.governance, ...more };
    return own.does(when, actor, command, given, rules.governance.refs);
  };
  const text = {
    parameters: change.becomes(before.version, year),
    ...{ legalBasis: before.legalBasis, problem: change.problem, intendedOutcome: change.outcome },
    ...{
      outcomeMeasures: [{ name: change.measure, target: 'Membaik dalam satu tahun' }],
      impactNote: IMPACT,
    },
  };
  const drafted = draftedIn(year);
  yield does(at(drafted, 9), hr, { type: 'DraftPolicy', by, key, kind: 'PARAMETERS', ...text });
  const opened = workingDaysAfter(drafted, 2);
  const closesOn = plus(opened, rules.governance.consultationDays);
  yield does(at(opened, 9), hr, { type: 'OpenConsultation', by, version, closesOn });
  const { given, adopted } = yield* asking(world, { key, version, opened, closesOn });
  const after = workingDaysAfter(closesOn, 2);
  if (adopted)
    yield does(at(after, 9), hr, {
      ...{ type: 'RevisePolicy', by, version, ...text },
      intendedOutcome: `${change.outcome} Unit diberi tahu lebih awal.`,
    });
  const against = { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
  yield does(at(after, 11), hr, {
    ...{ type: 'RecordSimulation', by, version, revision: adopted ? 2 : 1, against, effects: null },
    simulationId: naturalId('simulated-simulation', key, String(version)),
  });
  const effectiveFrom = `${year + 1}-01-01`;
  const approval = { type: 'ApprovePolicy', by: city.mayorId, version, effectiveFrom } as const;
  yield does(at(workingDaysAfter(after, chance.between(3, 10)), 10), asLeader(city.mayorId), approval, {
    opinions: { given, unanswered: 0 },
  });
  const published = publishedIn(year);
  const { kind } = before;
  const publishes = { key, version, kind, parameters: text.parameters, legalBasis: text.legalBasis };
  yield does(
    at(published, 9),
    hr,
    { type: 'PublishPolicy', by, version, effectiveFrom: null },
    { sha256: sha256(canonical(publishes)).toString('hex') },
  );
  const held = workingDaysAfter(published, 5);
  yield does(at(held, 15), hr, {
    ...{ type: 'RecordSocialisation', by, version, title: 'Sosialisasi kebijakan baru', heldOn: held },
    ...{
      sessionId: naturalId('simulated-socialisation', key, String(version)),
      participants: city.units.length,
    },
  });
  const coverage = yield* reading(world, { key, version, from: plus(held, 1) });
  yield does(
    endOf(`${year}-12-31`),
    asService('policy'),
    { type: 'BringIntoForce', version, on: effectiveFrom, asked: false },
    { coverage },
  );
}

/** The legal date of an instant on a full hour of a day, or at its end. */
const legalDay = (when: string): string => new Date(Date.parse(when) + HOURS).toISOString().slice(0, 10);
const HOURS = 7 * 3_600_000;

interface Asked {
  readonly key: string;
  readonly version: number;
  readonly opened: string;
  readonly closesOn: string;
}

/** Employees, and the public, say what they think; each of them is answered. */
function* asking(
  { city, rules, board }: World,
  { key, version, opened, closesOn }: Asked,
): Part<{ given: number; adopted: boolean }> {
  const chance = city.chance('opinions', key, version);
  const given = chance.between(1, MOST_OPINIONS);
  const asked = board.employeesOf(Number(opened.slice(0, 4)));
  const opinions = Array.from({ length: given }, (_, nth) => {
    const opinionId = naturalId('simulated-opinion', key, String(version), String(nth));
    return { nth, opinionId, thing: new Thing('policy', opinion, streamOf('opinion', opinionId)) };
  });
  for (const { nth, opinionId, thing } of opinions) {
    const employee = chance.happens(0.7) ? chance.oneOf(asked) : null;
    const said = { opinionId, key, version, institutionId: null, personId: employee?.id ?? null } as const;
    yield thing.does(
      at(workingDaysAfter(opened, nth + 1), 10),
      employee ? asEmployee(employee) : PUBLIC,
      {
        ...{ type: 'SubmitOpinion', ...said, group: employee ? 'EMPLOYEE' : 'PUBLIC' },
        text: chance.oneOf(OPINIONS),
      },
      { closesAt: endOf(closesOn) },
    );
  }
  let followed = false;
  for (const { nth, thing } of opinions) {
    const adopted = chance.happens(0.2);
    followed ||= adopted;
    yield thing.does(
      at(workingDaysAfter(closesOn, 1), 9 + nth),
      asHr(city),
      { type: 'AnswerOpinion', by: city.hr.id, answer: OPINION_ANSWER, adopted },
      {},
      rules.today,
    );
  }
  return { given, adopted: followed };
}

/** In the weeks after it was explained to them, nearly all say to have read it. */
function* reading(
  { city, rules, board }: World,
  { key, version, from }: { readonly key: string; readonly version: number; readonly from: string },
): Part<{ acknowledged: number; active: number }> {
  const chance = city.chance('reads', key, version);
  const year = Number(from.slice(0, 4));
  const employees = board.employeesOf(year);
  // With whoever begins on its first day.
  const active = city.employees.filter((one) => board.holderOf(one, year) ?? board.holderOf(one, year + 1));
  let acknowledged = 0;
  for (const [nth, one] of employees.entries()) {
    if (!chance.happens(READERS)) continue;
    const day = workingDay(plus(from, Math.floor((nth * READING_DAYS) / employees.length)));
    const own = new Thing('policy', acknowledgement, acknowledgementStream(key, version, one.id));
    yield own.does(
      at(day, 13),
      asEmployee(one),
      { type: 'AcknowledgePolicy', key, version, employeeId: one.id, quizScore: null },
      { status: 'SOCIALISING', employed: true },
      rules.today,
    );
    acknowledged++;
  }
  return { acknowledged, active: active.length };
}

/** Over so many days. */
const READING_DAYS = 40;

import {
  advancingOf,
  type Candidate,
  computeFinal,
  type ComputedStage,
  computeSkd,
  contestedUntil,
  cutOffOf,
  datasetIdOf,
  percentOf,
  publishedRows,
  ranking,
  rankingStream,
  resultColumns,
  resultFileSha256,
  skbScore,
  unresolvedOf,
} from '@jejak/recruitment/life';
import { asHr, asService } from '../../city/actors';
import { at } from '../../city/days';
import { type Life, Thing } from '../../engine/step';
import { publishing } from './publishing';
import { type Round, type Applied, ofApplication, digestOf, byNumber } from './round';

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
export function* testing(round: Round, applied: readonly Applied[], on: string): Life {
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
export function* finishing(round: Round, applied: readonly Applied[], on: string): Life {
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

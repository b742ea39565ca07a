import { rankingComputed, type RankingRow, recruitmentContracts } from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { canonical, flatten } from '@jejak/ledger';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { type Finalist } from '../selection/ranking';
import { computeRound } from './computed-stage';
import { inParts, ROWS_PER_PART, sha256OfLines } from './digest';
import { ranking, type RankingHead, rankingStream } from './ranking.decider';
import { whyThisRank } from './why';

const { given } = specFor(ranking);
const vacancyId = newId();
const rules = {
  ...{ refs: ['rec.skd.max@1', 'rec.weight@1'], max: { TWK: 150, TIU: 175, TKP: 225 } },
  weights: { skd: '40', skb: '60' },
};
const finalists = (count: number): Finalist[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ applicationId: newId(), participantNo: `P${i}`, twk: 100, tiu: 100, tkp: 100 + (i % 100) },
    ...{ gpa: '3.5', birthDate: null, skb: '70' },
  }));
const partOf = (head: RankingHead, part: number, rows: readonly RankingRow[], unsettled = 0) =>
  ({ type: 'ComputeRanking', head, part, rows, unsettled, contestedUntil: null }) as const;
const fact = (head: RankingHead, part: number, rows: readonly RankingRow[]) =>
  rankingComputed({ ...head, policies: [...head.policies], part, rows: [...rows] });

describe('a ranking', () => {
  const people = finalists(ROWS_PER_PART + 1);
  const { head, rows } = computeRound(vacancyId, people, rules);
  const [one, two] = inParts(rows, ROWS_PER_PART);

  it('is recorded in parts, each once, each in a stream of its own', () => {
    expect(head).toMatchObject({ parts: 2, count: ROWS_PER_PART + 1, seats: null, stage: 'FINAL' });
    given()
      .when(partOf(head, 1, one))
      .thenRecords(fact(head, 1, one));
    given(fact(head, 1, one))
      .when(partOf(head, 1, one))
      .thenRecords();
    given()
      .when(partOf(head, 2, two))
      .thenRecords(fact(head, 2, two));
    expect(rankingStream(head.rankingId)).toBe(`ranking-${head.rankingId}`);
    expect(rankingStream(head.rankingId, 2)).not.toBe(rankingStream(head.rankingId));
  });
  it('has its id from what it was computed from', () => {
    expect(computeRound(vacancyId, people, rules).head).toEqual(head);
    const corrected = [{ ...people[0], skb: '70.001' }, ...people.slice(1)];
    expect(computeRound(vacancyId, corrected, rules).head.rankingId).not.toBe(head.rankingId);
    const reweighed = { ...rules, weights: { skd: '50', skb: '50' } };
    expect(computeRound(vacancyId, people, reweighed).head.rankingId).not.toBe(head.rankingId);
  });
  it('that comes out otherwise from the same inputs is refused', () =>
    given(fact(head, 1, one))
      .when(partOf({ ...head, rowsSha256: 'a'.repeat(64) }, 1, one))
      .thenRefuses('RANKING_MISMATCH'));
  it('waits for every score', () =>
    given()
      .when(partOf(head, 1, one, 3))
      .thenRefuses('STAGE_NOT_SETTLED', { params: { missing: 3 } }));
  it('waits for the end of the window in which the stage before is contested', () => {
    const contested = { ...partOf(head, 1, one), contestedUntil: '2026-02-23T17:00:00.000Z' };
    given()
      .when(contested, { now: '2026-02-23T16:59:59.999Z' })
      .thenRefuses('STAGE_NOT_SETTLED', { rule: 'rec.objection' });
    given()
      .when(contested, { now: '2026-02-23T17:00:00.000Z' })
      .thenRecords(fact(head, 1, one));
  });
  it('of nobody is one empty part', () => {
    const empty = computeRound(vacancyId, [], rules);
    expect(empty.head).toMatchObject({ parts: 1, count: 0 });
    expect(inParts(empty.rows, ROWS_PER_PART)).toEqual([[]]);
  });

  it('fits one message a part, with the longest values there are', () => {
    const longest: RankingRow = {
      ...{
        rank: 100_000,
        participantNo: 'P'.repeat(40),
        applicationId: newId(),
        twk: 150,
        tiu: 175,
        tkp: 225,
      },
      ...{ total: 550, gpa: '3.99', skb: '100.000', final: '100.000', tieBreakUsed: 'UNRESOLVED' },
      ...{ outcome: 'NOT_SELECTED', missed: ['TWK', 'TIU', 'TKP', 'TOTAL'] },
    };
    const { data } = fact(
      head,
      1,
      Array.from({ length: ROWS_PER_PART }, () => longest),
    );
    expect(recruitmentContracts.events.RankingComputed.faults(data)).toEqual([]);
    // On the wire: the JSON, and 17 bytes of opening for each field as base64.
    const size = canonical(data).length + Math.ceil((flatten(data).length * 17 * 4) / 3);
    expect(size).toBeLessThan(900_000);
  });

  it('digests line by line', () =>
    expect(sha256OfLines([{ b: 1, a: 2 }, [null]])).not.toBe(sha256OfLines([{ a: 2, b: 1 }, [null, null]])));
});

describe('why a row stands where it stands', () => {
  const row = (place: number, change: object = {}) => ({
    ...{ rankingId: '', place, rank: place, participantNo: `P${place}`, applicationId: '' },
    ...{ twk: 90, tiu: 100, tkp: 190, total: 380, gpa: '3.50', skb: '70.000', final: '69.636' },
    ...{ tieBreakUsed: null, outcome: 'RANKED', missed: [], components: null, ...change },
  });
  it('the first', () =>
    expect(whyThisRank('FINAL', row(1), undefined, 'en')).toMatchObject({
      criterion: null,
      sentence: 'First of the list.',
    }));
  it('by the ranked score', () => {
    expect(whyThisRank('FINAL', row(2), row(1, { final: '70.000' }), 'en')).toEqual({
      ...{ criterion: 'FINAL', own: '69.636', above: '70.000', aboveParticipantNo: 'P1' },
      sentence: 'Below the one above by final score: 69.636 against 70.000.',
    });
    expect(whyThisRank('SKD', row(2), row(1, { total: 385 }), 'id')).toMatchObject({
      criterion: 'SKD',
      own: '380',
      above: '385',
    });
  });
  it('by a tie-break', () =>
    expect(whyThisRank('FINAL', row(2, { tieBreakUsed: 'TKP' }), row(1, { tkp: 195 }), 'id').sentence).toBe(
      'Di bawah peserta sebelumnya karena nilai TKP: 190, sedangkan di atasnya 195.',
    ));
  it('by age, which is not told; by nothing', () => {
    expect(whyThisRank('FINAL', row(2, { tieBreakUsed: 'AGE' }), row(1), 'en')).toMatchObject({
      criterion: 'AGE',
      own: null,
    });
    expect(whyThisRank('FINAL', row(2, { tieBreakUsed: 'UNRESOLVED' }), row(1), 'en').sentence).toContain(
      'says nothing',
    );
  });
  it('has no rank', () =>
    expect(whyThisRank('SKD', row(9, { rank: null, missed: ['TIU', 'TKP'] }), row(8), 'en').sentence).toBe(
      'No rank: below the threshold of TIU, TKP.',
    ));
});

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decimal } from '@jejak/kernel';
import { type FinalRules, type Finalist, rankFinal } from './ranking';

const read = (name: string): Record<string, string>[] => {
  const [header, ...lines] = readFileSync(join(__dirname, '../../test/data', name), 'utf8')
    .trim()
    .split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]]));
  });
};

const rules: FinalRules = { weights: { skd: '40', skb: '60' }, most: 550, seats: null, reservePerSeat: 2 };

describe('the real selection round of 2024', () => {
  const applicants = read('applicants.csv');
  const official = read('official-results.csv');
  const lists = new Map<string, Finalist[]>();
  for (const { participant, formation_code, list, gpa, twk, tiu, tkp, skb } of applicants) {
    const key = `${formation_code}|${list}`;
    const scores = { twk: Number(twk), tiu: Number(tiu), tkp: Number(tkp), gpa, skb, birthDate: null };
    lists.set(key, [
      ...(lists.get(key) ?? []),
      { applicationId: participant, participantNo: participant, ...scores },
    ]);
  }
  const computed = new Map(
    [...lists.values()].flatMap((list) => rankFinal(list, rules)).map((row) => [row.participantNo, row]),
  );

  it('has 976 applicants in 15 lists', () =>
    expect([official.length, computed.size, lists.size]).toEqual([976, 976, 15]));

  it('comes out as it was published, every score and every position', () =>
    expect(
      official.map(({ participant }) => {
        const row = computed.get(participant);
        return [participant, row?.total, decimal(row?.final ?? 0).toString(), row?.rank];
      }),
    ).toEqual(
      official.map((row) => [
        row.participant,
        Number(row.skd),
        row.final_score,
        Number(row.position_in_list),
      ]),
    ));

  it('has no two that tie in everything', () =>
    expect([...computed.values()].filter(({ tieBreakUsed }) => tieBreakUsed === 'UNRESOLVED')).toEqual([]));
});

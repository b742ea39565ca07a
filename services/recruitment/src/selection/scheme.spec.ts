import { describe, expect, it } from '@jest/globals';
import { type AnnouncedStages, barredByFile, rankedStagesOf, schemeOf } from './scheme';

const skdSkb: AnnouncedStages = [
  { kind: 'SKD', weight: '40' },
  { kind: 'SKB', weight: '60' },
];
const skbPublished: AnnouncedStages = [skdSkb[0], { ...skdSkb[1], published: true }];
const pppk: AnnouncedStages = [
  { kind: 'TECHNICAL', weight: '60' },
  { kind: 'MANAGERIAL', weight: '15' },
  { kind: 'SOCIOCULTURAL', weight: '15' },
  { kind: 'INTERVIEW', weight: '10' },
];
const jpt: AnnouncedStages = [
  { kind: 'COMPETENCY', weight: '30' },
  { kind: 'INTERVIEW', weight: '70' },
];

describe('how a vacancy selects, by its announced stages (domain.md 4.1)', () => {
  it.each([
    ['CPNS', skdSkb, 'SKD_SKB', ['SKD', 'FINAL']],
    ['CPNS with the SKB by itself', skbPublished, 'SKD_SKB', ['SKD', 'SKB', 'FINAL']],
    ['PPPK', pppk, 'PPPK', ['FINAL']],
    ['JPT', jpt, 'JPT', ['FINAL']],
    ['a round that was finished elsewhere', [], 'SKD_SKB', ['SKD', 'FINAL']],
  ] as const)('%s', (_, stages, kind, ranked) => {
    expect(schemeOf(stages).kind).toBe(kind);
    expect(rankedStagesOf(schemeOf(stages))).toEqual(ranked);
  });

  // What stands in the way of each: in a CPNS without a panel, with one; in a PPPK; in an open selection.
  it.each([
    ['SKD', [null, null, 'rec.stages', 'rec.stages']],
    ['CAT', [null, null, 'rec.stages', 'rec.stages']],
    ['PSYCHOLOGICAL', [null, 'rec.panel', 'rec.stages', 'rec.stages']],
    ['INTERVIEW', [null, 'rec.panel', 'rec.stages', 'rec.panel']],
    ['COMPETENCY', ['rec.stages', 'rec.stages', null, null]],
    ['PAPER', ['rec.stages', 'rec.stages', 'rec.stages', 'rec.stages']],
    ['TRACK_RECORD', ['rec.stages', 'rec.stages', 'rec.stages', 'rec.stages']],
  ] as const)('%s by file', (what, barred) =>
    expect([
      barredByFile(what, schemeOf(skdSkb), false),
      barredByFile(what, schemeOf(skdSkb), true),
      barredByFile(what, schemeOf(pppk), false),
      barredByFile(what, schemeOf(jpt), true),
    ]).toEqual(barred),
  );
});

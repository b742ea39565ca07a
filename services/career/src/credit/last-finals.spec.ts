import { describe, expect, it } from '@jest/globals';
import { E1, some } from '../../test/people';
import type { EvaluationRecordRow } from './evaluation-record.projection';
import { importedIdOf, importedYears, lastFinals } from './last-finals';

const row = (year: number, life: Partial<EvaluationRecordRow> = {}): EvaluationRecordRow => ({
  ...{ evaluationId: some(year), employeeId: E1, year, position: 'Perawat' },
  ...{ periodStart: `${year}-01-01`, periodEnd: `${year}-12-31`, predicate: 'BAIK', evaluationVersion: 1 },
  ...{ finalAt: 4, objectedAt: 0, settledAt: 0, reopenedAt: 0, finalisedAt: null },
  ...{ stream: `evaluation-${year}`, readVersion: 4, hash: 'h' },
  ...life,
});
const OPEN = { predicate: null, evaluationVersion: 0, finalAt: 0 };
const years = (here: readonly EvaluationRecordRow[], past: readonly number[], count = 2): number[] =>
  lastFinals(
    E1,
    here,
    past.map((year) => ({ year, predicate: 'SANGAT_BAIK' })),
    count,
  ).map(({ year }) => year);

describe('the last finals', () => {
  it.each([
    ['the newest first, as many as asked', [row(2024), row(2026), row(2025)], [], [2026, 2025]],
    ['also a year before the installation', [row(2026)], [2024, 2025], [2026, 2025]],
    ['none that is contested', [row(2026, { objectedAt: 5 }), row(2025), row(2024)], [], [2025, 2024]],
    ['none that is open again', [row(2026, { reopenedAt: 5 }), row(2025)], [], [2025]],
    ['the own one of a year and not its document', [row(2026), row(2025)], [2025, 2024], [2026, 2025]],
    ['not the document either while the own one is open', [row(2026, OPEN)], [2026, 2025], [2025]],
    ['nor while it is contested', [row(2026, { objectedAt: 5 })], [2026, 2025], [2025]],
  ])('are %s', (_, here, past, expected) => expect(years(here, past)).toEqual(expected));

  it('name an imported year by an id of its own, without a version', () =>
    expect(lastFinals(E1, [], [{ year: 2025, predicate: 'BAIK' }], 2)).toEqual([
      {
        ...{ evaluationId: importedIdOf(E1, 2025), evaluationVersion: 0, year: 2025 },
        ...{ predicate: 'BAIK', periodEnd: '2025-12-31' },
      },
    ]));

  it('count a document only of years that performance knows nothing of', () =>
    expect(importedYears([{ year: 2024 }, { year: 2025 }], [{ year: null }, { year: 2025 }])).toEqual([
      { year: 2024 },
    ]));
});

import { potentialAssessed, talentMapOutdated, talentMapUnsettled } from '@jejak/contracts/career';
import { SEED } from '@jejak/contracts/policy';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { calendar, E1, HR1, SIGNED, some, SUP1 } from '../../test/people';
import type { Final } from '../credit/last-finals';
import { talentRulesOf } from './talent-rules';
import { talent, type TalentCommand, type TalentEvent, type TalentGiven } from './talent.decider';

const { nineBox } = talentRulesOf(
  new Map(SEED.map(({ key, parameters }) => [key, { key, ref: `${key}@1`, version: 1, parameters }])),
);
const { given } = specFor(talent);
const finals: readonly Final[] = [
  {
    ...{ evaluationId: some(1), evaluationVersion: 1, year: 2026, predicate: 'SANGAT_BAIK' },
    periodEnd: '2026-12-31',
  },
  {
    ...{ evaluationId: some(2), evaluationVersion: 0, year: 2025, predicate: 'BAIK' },
    periodEnd: '2025-12-31',
  },
];
const handed: TalentGiven = {
  ...{ today: '2027-02-12', calendar, rules: nineBox, since: '2019-05-01', endedOn: null, finals },
  ...{ licensed: true, onCommittee: true },
};
const assessed = potentialAssessed(
  {
    ...{ employeeId: E1, components: { competency: '82', assessment: '78', trackRecord: '85' } },
    ...{ score: '81.7000', instrumentId: some(9), assessedOn: '2027-02-08', recordedBy: HR1 },
    documentSha256: SIGNED,
  },
  { subject: E1, effective: '2027-02-08' },
);
const map = { type: 'MapTalent', by: SUP1, employeeId: E1 } as const;
let mapped!: TalentEvent;
given(assessed)
  .when(map, handed)
  .thenFacts(([fact]) => (mapped = fact));
const note = (final: { evaluationId: string; evaluationVersion: number; periodEnd: string }) =>
  ({ type: 'NoteEvaluation', final }) as const;

describe('a map', () => {
  it('says when its oldest input is too old: three years after 31 December 2025', () =>
    // Until 2028-12-31 it is three years old; on 2029-01-01 in Jakarta it is older.
    expect(mapped.data).toMatchObject({ staleOn: '2029-01-01', staleAt: '2028-12-31T17:00:00.000Z' }));
  it.each([
    ['a correction', some(1), 2, '2026-12-31', 'PREDICATE_CORRECTED'],
    ['a newer evaluation', some(3), 1, '2027-12-31', 'NEWER_EVALUATION'],
    ['the own evaluation of an imported year', some(4), 1, '2025-12-31', 'NEWER_EVALUATION'],
  ])('is outdated by %s', (_, evaluationId, evaluationVersion, periodEnd, because) =>
    given(assessed, mapped)
      .when(note({ evaluationId, evaluationVersion, periodEnd }), handed)
      .thenRecords(
        talentMapOutdated(
          { employeeId: E1, because: because as 'NEWER_EVALUATION', evaluationId, evaluationVersion },
          { subject: E1 },
        ),
      ),
  );
  it.each([
    ['the same version again', some(1), 1, '2026-12-31'],
    ['an older year', some(5), 1, '2024-12-31'],
  ])('is not by %s', (_, evaluationId, evaluationVersion, periodEnd) =>
    given(assessed, mapped).when(note({ evaluationId, evaluationVersion, periodEnd }), handed).thenRecords(),
  );

  const doubt = (
    because: 'EVALUATION_CONTESTED' | 'SANCTION_DECIDED' | 'INPUT_TOO_OLD',
    id?: string,
  ): Extract<TalentCommand, { type: 'NoteDoubt' }> => ({
    ...{ type: 'NoteDoubt', because },
    evaluationId: because === 'EVALUATION_CONTESTED' ? (id ?? some(1)) : null,
    caseId: because === 'SANCTION_DECIDED' ? some(8) : null,
  });
  it.each(['EVALUATION_CONTESTED', 'SANCTION_DECIDED', 'INPUT_TOO_OLD'] as const)(
    'is unsettled by %s, said once',
    (because) => {
      const { type: _, ...data } = doubt(because);
      const unsettled = talentMapUnsettled({ employeeId: E1, ...data }, { subject: E1 });
      given(assessed, mapped).when(doubt(because), handed).thenRecords(unsettled);
      given(assessed, mapped, unsettled).when(doubt(because), handed).thenRecords();
      // Mapped anew it may be doubted again.
      given(assessed, mapped, unsettled, mapped).when(doubt(because), handed).thenRecords(unsettled);
    },
  );
  it('is not by an evaluation that it does not rest on, nor where there is none', () => {
    given(assessed, mapped)
      .when(doubt('EVALUATION_CONTESTED', some(3)), handed)
      .thenRecords();
    given(assessed).when(doubt('SANCTION_DECIDED'), handed).thenRecords();
  });
});

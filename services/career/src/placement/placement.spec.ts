import {
  placementDecided,
  placementLapsed,
  placementProposed,
  placementTurnReturned,
  placementTurnTaken,
  positionChanged,
} from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { E1, HR1, PPK, some, SUP1, UNIT } from '../../test/people';
import { movesIn } from './moves';
import type { PlacementGiven } from './placement-guards';
import { placement, type PlacementCommand } from './placement.decider';

import { placementTurn } from './placement-turn.decider';

const WHY = 'Alasan yang cukup panjang untuk keputusan ini.';
const placementId = some(1);
const place = { position: 'Perawat Ahli', unitId: UNIT, supervisorId: SUP1, from: '2027-05-01' };
const match = {
  score: '82.0000',
  parts: { competencies: '80.0000', performance: '80.0000', experience: '90.0000' },
  missing: [],
};
const handed: PlacementGiven = {
  today: '2027-02-12',
  rules: {
    ...{ minPlacementMatch: '70', placementRestYears: 2 },
    matchWeights: { competencies: '50', performance: '30', experience: '20' },
    meritBands: { veryGood: '325', good: '250', less: '175' },
  },
  reasonMinimum: 20,
  ...{ since: '2020-01-01', endedOn: null, unitOpen: true, supervisorKnown: true, circular: false },
  ...{ lastMove: null, lastAssigned: '2020-01-01', relatives: [], match, openPromotions: [] },
  evaluations: [],
};
const undone: PlacementGiven = { ...handed, openPromotions: [some(7)] };
const propose: Extract<PlacementCommand, { type: 'ProposePlacement' }> = {
  ...{ type: 'ProposePlacement', by: HR1, placementId, employeeId: E1, kind: 'ROTATION', ...place },
  reason: '',
};
const about = { subject: E1, effective: place.from };
const proposed = placementProposed(
  {
    ...{ placementId, employeeId: E1, kind: 'ROTATION', ...place, matchScore: match.score, minMatch: '70' },
    ...{ match: match.parts, missing: [], proposedBy: HR1 },
  },
  about,
);
const approve = { type: 'DecidePlacement', by: PPK, outcome: 'APPROVED', reason: '' } as const;
const approved = placementDecided(
  { placementId, employeeId: E1, ...place, outcome: 'APPROVED', decidedBy: PPK },
  about,
);

const { given } = specFor(placement);

describe('a placement', () => {
  it('is proposed with its match and what the policy asks', () =>
    given().when(propose, handed).thenRecords(proposed));
  it('names the evaluations whose predicates stand in the match', () => {
    const evaluations = [{ evaluationId: some(3), evaluationVersion: 2 }];
    given()
      .when(propose, { ...handed, evaluations })
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ evaluations }));
  });
  it.each([
    ['2029-02-28', 'RULE_VIOLATED'],
    ['2029-03-01', null],
  ])('begins two years after the last move: %s', (from, code) => {
    const asked = given().when({ ...propose, from }, { ...handed, lastMove: '2027-03-01' });
    if (code) asked.thenRefuses(code, { rule: 'placement.rest-years' });
    else asked.thenFacts(([fact]) => expect(fact.type).toBe('PlacementProposed'));
  });
  it('needs a reason where it would undo an open promotion, and names it', () => {
    given().when(propose, undone).thenRefuses('REASON_REQUIRED', { rule: 'placement.promotion' });
    given()
      .when({ ...propose, reason: 'pendek' }, undone)
      .thenRefuses('REASON_REQUIRED', { rule: 'placement.promotion' });
    given()
      .when({ ...propose, reason: WHY }, undone)
      .thenFacts(([fact]) =>
        expect(fact).toMatchObject({
          data: { openPromotions: [some(7)] },
          reason: { code: 'DEVIATION', text: WHY },
        }),
      );
  });
  it('needs it again at the approval, where a promotion was opened meanwhile', () => {
    given(proposed).when(approve, undone).thenRefuses('REASON_REQUIRED', { rule: 'placement.promotion' });
    given(proposed)
      .when({ ...approve, reason: WHY }, undone)
      .thenFacts(([fact]) =>
        expect(fact).toMatchObject({ data: { openPromotions: [some(7)] }, reason: { code: 'EXCEPTION' } }),
      );
  });
  it('is approved on its first day at the latest', () => {
    given(proposed)
      .when(approve, { ...handed, today: '2027-05-01' })
      .thenRecords(approved);
    given(proposed)
      .when(approve, { ...handed, today: '2027-05-02' })
      .thenRefuses('RULE_VIOLATED', { rule: 'placement.date' });
  });
  it('may still be declined after it', () =>
    given(proposed)
      .when({ ...approve, outcome: 'DECLINED', reason: WHY }, { ...handed, today: '2027-05-02' })
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ outcome: 'DECLINED' })));
  it('comes to nothing with the employment, or where the file has changed', () => {
    const lapsed = (why: 'EMPLOYMENT_ENDED' | 'FILE_CHANGED') =>
      placementLapsed({ placementId, employeeId: E1, why }, { subject: E1 });
    given(proposed)
      .when({ type: 'LapsePlacement', why: 'EMPLOYMENT_ENDED' }, handed)
      .thenRecords(lapsed('EMPLOYMENT_ENDED'));
    given(proposed, approved)
      .when({ type: 'LapsePlacement', why: 'FILE_CHANGED' }, handed)
      .thenRecords(lapsed('FILE_CHANGED'));
    given(proposed).when({ type: 'LapsePlacement', why: 'FILE_CHANGED' }, handed).thenRecords();
    given(proposed, approved).when({ type: 'LapsePlacement', why: 'EMPLOYMENT_ENDED' }, handed).thenRecords();
  });
  it('says once from where', () => {
    const before = { position: 'Perawat', unitId: UNIT };
    const changed = positionChanged({ placementId, employeeId: E1, before, ...place }, about);
    given(proposed, approved).when({ type: 'NotePosition', before }, handed).thenRecords(changed);
    given(proposed, approved, changed).when({ type: 'NotePosition', before }, handed).thenRecords();
  });
});

describe('the moves in a file', () => {
  const held = (position: string, from: string, unitId = UNIT) => ({ position, unitId, from, to: null });
  it.each([
    ['none of the first place', [held('Perawat', '2020-01-01')], []],
    ['none where only the level rose', [held('Perawat', '2020-01-01'), held('Perawat', '2026-04-01')], []],
    ['one to another post', [held('Perawat', '2020-01-01'), held('Bidan', '2026-04-01')], ['2026-04-01']],
    [
      'one to another unit',
      [held('Perawat', '2020-01-01'), held('Perawat', '2026-04-01', some(50))],
      ['2026-04-01'],
    ],
    [
      'that before a rise of level',
      [held('Perawat', '2024-01-01'), held('Bidan', '2025-04-01'), held('Bidan', '2026-04-01')],
      ['2025-04-01'],
    ],
  ])('are %s', (_, positions, moves) => expect(movesIn(positions)).toEqual(moves));
});

describe('the turn of an employee', () => {
  const turn = specFor(placementTurn);
  const take = (id: string) => ({ type: 'TakeTurn', employeeId: E1, placementId: id }) as const;
  const back = (id: string) => ({ type: 'ReturnTurn', employeeId: E1, placementId: id }) as const;
  const taken = placementTurnTaken({ employeeId: E1, placementId }, { subject: E1 });
  const returned = placementTurnReturned({ employeeId: E1, placementId }, { subject: E1 });
  it('is taken by one placement at a time', () => {
    turn.given().when(take(placementId)).thenRecords(taken);
    turn.given(taken).when(take(placementId)).thenRecords();
    turn
      .given(taken)
      .when(take(some(2)))
      .thenRefuses('ILLEGAL_TRANSITION');
    turn
      .given(taken, returned)
      .when(take(some(2)))
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ placementId: some(2) }));
  });
  it('is given back by who has it', () => {
    turn.given(taken).when(back(placementId)).thenRecords(returned);
    turn
      .given(taken)
      .when(back(some(2)))
      .thenRecords();
    turn.given().when(back(placementId)).thenRecords();
  });
});

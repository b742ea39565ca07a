import {
  formationApproved,
  formationProposed,
  formationRejected,
  formationSeatsReturned,
  formationSeatsTaken,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { formation } from './formation.decider';

const { given } = specFor(formation);
const [formationId, unitId, hr, mayor, vacancyId, other] = Array.from({ length: 6 }, newId);
const asked = {
  ...{ formationId, unitId, position: 'Perawat', level: 'Ahli Pertama', education: 'S-1 Keperawatan' },
  ...{ seats: 3, workloadHours: '3750' },
};
const propose = { ...asked, type: 'ProposeFormation', by: hr } as const;
const proposed = formationProposed({ ...asked, proposedBy: hr });
const approve = { type: 'ApproveFormation', by: mayor, seats: 2, budgetRef: 'DPA 1.02/2026' } as const;
const approved = formationApproved({ formationId, approvedBy: mayor, seats: 2, budgetRef: 'DPA 1.02/2026' });
const text = 'Beban kerja unit ini sudah terpenuhi.';
const reject = { type: 'RejectFormation', by: mayor, reason: text } as const;
const rejected = formationRejected(
  { formationId, rejectedBy: mayor },
  { reason: { code: 'REJECTION', text } },
);
const take = (seats: number, by = vacancyId) => ({ type: 'TakeSeats', vacancyId: by, seats }) as const;
const none = { promoted: 0 };
const taken = (seats: number, by = vacancyId) => formationSeatsTaken({ formationId, vacancyId: by, seats });

describe('ProposeFormation', () => {
  it('records what the workload asks for', () => given().when(propose).thenRecords(proposed));
  it.each([null, '0', '0.00'])('is refused with %s hours of work', (workloadHours) =>
    given()
      .when({ ...propose, workloadHours })
      .thenRefuses('WORKLOAD_REQUIRED', { field: 'workloadHours' }),
  );
  it('is refused a second time', () => given(proposed).when(propose).thenRefuses('ILLEGAL_TRANSITION'));
});

describe('ApproveFormation', () => {
  it('grants seats, also fewer than were asked for', () =>
    given(proposed).when(approve).thenRecords(approved));
  it('is refused to the person who proposed it', () =>
    given(proposed)
      .when({ ...approve, by: hr })
      .thenRefuses('SOD_VIOLATION'));
  it('is refused more seats than were proposed', () =>
    given(proposed)
      .when({ ...approve, seats: 4 })
      .thenRefuses('RULE_VIOLATED', { field: 'seats', rule: 'formation.granted-within-proposed' }));
  it('is refused where nothing was proposed', () => given().when(approve).thenRefuses('FORMATION_NOT_FOUND'));
  it.each([approved, rejected])('is refused once $type stands', (decided) =>
    given(proposed, decided).when(approve).thenRefuses('ILLEGAL_TRANSITION'),
  );
});

describe('RejectFormation', () => {
  const on = { reasonMinChars: 20 };
  it('says why', () => given(proposed).when(reject, on).thenRecords(rejected));
  it('is refused without a reason', () =>
    given(proposed)
      .when({ ...reject, reason: 'tidak' }, on)
      .thenRefuses('REASON_REQUIRED', { field: 'reason' }));
  it('is refused to the person who proposed it', () =>
    given(proposed)
      .when({ ...reject, by: hr }, on)
      .thenRefuses('SOD_VIOLATION'));
  it('is refused once it is decided', () =>
    given(proposed, approved).when(reject, on).thenRefuses('ILLEGAL_TRANSITION'));
});

describe('seats', () => {
  it.each([
    // Of two seats promotions hold …
    [0, 2, null],
    [1, 1, null],
    [1, 2, { approved: 2, left: 1 }],
    [2, 1, { approved: 2, left: 0 }],
    [3, 1, { approved: 2, left: 0 }],
  ])('that promotions hold are not offered: %d held, %d wanted', (promoted, seats, params) => {
    const spec = given(proposed, approved).when(take(seats), { promoted });
    if (params === null) spec.thenRecords(taken(seats));
    else spec.thenRefuses('SEATS_EXCEED_FORMATION', { params });
  });
  it('are taken by a vacancy', () => given(proposed, approved).when(take(2), none).thenRecords(taken(2)));
  it('are taken by several, and no more than there are', () => {
    given(proposed, approved, taken(1)).when(take(1, other), none).thenRecords(taken(1, other));
    given(proposed, approved, taken(1))
      .when(take(2, other), none)
      .thenRefuses('SEATS_EXCEED_FORMATION', {
        field: 'seats',
        params: { approved: 2, left: 1 },
      });
  });
  it('are there again when their vacancy is cancelled, once', () => {
    const returned = formationSeatsReturned({ formationId, vacancyId, seats: 2 });
    const back = { type: 'ReturnSeats', vacancyId } as const;
    given(proposed, approved, taken(2)).when(back).thenRecords(returned);
    given(proposed, approved, taken(2), returned).when(back).thenRecords();
    given(proposed, approved, taken(2), returned).when(take(2, other), none).thenRecords(taken(2, other));
  });
  it('are not there before the approval, nor after a rejection', () => {
    given().when(take(1), none).thenRefuses('FORMATION_NOT_FOUND');
    given(proposed).when(take(1), none).thenRefuses('ILLEGAL_TRANSITION');
    given(proposed, rejected).when(take(1), none).thenRefuses('ILLEGAL_TRANSITION');
    given(proposed).when({ type: 'ReturnSeats', vacancyId }).thenRefuses('ILLEGAL_TRANSITION');
  });
});

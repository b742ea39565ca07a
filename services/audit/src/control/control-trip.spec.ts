import { controlCleared, type ControlTripped, controlTripped } from '@jejak/contracts/audit';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { fact } from '../../test/told-facts';
import { controlTrip, type ControlTripGiven } from './control-trip.decider';
import { controlTripFileOf } from './control-trip.http';

const { given } = specFor(controlTrip);
const some = (n: number): string => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [INS1, E1, UNIT, EVENT] = [1, 2, 3, 4].map(some);
const pseudonym = `p_${'A'.repeat(22)}`;
const data: ControlTripped['data'] = {
  ...{ tripId: some(71), control: 'C5', objects: [`evaluation-${some(21)}`], unitId: UNIT, people: [E1] },
  ...{ score: '1.0774', limit: '5', refs: [{ eventId: EVENT, index: 17, leafHash: 'ab'.repeat(32) }] },
};
const asked = controlTripped(data, { subject: E1 });
const tripped = { type: 'TripControl', subject: E1, ...data } as const;
const reason = 'Koreksi sah: register asli terlampir.';
const clear = { type: 'ClearControl', by: INS1, reason } as const;
const reads: ControlTripGiven = { reasonMinimum: 20, inspector: [INS1, pseudonym], workedIn: [] };
const about = { tripId: data.tripId, control: 'C5' } as const;
const cleared = controlCleared(
  { ...about, clearedBy: INS1 },
  { subject: E1, reason: { code: 'FINDING', text: reason } },
);

describe('TripControl', () => {
  it('asks, about somebody', () => given().when(tripped).thenRecords(asked));
  it('asks about nobody in particular', () =>
    given()
      .when({ ...tripped, subject: null })
      .thenRecords(controlTripped(data)));
  it('says nothing new the second time', () => given(asked).when(tripped).thenRecords());
  it('says nothing new of a question that is answered', () =>
    given(asked, cleared).when(tripped).thenRecords());
});

describe('ClearControl', () => {
  it('answers it', () => given(asked).when(clear, reads).thenRecords(cleared));
  it('is refused of what was never asked', () =>
    given().when(clear, reads).thenRefuses('CONTROL_TRIP_NOT_FOUND'));
  it('is refused the second time', () =>
    given(asked, cleared).when(clear, reads).thenRefuses('ILLEGAL_TRANSITION'));
  it('is refused without a reason of its length', () => {
    given(asked)
      .when({ ...clear, reason: 'x'.repeat(19) }, reads)
      .thenRefuses('REASON_REQUIRED');
    given(asked)
      .when({ ...clear, reason: 'x'.repeat(20) }, reads)
      .thenFacts((facts) => expect(facts).toHaveLength(1));
  });
  it('is refused to whom it concerns, by id and by pseudonym', () => {
    given(asked)
      .when({ ...clear, by: E1 }, { ...reads, inspector: [E1, pseudonym] })
      .thenRefuses('SOD_VIOLATION', { rule: 'sod.own-question' });
    given(controlTripped({ ...data, people: [pseudonym] }))
      .when(clear, reads)
      .thenRefuses('SOD_VIOLATION', { rule: 'sod.own-question' });
  });
  it('is refused to who worked in the unit lately, and to nobody where there is no unit', () => {
    given(asked)
      .when(clear, { ...reads, workedIn: [UNIT] })
      .thenRefuses('SOD_VIOLATION', { rule: 'sod.inspector-unit' });
    given(controlTripped({ ...data, unitId: null }))
      .when(clear, { ...reads, workedIn: [UNIT] })
      .thenFacts((facts) => expect(facts).toHaveLength(1));
  });
});

describe('what a question rests on', () => {
  it('is read from its facts', () => {
    const policies = ['aud.other@1', 'perf.result@1'];
    const first = fact(asked, '2027-02-05T03:00:00.000Z', { policies });
    const open = { people: [E1], refs: data.refs, policies, reason: null };
    expect(controlTripFileOf([first])).toEqual(open);
    expect(controlTripFileOf([first, fact(cleared, '2027-05-17T03:00:00.000Z')])).toEqual({
      ...open,
      reason,
    });
  });
});

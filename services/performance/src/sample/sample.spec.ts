import { sampleChecked, sampleDrawn } from '@jejak/contracts/performance';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { E1, eventId, measurementId, V1 } from '../../test/nurse';
import { drawn, sampleSize } from './draw';
import { sample, type SampleCommand } from './sample.decider';

const { given } = specFor(sample);
const sampleId = eventId(60);
const now = '2026-04-11T00:00:00.000Z';
const ids = Array.from({ length: 12 }, (_, n) => measurementId(n));
const data = {
  ...{ sampleId, period: '2026-Q1', from: '2026-01-01', to: '2026-03-31', population: 12, share: '10' },
  ...{ seed: 'a'.repeat(64), measurementIds: ids.slice(0, 2) },
};
const steward = { now, steward: true, involved: [E1] };
const check: SampleCommand = { type: 'CheckSample', by: V1, measurementId: ids[0], correct: true };

describe('a sample of self-reports', () => {
  it('is 10 %, upwards', () =>
    expect([0, 1, 10, 11, 12, 200].map((n) => sampleSize(n, '10'))).toEqual([0, 1, 1, 2, 2, 20]));
  it('is what the seed draws, in whatever order the records come', () => {
    const once = drawn('seed', ids, '25');
    expect(once).toHaveLength(3);
    expect(drawn('seed', [...ids].reverse(), '25')).toEqual(once);
    expect(drawn('another seed', ids, '100')).not.toEqual(drawn('seed', ids, '100'));
  });
  it('is drawn once', () => {
    given()
      .when({ type: 'DrawSample', ...data }, steward)
      .thenRecords(sampleDrawn(data));
    given(sampleDrawn(data))
      .when({ type: 'DrawSample', ...data, seed: 'b'.repeat(64) }, steward)
      .thenRecords();
  });
  it('is checked by a steward who had no part in it, each record once', () => {
    const checked = sampleChecked({ sampleId, measurementId: ids[0], checkedBy: V1, correct: true });
    given(sampleDrawn(data)).when(check, steward).thenRecords(checked);
    given(sampleDrawn(data))
      .when({ ...check, by: E1 }, steward)
      .thenRefuses('SOD_VIOLATION');
    given(sampleDrawn(data))
      .when(check, { ...steward, steward: false })
      .thenRefuses('NOT_RELATED');
    given(sampleDrawn(data))
      .when({ ...check, measurementId: ids[5] }, steward)
      .thenRefuses('MEASUREMENT_NOT_FOUND');
    given(sampleDrawn(data), checked).when(check, steward).thenRefuses('ILLEGAL_TRANSITION');
    given().when(check, steward).thenRefuses('SAMPLE_NOT_FOUND');
  });
});

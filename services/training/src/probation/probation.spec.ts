import {
  latsarPassed,
  probationFailed,
  probationLapsed,
  probationPassed,
  probationStarted,
} from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { at, calendar, E9, HR1, some } from '../../test/people';
import { probation } from './probation.decider';

const { given } = specFor(probation);
const about = { subject: E9 };
const reads = { calendar, months: 12, now: at('2027-05-20') };
// One year from 1 June 2026 ends with 31 May 2027.
const endsOn = '2027-05-31';
const started = probationStarted(
  { employeeId: E9, tmt: '2026-06-01', endsOn, endsAt: at('2027-06-01', '00:00:00.000') },
  { ...about, effective: '2026-06-01' },
);
const latsar = latsarPassed({ employeeId: E9, enrolmentId: some(1) }, about);
const passed = probationPassed({ employeeId: E9, passedOn: '2027-05-20' }, about);
const failed = probationFailed(
  { employeeId: E9, endedOn: endsOn, missing: ['LATSAR'] },
  { ...about, effective: endsOn },
);
const pass = { type: 'PassProbation', by: HR1 } as const;

describe('a probation', () => {
  const start = { type: 'StartProbation', employeeId: E9, tmt: '2026-06-01' } as const;
  const note = { type: 'NoteLatsar', employeeId: E9, enrolmentId: some(1) } as const;
  it('lasts a year', () => given().when(start, reads).thenRecords(started));
  it('starts once', () => given(started).when(start, reads).thenRecords());
  it('notes the basic training once, whenever it hears of it', () => {
    given().when(note, reads).thenRecords(latsar);
    given(started, latsar).when(note, reads).thenRecords();
  });
});

describe('PassProbation', () => {
  it('needs the basic training', () => given(started).when(pass, reads).thenRefuses('LATSAR_REQUIRED'));
  it('puts forward who has passed it', () => given(started, latsar).when(pass, reads).thenRecords(passed));
  it('is another person’s', () =>
    given(started, latsar)
      .when({ ...pass, by: E9 }, reads)
      .thenRefuses('SOD_VIOLATION'));
  it('is of somebody in probation', () => given().when(pass, reads).thenRefuses('PROBATION_NOT_FOUND'));
  it.each([passed, failed])('comes before the end', (end) =>
    given(started, latsar, end).when(pass, reads).thenRefuses('ILLEGAL_TRANSITION'),
  );
});

describe('the end of the year', () => {
  const end = { type: 'EndProbation' } as const;
  it('fails who has not passed the basic training', () =>
    given(started).when(end, reads).thenRecords(failed));
  it('fails nobody who has', () => given(started, latsar).when(end, reads).thenRecords());
  it('comes once', () => given(started, failed).when(end, reads).thenRecords());
});

describe('the end of the employment', () => {
  const lapse = { type: 'LapseProbation', endedOn: '2026-08-31' } as const;
  const lapsed = probationLapsed(
    { employeeId: E9, endedOn: '2026-08-31' },
    { ...about, effective: '2026-08-31' },
  );
  it('ends a probation that runs, with or without the basic training', () => {
    given(started).when(lapse, reads).thenRecords(lapsed);
    given(started, latsar).when(lapse, reads).thenRecords(lapsed);
  });
  it.each([[[]], [[started, latsar, passed]], [[started, failed]], [[started, lapsed]]])(
    'says nothing of another',
    (facts) =>
      given(...facts)
        .when(lapse, reads)
        .thenRecords(),
  );
  it('leaves nobody to fail', () => {
    given(started, lapsed).when({ type: 'EndProbation' }, reads).thenRecords();
    given(started, latsar, lapsed).when(pass, reads).thenRefuses('ILLEGAL_TRANSITION');
  });
});

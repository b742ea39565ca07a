import {
  applicationSubmitted,
  scoreCorrected,
  skbComponentScored,
  skdPassed,
  skdScored,
} from '@jejak/contracts/recruitment';
import { type DomainEvent, newId, type Recorded } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { application } from './application.decider';
import { recordedScore } from './score-correction';

const { given } = specFor(application);
const [applicationId, vacancyId, applicantId, rankingId, objectionId, correctsEventId] = Array.from(
  { length: 6 },
  newId,
);
const subject = applicantId;
const fileSha256 = 'f'.repeat(64);
const about = {
  applicationId,
  vacancyId,
  applicantId,
  year: 2026,
  participantNo: '4820193756',
  imported: null,
};
const submitted = applicationSubmitted(
  { ...about, channel: 'CAMPUS', educationGpa: null, birthDate: '1999-04-30' },
  { subject },
);
const skd = skdScored({ applicationId, twk: 95, tiu: 120, tkp: 185, total: 400, fileSha256 }, { subject });
const passed = skdPassed({ applicationId, vacancyId, rankingId, resultVersion: 1, rank: 2 }, { subject });
const psychological = skbComponentScored(
  { applicationId, component: 'PSYCHOLOGICAL', raw: '75', of: '100', pct: '75.000', fileSha256 },
  { subject },
);
const reasons = 'Laporan psikolog menyebut 85, yang diketik 75.';
const change = { component: 'PSYCHOLOGICAL', old: '75.000', new: '85.000', correctsEventId } as const;
const corrected = scoreCorrected(
  { applicationId, vacancyId, objectionId, ...change },
  { subject, reason: { code: 'CORRECTION', text: reasons } },
);

describe('CorrectScore', () => {
  const correct = { type: 'CorrectScore', objectionId } as const;
  it('records what was wrong, what is right, and the fact that said otherwise', () =>
    given(submitted, skd, passed, psychological)
      .when(correct, { correction: { ...change, reasons } })
      .thenRecords(corrected));
  it('has nothing to say where the decision corrects nothing', () =>
    given(submitted, skd, passed, psychological).when(correct, { correction: null }).thenRecords());
  it('needs an application', () =>
    given().when(correct, { correction: null }).thenRefuses('APPLICATION_NOT_FOUND'));
  it('leaves the imported row what it was: the same file again is no other one', () => {
    const { raw, of } = psychological.data;
    const again = { type: 'RecordSkbComponent', component: 'PSYCHOLOGICAL', raw, of, fileSha256 } as const;
    given(submitted, skd, passed, psychological, corrected)
      .when(again, {
        file: { scheme: { kind: 'SKD_SKB', skbPublished: false }, hasPanel: false, pppk: null, catMax: 500 },
      })
      .thenRecords();
  });
});

describe('the last word on a score', () => {
  const recorded = (event: DomainEvent, id: string) =>
    ({ ...event, envelope: { id } }) as unknown as Recorded;
  const history = [
    recorded(submitted, '1'),
    recorded(skd, '2'),
    recorded(passed, '3'),
    recorded(psychological, '4'),
  ];
  it.each([
    ['TWK', '95', '2'],
    ['TIU', '120', '2'],
    ['TKP', '185', '2'],
    ['PSYCHOLOGICAL', '75.000', '4'],
  ] as const)('%s is %s, as event %s said', (component, value, eventId) =>
    expect(recordedScore(history, component)).toEqual({ value, eventId }),
  );
  it('is the newest correction, and nothing where nothing is said', () => {
    const now = [...history, recorded(corrected, '5')];
    expect(recordedScore(now, 'PSYCHOLOGICAL')).toEqual({ value: '85.000', eventId: '5' });
    expect(recordedScore(now, 'CAT')).toBeUndefined();
  });
});

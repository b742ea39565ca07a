import { educationRecorded, pastPredicateImported, pastRankImported } from '@jejak/contracts/career';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { E1, HR1, SIGNED } from '../../test/people';
import { careerRecord, type CareerRecordGiven } from './career-record.decider';

const { given } = specFor(careerRecord);
const about = { subject: E1 };
const who = { by: HR1, employeeId: E1, documentSha256: SIGNED };
/** A CPNS whose service begins in the middle of a month; evaluated here since 2026. */
const handed: CareerRecordGiven = {
  ...{ date: '2027-02-05', start: '2019-05-13', rankDay: 1, firstEvaluated: 2026 },
};

describe('ImportPastPredicate', () => {
  const past = (year: number) => ({ ...who, type: 'ImportPastPredicate', year, predicate: 'BAIK' }) as const;
  const imported = (year: number) =>
    pastPredicateImported({ employeeId: E1, year, predicate: 'BAIK', documentSha256: SIGNED }, about);
  it('is of a year before the first that is evaluated here', () => {
    given().when(past(2025), handed).thenRecords(imported(2025));
    given().when(past(2026), handed).thenRefuses('RULE_VIOLATED', { rule: 'career.past-year' });
    given()
      .when(past(2027), handed)
      .thenRefuses('RULE_VIOLATED', { params: { before: 2026 } });
  });
  it('is of a year that is over where none is', () => {
    const none = { ...handed, firstEvaluated: null };
    given().when(past(2026), none).thenRecords(imported(2026));
    given()
      .when(past(2027), none)
      .thenRefuses('RULE_VIOLATED', { params: { before: 2027 } });
  });
  it('is taken over once', () =>
    given(imported(2025)).when(past(2025), handed).thenRefuses('PREDICATE_EXISTS'));
});

describe('ImportPastRank', () => {
  const past = (from: string) =>
    ({ ...who, type: 'ImportPastRank', rank: 'III/b', level: 'Ahli Pertama', from }) as const;
  const imported = (from: string) =>
    pastRankImported(
      { employeeId: E1, rank: 'III/b', level: 'Ahli Pertama', from, documentSha256: SIGNED },
      { ...about, effective: from },
    );
  it.each(['2023-04-01', '2018-10-01', '2027-02-01', '2019-05-13'])('may begin on %s', (from) =>
    given().when(past(from), handed).thenRecords(imported(from)),
  );
  it.each(['2023-04-02', '2019-05-14', '2018-05-13', '2027-03-01'])('may not begin on %s', (from) =>
    given().when(past(from), handed).thenRefuses('RULE_VIOLATED', { rule: 'career.rank-day', field: 'from' }),
  );
  it('is taken over once a day', () =>
    given(imported('2023-04-01')).when(past('2023-04-01'), handed).thenRefuses('RANK_EXISTS'));
});

describe('what somebody brought along', () => {
  const degree = { ...who, type: 'RecordEducation', degree: 'S-1', field: 'Keperawatan' } as const;
  it('stands in its document, and is recorded by somebody else', () => {
    const recorded = educationRecorded(
      { employeeId: E1, degree: 'S-1', field: 'Keperawatan', documentSha256: SIGNED },
      about,
    );
    given().when(degree, handed).thenRecords(recorded);
    given(recorded).when(degree, handed).thenRefuses('EDUCATION_EXISTS');
    given()
      .when({ ...degree, documentSha256: null }, handed)
      .thenRefuses('DOCUMENT_MISSING');
    given()
      .when({ ...degree, by: E1 }, handed)
      .thenRefuses('SOD_VIOLATION');
  });
});

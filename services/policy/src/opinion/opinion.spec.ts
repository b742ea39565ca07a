import { opinionAnswered, opinionSubmitted } from '@jejak/contracts/policy';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { E1, HR1, some } from '../../test/people';
import { opinion } from './opinion.decider';

const { given } = specFor(opinion);
const about = { opinionId: some(1), key: 'perf.result', version: 2 };
const said = { ...about, group: 'PUBLIC', institutionId: null, text: 'Ambang ini terlalu tinggi.' } as const;
const closesAt = '2026-08-18T17:00:00.000Z';

describe.each([null, E1])('the opinion of %s', (personId) => {
  const sealed = personId === null ? {} : { subject: personId };
  const submit = { type: 'SubmitOpinion', ...said, personId } as const;
  const submitted = opinionSubmitted(said, sealed);
  const answer = { type: 'AnswerOpinion', by: HR1, answer: 'Sudah disimulasikan.', adopted: false } as const;
  const answered = opinionAnswered(
    { ...about, answeredBy: HR1, adopted: false, answer: answer.answer },
    sealed,
  );
  it.each([
    ['2026-08-18T16:59:59.999Z', closesAt, null],
    ['2026-08-18T17:00:00.000Z', closesAt, 'CONSULTATION_CLOSED'],
    ['2026-08-10T00:00:00.000Z', null, 'CONSULTATION_CLOSED'],
  ])('is taken until the consultation ends: %s', (now, ends, refusal) => {
    const outcome = given().when(submit, { now, closesAt: ends });
    if (refusal) outcome.thenRefuses(refusal);
    else outcome.thenRecords(submitted);
  });
  it('is the same one when it is sent again', () =>
    given(submitted).when(submit, { closesAt }).thenRecords());
  it('is answered, once', () => {
    given(submitted).when(answer, {}).thenRecords(answered);
    given(submitted, answered).when(answer, {}).thenRefuses('ILLEGAL_TRANSITION');
    given().when(answer, {}).thenRefuses('OPINION_NOT_FOUND');
  });
});

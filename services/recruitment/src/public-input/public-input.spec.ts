import { publicInputAnswered, publicInputGiven } from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { publicInput } from './public-input.decider';

const { given } = specFor(publicInput);
const [inputId, vacancyId, person, member] = Array.from({ length: 4 }, newId);
const input = { inputId, vacancyId, stage: 'SKD', text: 'Ruang ujian terlalu bising.' } as const;
const answer = 'Ruang ujian dipindahkan mulai besok.';

describe.each([null, person])('the public input of %s', (personId) => {
  const about = personId === null ? {} : { subject: personId };
  const give = { type: 'GiveInput', ...input, personId } as const;
  const fact = publicInputGiven(input, about);
  const answering = { type: 'AnswerInput', by: member, answer } as const;
  const answered = publicInputAnswered(
    { inputId, vacancyId, stage: 'SKD', answeredBy: member, answer },
    about,
  );
  it('is taken on an announced vacancy, once', () => {
    given().when(give, { announced: true }).thenRecords(fact);
    given(fact).when(give, { announced: true }).thenRecords();
    given().when(give, { announced: false }).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('is answered by the committee, once', () => {
    given(fact).when(answering, { onCommittee: true }).thenRecords(answered);
    given(fact).when(answering, { onCommittee: false }).thenRefuses('NOT_RELATED');
    given(fact, answered).when(answering, { onCommittee: true }).thenRefuses('ILLEGAL_TRANSITION');
    given().when(answering, { onCommittee: true }).thenRefuses('PUBLIC_INPUT_NOT_FOUND');
  });
});

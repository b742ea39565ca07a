import { noticeAddressed, RECIPIENTS_IN_A_FACT } from '@jejak/contracts/notification';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { notice, type AddressNotice } from './notice.decider';

const { given } = specFor(notice);
const of = { noticeId: newId(), topic: 'VACANCY', object: `vacancy-${newId()}` } as const;
const now = '2026-02-01T02:00:00.000Z';
const address: AddressNotice = { type: 'AddressNotice', ...of };
const someone = (): string => `person:${newId()}`;

describe('whom a fact is news to', () => {
  const [first, second] = [someone(), someone()].sort();
  const addressed = noticeAddressed({ ...of, to: [first] });

  it('is looked up when it is first heard of', () =>
    given()
      .when(address, { recipients: [first] })
      .thenRecords(addressed));
  it('is not looked up anew when it is heard of again', () =>
    given(addressed)
      .when(address, { recipients: [first, second] })
      .thenRecords());
  it('may be nobody, and stays so', () => {
    const nobody = noticeAddressed({ ...of, to: [] });
    given().when(address, { recipients: [] }).thenRecords(nobody);
    given(nobody)
      .when(address, { recipients: [first] })
      .thenRecords();
  });
  it('stands in several facts where they are many', () => {
    const many = Array.from({ length: 2 * RECIPIENTS_IN_A_FACT + 1 }, someone).sort();
    const facts = notice.decide(address, notice.initial, { recipients: many, now });
    expect(facts.map(({ data }) => data.to.length)).toEqual([RECIPIENTS_IN_A_FACT, RECIPIENTS_IN_A_FACT, 1]);
    expect(facts.reduce(notice.evolve, notice.initial)).toEqual({ status: 'addressed', to: many });
  });
});

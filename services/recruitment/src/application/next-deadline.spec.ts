import { describe, expect, it } from '@jest/globals';
import { nextDeadline } from './next-deadline';

const closeAt = '2026-02-17T17:00:00.000Z';
const skd = { stage: 'SKD', objectionClosesAt: '2026-03-14T17:00:00.000Z' } as const;
const final = { stage: 'FINAL', objectionClosesAt: '2026-04-09T17:00:00.000Z' } as const;

describe('the next deadline of an applicant (domain.md 4.5)', () => {
  it.each(['draft', 'submitted', 'withdrawn'] as const)(
    'of what is %s: the closing, to its last moment',
    (status) => {
      const registration = { what: 'REGISTRATION', stage: null, at: closeAt };
      expect(nextDeadline(status, closeAt, [], '2026-02-17T16:59:59.999Z')).toEqual(registration);
      expect(nextDeadline(status, closeAt, [], closeAt)).toBeNull();
      expect(nextDeadline(status, null, [], '2026-02-01T00:00:00.000Z')).toBeNull();
    },
  );
  it('of a published result: the end of its objections, the nearest first', () => {
    const on = (now: string) => nextDeadline('skd-passed', closeAt, [final, skd], now);
    expect(on('2026-03-11T03:00:00.000Z')).toEqual({
      ...{ what: 'OBJECTION', stage: 'SKD', at: skd.objectionClosesAt },
    });
    expect(on(skd.objectionClosesAt)).toMatchObject({ stage: 'FINAL' });
    expect(on(final.objectionClosesAt)).toBeNull();
  });
  it('is none for who has left, and none in a round that was finished elsewhere', () => {
    expect(nextDeadline('withdrawn', closeAt, [final], '2026-04-07T03:00:00.000Z')).toBeNull();
    const elsewhere = [{ stage: 'FINAL', objectionClosesAt: null }] as const;
    expect(nextDeadline('selected', null, elsewhere, '2026-04-07T03:00:00.000Z')).toBeNull();
  });
});

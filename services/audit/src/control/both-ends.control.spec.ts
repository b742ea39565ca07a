import type { DomainEvent } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { fact } from '../../test/told-facts';
import { contractOf } from '../sources';
import { APPROVALS, atBothEnds } from './both-ends.control';

const [A, B] = [1, 2].map((n) => `0198c1a2-0000-7000-8000-${String(n).padStart(12, '0')}`);
const [PA, PB] = ['A', 'B'].map((letter) => `p_${letter.repeat(22)}`);
const AT = '2027-01-12T02:00:00.000Z';

/** Every pair of a first and a second end that is kept apart. */
const PAIRS = APPROVALS.flatMap(({ source, first, second }) =>
  first.flatMap(([one, ...ofOne]) =>
    second.map(([other, ...ofOther]) => ({ source, one, ofOne, other, ofOther })),
  ),
);
const said = (source: string, type: string, version: number, data: object, actor = source) =>
  fact<DomainEvent>({ type, data }, AT, { source, version, actor });

describe('C10: the ends of an approval', () => {
  it.each(PAIRS)(
    'are facts of $source with those members: $one, $other',
    ({ source, one, ofOne, other, ofOther }) => {
      for (const [name, members] of [
        [one, ofOne],
        [other, ofOther],
      ] as const) {
        const { contract } = contractOf(`asn.${source}.${name}.v1`) ?? {};
        expect(Object.keys((contract?.schema.properties ?? {}) as object)).toEqual(
          expect.arrayContaining([...members]),
        );
      }
    },
  );
  it.each(PAIRS)(
    'are asked about where one person is at both: $one, $other',
    ({ source, one, ofOne, other, ofOther }) => {
      for (const member of ofOne)
        for (const second of ofOther) {
          const first = said(source, one, 1, { [member]: A });
          expect(atBothEnds(said(source, other, 2, { [second]: A }), [first])).toEqual([
            { first, person: A },
          ]);
          expect(atBothEnds(said(source, other, 2, { [second]: B }), [first])).toEqual([]);
        }
      // By who acted, whatever the data says: the pseudonym is the same under every role.
      const acted = said(source, one, 1, {}, PA);
      expect(atBothEnds(said(source, other, 2, {}, PA), [acted])).toEqual([{ first: acted, person: PA }]);
      expect(atBothEnds(said(source, other, 2, {}, PB), [acted])).toEqual([]);
    },
  );
  it('are not of another service, of a later fact, or of a machine', () => {
    const [one, other] = ['VacancyDrafted', 'VacancyApproved'];
    const first = said('recruitment', one, 1, { draftedBy: A });
    expect(atBothEnds(said('career', other, 2, { approvedBy: A }), [first])).toEqual([]);
    const later = said('recruitment', one, 3, { draftedBy: A });
    expect(atBothEnds(said('recruitment', other, 2, { approvedBy: A }), [later])).toEqual([]);
    const machine = said('recruitment', one, 1, {}, 'recruitment');
    expect(atBothEnds(said('recruitment', other, 2, {}, 'recruitment'), [machine])).toEqual([]);
  });
  it('are of one version of a policy: who drafted another may approve this one', () => {
    const drafted = said('policy', 'PolicyDrafted', 1, { version: 1, draftedBy: A });
    expect(atBothEnds(said('policy', 'PolicyApproved', 2, { version: 2, approvedBy: A }), [drafted])).toEqual(
      [],
    );
    expect(
      atBothEnds(said('policy', 'PolicyApproved', 2, { version: 1, approvedBy: A }), [drafted]),
    ).toHaveLength(1);
  });
});

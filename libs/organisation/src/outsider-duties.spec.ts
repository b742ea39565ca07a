import { dutyAssigned, dutyEnded } from '@jejak/contracts/career';
import type { DomainEvent, Recorded } from '@jejak/kernel';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import { outsiderDuties } from './outsider-duties.projection';

const id = (n: number): string => `01931f00-0000-7000-8000-00000000000${n}`;
const [EMPLOYEE, OUTSIDER] = [id(1), id(5)];

/** Facts of one stream as a read model gets them. */
const recorded = <Fact extends DomainEvent>(stream: string, facts: readonly Fact[]): Recorded<Fact>[] =>
  facts.map((fact, index) => ({
    ...fact,
    envelope: {
      ...{ id: `${stream}-${index + 1}`, eventType: `asn.career.${fact.type}.v1`, source: 'career', stream },
      ...{ version: index + 1, at: '2027-01-11T02:00:00.000Z', actor: 'career', role: 'service' },
      ...{ policy: null, policies: [], correlation: 'case', cause: null, hash: `hash-${index + 1}` },
    },
  }));
const trainer = (personId: string, from: string, to: string | null = null) =>
  dutyAssigned({ personId, duty: 'trainer', scope: null, from, to });

describe('the duties of people from outside', () => {
  const told = [
    trainer(OUTSIDER, '2026-01-01'),
    dutyEnded({ personId: OUTSIDER, duty: 'trainer', scope: null, from: '2026-01-01', to: '2026-06-30' }),
    trainer(OUTSIDER, '2026-09-01'),
  ];
  it('are kept with their dates, and the version that says so', () =>
    expect(foldAll(outsiderDuties, recorded(`outsider-${OUTSIDER}`, told))).toEqual([
      {
        personId: OUTSIDER,
        duties: [
          { duty: 'trainer', scope: null, from: '2026-01-01', to: '2026-06-30' },
          { duty: 'trainer', scope: null, from: '2026-09-01', to: null },
        ],
        ...{ stream: `outsider-${OUTSIDER}`, hash: 'hash-3' },
      },
    ]));
  it('are not those of employees', () =>
    expect(
      foldAll(outsiderDuties, recorded(`employee-${EMPLOYEE}`, [trainer(EMPLOYEE, '2026-01-01')])),
    ).toEqual([]));
});

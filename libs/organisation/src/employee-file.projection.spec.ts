import {
  dutyAssigned,
  dutyEnded,
  employeeRegistered,
  positionAssigned,
  supervisorAssigned,
} from '@jejak/contracts/career';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, Recorded } from '@jejak/kernel';
import { employeeFile } from './employee-file.projection';

const id = (n: number): string => `01931f00-0000-7000-8000-00000000000${n}`;
const [E1, SUP1, SUP2, UNIT, OUTSIDER] = [id(1), id(2), id(3), id(4), id(5)];
const STREAM = `employee-${E1}`;

/** Facts of one stream as a read model gets them. */
const recorded = <Fact extends DomainEvent>(stream: string, facts: readonly Fact[]): Recorded<Fact>[] =>
  facts.map((fact, index) => ({
    ...fact,
    envelope: {
      ...{ id: `id-${index + 1}`, eventType: `asn.career.${fact.type}.v1`, source: 'career', stream },
      ...{ version: index + 1, at: '2027-01-11T02:00:00.000Z', actor: 'career', role: 'service' },
      ...{ policy: null, policies: [], correlation: 'case', cause: null, hash: `hash-${index + 1}` },
    },
  }));

const facts = [
  employeeRegistered({
    ...{
      employeeId: E1,
      nip: '199001012019042001',
      nik: '1271010101900001',
      name: 'Pegawai',
      email: 'p@kota.example',
    },
    ...{ kind: 'PNS', golongan: 'III/b', jenjang: 'Ahli Pertama', start: '2019-04-01', contractEnd: null },
  }),
  positionAssigned({ employeeId: E1, position: 'Perawat', unitId: UNIT, from: '2019-04-01', to: null }),
  supervisorAssigned({ employeeId: E1, supervisorId: SUP1, from: '2020-01-01', to: null }),
  supervisorAssigned({ employeeId: E1, supervisorId: SUP2, from: '2026-10-15', to: null }),
  dutyAssigned({ personId: E1, duty: 'data_steward', scope: UNIT, from: '2026-01-01', to: null }),
  dutyEnded({ personId: E1, duty: 'data_steward', scope: UNIT, from: '2026-01-01', to: '2026-06-30' }),
];

describe('the employee file', () => {
  it('keeps every date, ends what is followed by another, and names the version it shows', () =>
    expect(foldAll(employeeFile, recorded(STREAM, facts))).toEqual([
      {
        ...{ employeeId: E1, stream: STREAM, hash: 'hash-6' },
        positions: [{ position: 'Perawat', unitId: UNIT, from: '2019-04-01', to: null }],
        relations: [
          { supervisorId: SUP1, from: '2020-01-01', to: '2026-10-14' },
          { supervisorId: SUP2, from: '2026-10-15', to: null },
        ],
        duties: [{ duty: 'data_steward', scope: UNIT, from: '2026-01-01', to: '2026-06-30' }],
      },
    ]));

  it('is none of somebody from outside, who has duties all the same', () =>
    expect(
      foldAll(
        employeeFile,
        recorded(`outsider-${OUTSIDER}`, [
          dutyAssigned({ personId: OUTSIDER, duty: 'panelist', scope: null, from: '2026-01-01', to: null }),
          dutyEnded({
            personId: OUTSIDER,
            duty: 'panelist',
            scope: null,
            from: '2026-01-01',
            to: '2026-06-30',
          }),
        ]),
      ),
    ).toEqual([]));
});

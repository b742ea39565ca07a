import {
  dutyAssigned,
  dutyEnded,
  employeeRegistered,
  positionAssigned,
  supervisorAssigned,
} from '@jejak/contracts/career';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import { E1, SUP1, SUP2, UNIT } from '../../test/nurse';
import { recorded } from '../../test/recorded';
import { employeeFile } from './employee-file.projection';

const STREAM = `employee-${E1}`;
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
    expect(foldAll(employeeFile, recorded('career', STREAM, facts))).toEqual([
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
});

import { employeeRegistered, employmentEnded } from '@jejak/contracts/career';
import { candidateAppointed } from '@jejak/contracts/recruitment';
import type { DomainEvent, Recorded } from '@jejak/kernel';
import { foldAll } from '@jejak/projections';
import { describe, expect, it } from '@jest/globals';
import { E9, HR1, PPK, some, UNIT } from '../../test/people';
import { appointedKinds } from './appointed-kind.projection';
import { learners } from './learner.projection';

const told = (service: string, facts: readonly DomainEvent[]): Recorded[] =>
  facts.map((fact, at) => ({
    ...fact,
    envelope: {
      ...{ id: `id-${at}`, eventType: `asn.${service}.${fact.type}.v1`, source: service, stream: `x-${at}` },
      ...{ version: 1, at: '2026-04-20T02:00:00.000Z', actor: service, role: 'service' },
      ...{ policy: null, policies: [], correlation: 'case', cause: null, hash: `hash-${at}` },
    },
  }));
const registered = employeeRegistered({
  ...{ employeeId: E9, nip: '199001012026061001', nik: '1271010101900001', name: 'Pegawai' },
  ...{ email: 'p@kota.example', kind: 'PPPK', golongan: null, jenjang: null, start: '2024-01-01' },
  contractEnd: '2028-12-31',
});
const ended = employmentEnded({
  ...{ employeeId: E9, kind: 'RESIGNED', on: '2027-08-31', openCases: [], proposedBy: HR1, decidedBy: PPK },
});
const appointed = (kind: 'CPNS' | 'PPPK' | 'JPT', tmt: string) =>
  candidateAppointed({
    ...{ applicationId: some(1), employeeId: E9, vacancyId: some(2), kind, golongan: 'III/a' },
    ...{ position: 'Perawat', level: 'Ahli Pertama', unitId: UNIT, tmt, contractEnd: null },
  });

describe('who learns', () => {
  it('is registered and leaves, in whatever order that is heard', () => {
    const row = { employeeId: E9, kind: 'PPPK', startDate: '2024-01-01', endedOn: '2027-08-31' };
    expect(foldAll(learners, told('career', [registered, ended]))).toEqual([row]);
    expect(foldAll(learners, told('career', [ended, registered]))).toEqual([row]);
  });
  it('becomes another kind by a selection, once a day, but not by a senior post', () => {
    const heard = [
      ...[appointed('CPNS', '2026-06-01'), appointed('PPPK', '2024-01-01')],
      ...[appointed('JPT', '2025-01-01'), appointed('CPNS', '2026-06-01')],
    ];
    expect(foldAll(appointedKinds, told('recruitment', heard))).toEqual([
      {
        employeeId: E9,
        kinds: [
          { kind: 'PPPK', from: '2024-01-01' },
          { kind: 'CPNS', from: '2026-06-01' },
        ],
      },
    ]);
  });
});

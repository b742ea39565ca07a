import { logRead } from '@jejak/contracts/audit';
import { fileRead } from '@jejak/contracts/every-service';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { access } from './access.decider';

const { given } = specFor(access);
const [nurse, officer] = ['0198c1a2-0000-7000-8000-000000000001', '0198c1a2-0000-7000-8000-000000000002'];
const read = {
  type: 'RecordAccess',
  purpose: 'INSP-1',
  what: 'audit.history',
  object: 'policy-1',
  persons: [],
} as const;

describe('RecordAccess', () => {
  it('gives each person read about a fact of their own', () =>
    given()
      .when({ ...read, persons: [nurse, officer] })
      .thenRecords(
        fileRead({ purpose: 'INSP-1', what: 'audit.history', subjectId: nurse }, { subject: nurse }),
        fileRead({ purpose: 'INSP-1', what: 'audit.history', subjectId: officer }, { subject: officer }),
      ));
  it('records a question about nobody in particular', () =>
    given()
      .when(read)
      .thenRecords(logRead({ purpose: 'INSP-1', what: 'audit.history', object: 'policy-1' })));
  it('names the case', () =>
    given()
      .when({ ...read, caseId: officer })
      .thenRecords(
        logRead({ purpose: 'INSP-1', what: 'audit.history', object: 'policy-1', caseId: officer }),
      ));
});

import type { ImportCompleted } from '@jejak/contracts/every-service';
import type { EventStore } from '@jejak/event-store';
import { naturalId } from '@jejak/kernel';
import type { Logger } from '@jejak/observability';
import { expect, it } from '@jest/globals';
import type { ImportBooks, ImportProgress } from './import-books';
import type { ImportRows } from './import-rows';
import { ImportRuns } from './import-runs';

const importId = naturalId('import', 'units', 'a file');
const report: ImportCompleted['data'] = {
  ...{
    kind: 'units',
    fileSha256: 'a'.repeat(64),
    rows: 8,
    accepted: 8,
    duplicate: 0,
    flagged: [],
    rejected: [],
  },
};
const progress: ImportProgress = {
  ...{ importId, kind: 'units', fileSha256: 'a'.repeat(64), phase: 'READING' },
  ...{ rows: 8, done: 8, rejected: 0, failure: null },
};

it('an import that ends while somebody asks for it is completed, not interrupted', async () => {
  let ended = false;
  // The moment is what this is about: the last row is recorded when the lock is looked at.
  const store = {
    state: () => Promise.resolve({ state: ended ? { status: 'completed', report } : { status: 'running' } }),
  } as unknown as EventStore;
  const books = {
    isRunning: () => {
      ended = true;
      return Promise.resolve(false);
    },
    find: () => Promise.resolve(progress),
  } as unknown as ImportBooks;
  const runs = new ImportRuns(store, books, {} as ImportRows, {} as Logger);
  expect((await runs.report(importId, 'en')).state).toBe('COMPLETED');
});

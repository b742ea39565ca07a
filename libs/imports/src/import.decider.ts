import { type ImportCompleted, importCompleted } from '@jejak/contracts/every-service';
import type { Decider } from '@jejak/kernel';

/** Every row of the file is recorded or refused. */
export type CompleteImport = { readonly type: 'CompleteImport' } & ImportCompleted['data'];

export type Import =
  { readonly status: 'running' } | { readonly status: 'completed'; readonly report: ImportCompleted['data'] };

/** One file, taken over once: its stream is named by kind and SHA-256. @source domain.md 2.9 */
export const importOf: Decider<CompleteImport, ImportCompleted, Import> = {
  initial: { status: 'running' },
  // The first report stands: the same file again adds nothing.
  decide: ({ type: _, ...report }, state) => (state.status === 'completed' ? [] : [importCompleted(report)]),
  evolve: (_, { data }) => ({ status: 'completed', report: data }),
};

import { type StageResultRowsPublished, stageResultRowsPublished } from '@jejak/contracts/recruitment';
import { type Decider, naturalId, streamOf } from '@jejak/kernel';

/** Records a part of the rows of a published result, each as one text. */
export type PublishResultRows = { readonly type: 'PublishResultRows' } & StageResultRowsPublished['data'];

/** A part of a published result: there or not. Each has a stream of its own, so a result may have any number. */
export const resultRows: Decider<
  PublishResultRows,
  StageResultRowsPublished,
  { readonly published: boolean }
> = {
  initial: { published: false },
  decide: ({ type: _, ...part }, { published }) => (published ? [] : [stageResultRowsPublished(part)]),
  evolve: () => ({ published: true }),
};

export const resultRowsStream = (datasetId: string, version: number, part: number): string =>
  streamOf('result-rows', naturalId('result-rows', datasetId, String(version), String(part)));

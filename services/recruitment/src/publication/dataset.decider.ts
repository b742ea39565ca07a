import { type DatasetPublished, datasetPublished } from '@jejak/contracts/every-service';
import { Conflict, type Decider } from '@jejak/kernel';

/** Publishes one version of a stage's result as open data. Decided together with the vacancy's `PublishStageResult`. */
export interface PublishDataset {
  readonly type: 'PublishDataset';
  readonly datasetId: string;
  /** The version that the vacancy publishes: 1, 2, … */
  readonly version: number;
  readonly title: string;
  readonly policies: readonly string[];
  readonly rows: number;
  /** Of the file as it is served. */
  readonly sha256: string;
  readonly change: string | null;
}

export interface Dataset {
  /** 0 before the first. */
  readonly version: number;
}

/** A published dataset: every version stays, a later one says what it changed. @source domain.md 2.7 */
export const dataset: Decider<PublishDataset, DatasetPublished, Dataset> = {
  initial: { version: 0 },
  decide: ({ datasetId, version, title, policies, rows, sha256, change }, state) => {
    if (version === state.version) return [];
    if (version !== state.version + 1)
      throw new Conflict('ILLEGAL_TRANSITION', 'The versions of a dataset follow each other.');
    return [
      datasetPublished({
        ...{ datasetId, version, kind: 'selection-results', title, rows, sha256, policyRefs: [...policies] },
        ...(state.version === 0 ? {} : { supersedes: state.version, ...(change === null ? {} : { change }) }),
      }),
    ];
  },
  evolve: (_, { data }) => ({ version: data.version }),
};

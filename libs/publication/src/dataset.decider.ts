import { type DatasetPublished, datasetPublished } from '@jejak/contracts/every-service';
import { Conflict, type Decider } from '@jejak/kernel';

/** Publishes one version of a result as open data, whose file the service keeps. */
export interface PublishDataset {
  readonly type: 'PublishDataset';
  readonly datasetId: string;
  /** What it is about, e.g. `selection-results`. */
  readonly kind: string;
  /** 1, 2, …; the one that is published already says nothing new. */
  readonly version: number;
  /** Names no person. */
  readonly title: string;
  /** First and last legal date that it is about, where it has a period. */
  readonly period?: { readonly from: string; readonly to: string };
  readonly policies: readonly string[];
  readonly rows: number;
  /** Of the file as it is served. */
  readonly sha256: string;
  /** What a later version changes and why, in words for the public. */
  readonly change: string | null;
}

export interface Dataset {
  /** 0 before the first. */
  readonly version: number;
}

/** A published dataset: every version stays, a later one says what it changed. @source domain.md 2.7 */
export const dataset: Decider<PublishDataset, DatasetPublished, Dataset> = {
  initial: { version: 0 },
  decide: ({ datasetId, version, kind, title, period, policies, rows, sha256, change }, state) => {
    if (version === state.version) return [];
    if (version !== state.version + 1)
      throw new Conflict('ILLEGAL_TRANSITION', 'The versions of a dataset follow each other.');
    return [
      datasetPublished({
        ...{ datasetId, version, kind, title, rows, sha256, policyRefs: [...policies] },
        ...(period ? { period } : {}),
        ...(state.version === 0 ? {} : { supersedes: state.version, ...(change === null ? {} : { change }) }),
      }),
    ];
  },
  evolve: (_, { data }) => ({ version: data.version }),
};

import { type DatasetPublished, datasetPublished } from '@jejak/contracts/every-service';
import { type Decider, RuleViolated } from '@jejak/kernel';

export interface PublishDataset {
  readonly type: 'PublishDataset';
  readonly datasetId: string;
  readonly kind: string;
  readonly title: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly policies: readonly string[];
  readonly rows: number;
  /** Of the file as it is served. */
  readonly sha256: string;
  /** Why a later version takes the place of the one before; null for the first. */
  readonly change: string | null;
}

export interface Dataset {
  /** 0 before the first. */
  readonly version: number;
  readonly sha256: string | null;
}

/** A published dataset: the same bytes are published once, others as a later version that says why. @source domain.md 2.7 */
export const dataset: Decider<PublishDataset, DatasetPublished, Dataset> = {
  initial: { version: 0, sha256: null },
  decide: ({ type: _, policies, change, ...data }, { version, sha256 }) => {
    if (data.sha256 === sha256) return [];
    const policyRefs = [...new Set(policies)].sort();
    if (version === 0) return [datasetPublished({ ...data, policyRefs, version: 1 })];
    if (change === null || change.trim() === '')
      throw new RuleViolated('REASON_REQUIRED', 'A later version says what changed and why.', {
        field: 'change',
        params: { min: 1 },
      });
    return [datasetPublished({ ...data, policyRefs, version: version + 1, supersedes: version, change })];
  },
  evolve: (_, { data: { version, sha256 } }) => ({ version, sha256 }),
};

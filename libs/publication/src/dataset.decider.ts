import { type DatasetPublished, datasetPublished } from '@jejak/contracts/every-service';
import { Conflict, type Decider, RuleViolated } from '@jejak/kernel';

/** Publishes one version of a result as open data, whose file the service keeps. */
export interface PublishDataset {
  readonly type: 'PublishDataset';
  readonly datasetId: string;
  /** What it is about, e.g. `selection-results`. */
  readonly kind: string;
  /**
   * 1, 2, … where the service counts the versions of what it publishes; the one that is published already says nothing new.
   * Left out: the next, where the bytes are others than those that are published.
   */
  readonly version?: number;
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
  /** Of the file that is published; null before the first. */
  readonly sha256: string | null;
}

/**
 * Which version a file is; null where it is published already.
 * @throws Conflict ILLEGAL_TRANSITION, RuleViolated REASON_REQUIRED
 */
const versionOf = ({ version, sha256, change }: PublishDataset, state: Dataset): number | null => {
  const next = state.version + 1;
  if (version !== undefined) {
    if (version === state.version) return null;
    if (version !== next)
      throw new Conflict('ILLEGAL_TRANSITION', 'The versions of a dataset follow each other.');
    return next;
  }
  if (sha256 === state.sha256) return null;
  if (next > 1 && (change ?? '').trim() === '')
    throw new RuleViolated('REASON_REQUIRED', 'A later version says what changed and why.', {
      field: 'change',
      params: { min: 1 },
    });
  return next;
};

/** A published dataset: every version stays, a later one says what it changed. @source domain.md 2.7 */
export const dataset: Decider<PublishDataset, DatasetPublished, Dataset> = {
  initial: { version: 0, sha256: null },
  decide: (command, state) => {
    const version = versionOf(command, state);
    if (version === null) return [];
    const { datasetId, kind, title, period, policies, rows, sha256, change } = command;
    return [
      datasetPublished({
        ...{ datasetId, version, kind, title, rows, sha256, policyRefs: [...policies] },
        ...(period ? { period } : {}),
        ...(state.version === 0 ? {} : { supersedes: state.version, ...(change === null ? {} : { change }) }),
      }),
    ];
  },
  evolve: (_, { data: { version, sha256 } }) => ({ version, sha256 }),
};

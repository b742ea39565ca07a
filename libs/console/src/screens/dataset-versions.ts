import type { EndpointName } from '../api/endpoints';

/** A published file, as its catalogue has it. */
export interface DatasetVersion {
  readonly datasetId: string;
  readonly datasetVersion: number;
  readonly kind: string;
  readonly title: string;
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly rows: number;
  readonly sha256: string;
  readonly policyRefs: readonly string[];
  /** What changed since the version before, and why. */
  readonly change: string | null;
  readonly publishedAt: string;
}

/** Services that publish, and where each is asked for it. */
export const PUBLISHERS = {
  performance: ['cataloguePerformance', 'datasetPerformance', 'filePerformance'],
  citizen: ['catalogueCitizen', 'datasetCitizen', 'fileCitizen'],
  career: ['catalogueCareer', 'datasetCareer', 'fileCareer'],
  training: ['catalogueTraining', 'datasetTraining', 'fileTraining'],
  policy: ['cataloguePolicy', 'datasetPolicy', 'filePolicy'],
} as const satisfies Readonly<
  Record<string, readonly [list: EndpointName, one: EndpointName, file: EndpointName]>
>;

export type Publisher = keyof typeof PUBLISHERS;

export const publisherIn = (text: string | undefined): Publisher | undefined =>
  (Object.keys(PUBLISHERS) as Publisher[]).find((known) => known === text);

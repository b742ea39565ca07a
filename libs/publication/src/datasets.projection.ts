import { type DatasetPublished, datasetPublished } from '@jejak/contracts/every-service';
import type { Contracts } from '@jejak/kernel';
import { type Projection, projection } from '@jejak/projections';

/** One version of a published dataset. */
export interface DatasetRow {
  readonly datasetId: string;
  readonly datasetVersion: number;
  readonly kind: string;
  readonly title: string;
  /** First and last legal date that it is about; null where it has no period. */
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly rows: number;
  readonly sha256: string;
  readonly policyRefs: readonly string[];
  /** What it changes of the version before, and why. */
  readonly change: string | null;
  readonly publishedAt: string;
}

/** A service's own contracts with the fact of publication, which every service has. */
export const publishing = ({ service, events }: Contracts): Contracts => ({
  service,
  events: { ...events, DatasetPublished: datasetPublished },
});

/** What a service has published, for the tables of `DATASET_TABLES`. */
export const datasetsOf = (contracts: Contracts): Projection<DatasetRow> =>
  projection<DatasetPublished, DatasetRow>()({
    table: 'dataset',
    source: publishing(contracts),
    key: ({ data: { datasetId, version } }) => [datasetId, String(version)],
    opens: {
      DatasetPublished: ({ data, envelope: { at } }) => ({
        ...{ datasetId: data.datasetId, datasetVersion: data.version, kind: data.kind, title: data.title },
        ...{ fromDate: data.period?.from ?? null, toDate: data.period?.to ?? null, rows: data.rows },
        ...{ sha256: data.sha256, policyRefs: data.policyRefs, change: data.change ?? null, publishedAt: at },
      }),
    },
  });

/** The table of `datasetsOf`, and that of the files themselves, which is no read model: what was published is kept for ever. */
export const DATASET_TABLES = `
  create table rm.dataset (
    dataset_id uuid, dataset_version integer, kind text not null, title text not null, from_date date, to_date date,
    rows integer not null, sha256 text not null, policy_refs jsonb not null, change text,
    published_at timestamptz not null, version bigint not null, primary key (dataset_id, dataset_version));
  create index dataset_published on rm.dataset (published_at, dataset_id);
  create schema if not exists doc;
  create table doc.dataset_file (sha256 text primary key, content bytea not null);`;

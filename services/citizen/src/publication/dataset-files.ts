import { type DatasetPublished, datasetPublished } from '@jejak/contracts/every-service';
import { citizenContracts } from '@jejak/contracts/citizen';
import { type CommandContext, type Execution, execution } from '@jejak/event-store';
import { streamOf } from '@jejak/kernel';
import { projection } from '@jejak/projections';
import { dataset, type PublishDataset } from '@jejak/publication';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';

/** A file to be published: the next version of its dataset, where its bytes are new. */
export interface DatasetFile extends Omit<PublishDataset, 'type' | 'sha256' | 'version'> {
  readonly content: string;
}

/** The files of datasets, by content: what was published is served for ever. */
@Injectable()
export class DatasetFiles {
  constructor(private readonly db: DataSource) {}

  /** Keeps the bytes before anything names them. @returns their SHA-256 */
  async keep({ content }: Pick<DatasetFile, 'content'>): Promise<string> {
    const bytes = Buffer.from(content, 'utf8');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.db.query(
      'INSERT INTO doc.dataset_file (sha256, content) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [sha256, bytes],
    );
    return sha256;
  }

  async open(sha256: string): Promise<Buffer | null> {
    const [row] = await this.db.query<{ content: Buffer }[]>(
      'SELECT content FROM doc.dataset_file WHERE sha256 = $1',
      [sha256],
    );
    return row?.content ?? null;
  }

  /** The command that publishes a kept file. */
  publication({ content: _, ...file }: DatasetFile, sha256: string, context: CommandContext): Execution {
    const policies = [...new Set(file.policies)].sort();
    const command: PublishDataset = { type: 'PublishDataset', ...file, policies, sha256 };
    const { expectedVersion: __, ...who } = context;
    return execution({
      ...{ decider: dataset, stream: streamOf('dataset', file.datasetId), command, context: who },
      gather: { given: {}, policies: file.policies },
    });
  }
}

export interface DatasetRow {
  readonly datasetId: string;
  readonly datasetVersion: number;
  readonly kind: string;
  readonly title: string;
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly rows: number;
  readonly sha256: string;
  readonly policyRefs: readonly string[];
  readonly change: string | null;
  readonly publishedAt: string;
}

export const datasets = projection<DatasetPublished, DatasetRow>()({
  table: 'dataset',
  source: { service: citizenContracts.service, events: { DatasetPublished: datasetPublished } },
  key: ({ data: { datasetId, version } }) => [datasetId, String(version)],
  opens: {
    DatasetPublished: ({ data, envelope: { at } }) => ({
      ...{ datasetId: data.datasetId, datasetVersion: data.version, kind: data.kind, title: data.title },
      ...{ fromDate: data.period?.from ?? null, toDate: data.period?.to ?? null, rows: data.rows },
      ...{ sha256: data.sha256, policyRefs: data.policyRefs, change: data.change ?? null, publishedAt: at },
    }),
  },
});

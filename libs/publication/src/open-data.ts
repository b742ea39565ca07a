import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { RuleViolated, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataset, type PublishDataset } from './dataset.decider';
import type { DatasetRow } from './datasets.projection';

/** A file to be published. Its version follows from what is published already. */
export interface DatasetFile extends Omit<PublishDataset, 'type' | 'sha256' | 'version' | 'change'> {
  /** CSV, UTF-8. */
  readonly content: string;
}

const DATASET = `dataset_id as "datasetId", dataset_version as "datasetVersion", kind, title, from_date::text as "fromDate",
  to_date::text as "toDate", rows, sha256, policy_refs as "policyRefs", change,
  to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"`;

const HIGHEST_VERSION = 2_147_483_647;

const reasonRequired = (): RuleViolated =>
  new RuleViolated('REASON_REQUIRED', 'A later version says what changed and why.', {
    field: 'change',
    params: { min: 1 },
  });

/** The open data of a service that keeps `DATASET_TABLES`: every version, for everyone. @source domain.md 2.7; UU 14/2008 */
@Injectable()
export class OpenData {
  constructor(
    private readonly db: DataSource,
    private readonly store: EventStore,
  ) {}

  /**
   * Publishes files, all of them or none. One that is published already, to the byte, says nothing new; another one becomes the
   * next version of its dataset.
   * @param change what a later version changes and why, in words for the public
   * @returns for each file what was appended
   * @throws RuleViolated REASON_REQUIRED where a later version does not say why
   */
  async publish(
    files: readonly DatasetFile[],
    change: string | null,
    context: CommandContext,
  ): Promise<Appended[]> {
    // What the caller saw is none of these streams.
    const { expectedVersion: _, ...who } = context;
    const publications = files.map(async ({ content, ...file }) => {
      const stream = streamOf('dataset', file.datasetId);
      const sha256 = await this.keep(content);
      const { version, sha256: published } = await this.latest(stream);
      const unexplained = version > 0 && published !== sha256 && (change ?? '').trim() === '';
      const command: PublishDataset = {
        ...{ type: 'PublishDataset', ...file, sha256, change },
        version: published === sha256 ? version : version + 1,
      };
      return execution({
        ...{ decider: dataset, stream, command, context: who },
        // Asked of what is new only: who publishes the same again, by the same request, is answered as before.
        gather: () => {
          if (unexplained) throw reasonRequired();
          return { given: {}, policies: file.policies };
        },
      });
    });
    return this.store.executeTogether(await Promise.all(publications));
  }

  /** The latest version of each dataset, newest first. @param after the last one seen */
  list(
    after: { readonly publishedAt: string; readonly id: string } | undefined,
    limit: number,
  ): Promise<DatasetRow[]> {
    return this.db.query<DatasetRow[]>(
      `select ${DATASET} from rm.dataset d
       where not exists (
           select from rm.dataset l where l.dataset_id = d.dataset_id and l.dataset_version > d.dataset_version)
         and ($1::timestamptz is null or (d.published_at, d.dataset_id) < ($1, $2::uuid))
       order by d.published_at desc, d.dataset_id desc limit $3`,
      [after?.publishedAt ?? null, after?.id ?? null, limit],
    );
  }

  /** Newest first, 200 at most. */
  versions(datasetId: string): Promise<DatasetRow[]> {
    return this.db.query<DatasetRow[]>(
      `select ${DATASET} from rm.dataset where dataset_id = $1 order by dataset_version desc limit 200`,
      [datasetId],
    );
  }

  /** One version with its bytes; null where there is none. */
  async open(
    datasetId: string,
    version: number,
  ): Promise<{ readonly row: DatasetRow; readonly content: Buffer } | null> {
    if (version < 1 || version > HIGHEST_VERSION) return null;
    const [found] = await this.db.query<(DatasetRow & { readonly content: Buffer })[]>(
      `select ${DATASET}, content from rm.dataset join doc.dataset_file using (sha256)
       where dataset_id = $1 and dataset_version = $2`,
      [datasetId, version],
    );
    if (!found) return null;
    const { content, ...row } = found;
    return { row, content };
  }

  /** Keeps the bytes before anything names them. @returns their SHA-256 */
  private async keep(content: string): Promise<string> {
    const bytes = Buffer.from(content, 'utf8');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.db.query(
      'insert into doc.dataset_file (sha256, content) values ($1, $2) on conflict do nothing',
      [sha256, bytes],
    );
    return sha256;
  }

  private async latest(stream: string): Promise<{ version: number; sha256: string | null }> {
    const last = (await this.store.history(stream)).at(-1);
    if (!last) return { version: 0, sha256: null };
    // A dataset's stream holds nothing but its versions.
    const { version, sha256 } = last.data as { readonly version: number; readonly sha256: string };
    return { version, sha256 };
  }
}

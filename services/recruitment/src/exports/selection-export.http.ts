import { Requires } from '@jejak/auth';
import { EventStore } from '@jejak/event-store';
import { attachment, CSV_TYPE, ServesCsv } from '@jejak/exports';
import { ImportBooks, importOf } from '@jejak/imports';
import { Conflict, Malformed, naturalId, NotFound, streamOf, Unavailable } from '@jejak/kernel';
import { csvRow } from '@jejak/publication';
import { IsId } from '@jejak/http';
import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { IsOptional, MaxLength } from 'class-validator';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { IsSha256 } from '../request-formats';

class ExportQuery {
  /** The import that brought the round in; with neither this nor `file` the newest that is completed. */
  @IsOptional() @IsId() @MaxLength(36) readonly import?: string;
  /** Or the SHA-256 of its file. */
  @IsOptional() @IsSha256() readonly file?: string;
}

interface ExportedRow {
  readonly importRow: number;
  readonly participantNo: string;
  readonly formationCode: string;
  readonly list: string;
  readonly total: number;
  readonly final: string;
  readonly place: number;
}

/** The columns of the published results of a round. @source domain.md 2.9 */
const HEADER = ['participant', 'formation_code', 'list', 'skd', 'final_score', 'position_in_list'];

const PAGE = 2_000;
/** So long the read models may be behind the import before the reader is sent away for a moment. */
const BEHIND_MS = 3_000;
const LOOK_MS = 200;

/** An applicant's row in the newest published version of its list. */
const RANKED = `rm.application a JOIN rm.vacancy v USING (vacancy_id)
  JOIN rm.stage_result s ON s.vacancy_id = a.vacancy_id AND s.stage = 'FINAL' AND NOT EXISTS (
    SELECT FROM rm.stage_result n WHERE n.vacancy_id = s.vacancy_id AND n.stage = s.stage
      AND n.result_version > s.result_version)
  JOIN rm.ranking_row r ON r.ranking_id = s.ranking_id AND r.application_id = a.application_id`;

/** Results of imported rounds, as the agency itself would publish them. */
@Controller('exports')
export class SelectionExportController {
  constructor(
    private readonly store: EventStore,
    private readonly books: ImportBooks,
    private readonly db: DataSource,
  ) {}

  /** A finished round: one row for each applicant, in the order of the file that was imported. */
  @Get('selection')
  @Requires('recruitment:read-published')
  @ServesCsv()
  async selection(@Query() { import: given, file }: ExportQuery): Promise<StreamableFile> {
    if (given !== undefined && file !== undefined)
      throw new Malformed('EXPORT_NAMED_TWICE', 'Name the import or the file, not both.', {
        field: 'import',
      });
    const importId =
      given?.toLowerCase() ??
      (file === undefined ? await this.newest() : naturalId('import', 'selection', file));
    await this.allThere(importId, await this.accepted(importId));
    return attachment(Readable.from(this.lines(importId)), `selection-${importId}.csv`, CSV_TYPE);
  }

  /** The import that was completed last. @throws NotFound IMPORT_NOT_FOUND */
  private async newest(): Promise<string> {
    for (const importId of await this.books.newest('selection')) {
      const { state } = await this.store.state(importOf, streamOf('import', importId));
      if (state.status === 'completed') return importId;
    }
    throw new NotFound('IMPORT_NOT_FOUND', 'There is no such import.');
  }

  private async accepted(importId: string): Promise<number> {
    const { state } = await this.store.state(importOf, streamOf('import', importId));
    if (state.status === 'completed' && state.report.kind === 'selection') return state.report.accepted;
    if (state.status === 'completed' || !(await this.books.find(importId)))
      throw new NotFound('IMPORT_NOT_FOUND', 'There is no such import.');
    throw new Conflict('IMPORT_NOT_FINISHED', 'The import has not come to its end.');
  }

  private async allThere(importId: string, accepted: number): Promise<void> {
    for (let waited = 0; ; waited += LOOK_MS) {
      const [{ there }] = await this.db.query<[{ there: number }]>(
        `SELECT count(*)::int AS there FROM ${RANKED} WHERE a.import_id = $1`,
        [importId],
      );
      if (there >= accepted) return;
      if (waited >= BEHIND_MS) throw new Unavailable('UNAVAILABLE', 'The rows are still on their way.');
      await pause(LOOK_MS);
    }
  }

  private async *lines(importId: string): AsyncGenerator<string> {
    yield csvRow(HEADER);
    for (let last = 0; ;) {
      const rows = await this.db.query<ExportedRow[]>(
        `SELECT a.import_row AS "importRow", a.participant_no AS "participantNo", v.formation_code AS "formationCode",
           v.list, r.total, trim_scale(r.final)::text AS final, r.place
         FROM ${RANKED} WHERE a.import_id = $1 AND a.import_row > $2 ORDER BY a.import_row LIMIT $3`,
        [importId, last, PAGE],
      );
      if (rows.length === 0) return;
      yield rows.map(lineOf).join('');
      last = rows[rows.length - 1].importRow;
    }
  }
}

/** Numbers are printed as the agency prints them: without trailing zeros. */
const lineOf = ({ participantNo, formationCode, list, total, final, place }: ExportedRow): string =>
  csvRow([participantNo, formationCode, list, total, final, place]);

import { Module } from '@nestjs/common';
import { ImportBooks } from './import-books';
import { ImportDesk } from './import-desk';
import { ImportRuns } from './import-runs';
import { ImportRows } from './import-rows';
import './import.problems';

/**
 * For services that take files over. Their migrations make the books by `IMPORT_BOOKS_TABLE`, and where files may be large, what those
 * need by `IMPORT_ROWS_TABLES`.
 */
@Module({
  providers: [ImportBooks, ImportRows, ImportRuns, ImportDesk],
  exports: [ImportBooks, ImportRows, ImportDesk, ImportRuns],
})
export class ImportsModule {}

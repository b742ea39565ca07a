import { Module } from '@nestjs/common';
import { ImportBooks } from './import-books';
import { ImportDesk } from './import-desk';
import { ImportRuns } from './import-runs';
import './import.problems';

/** For services that take files over. Their migrations make the books by `IMPORT_BOOKS_TABLE`. */
@Module({ providers: [ImportBooks, ImportRuns, ImportDesk], exports: [ImportBooks, ImportDesk, ImportRuns] })
export class ImportsModule {}

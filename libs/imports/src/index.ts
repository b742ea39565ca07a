export { type CellFault, cellsOf } from './csv/cells';
export { isFault, type RowFault, type TableContent, tableOf, type TableRow } from './csv/table';
export * from './csv/values';
export { distinctRows, type DuplicateRow, inChunks, isDuplicate, type KeyedRow } from './distinct-rows';
export { ImportBooks } from './import-books';
export { IMPORT_BOOKS_TABLE } from './import-books.table';
export {
  HandedIn,
  type HandedFile,
  ImportDesk,
  ImportQuery,
  ImportRoute,
  WORKBOOK_TYPE,
} from './import-desk';
export * from './import-kind';
export { ImportRows, type NotedRow } from './import-rows';
export { IMPORT_ROWS_TABLES } from './import-rows.table';
export { distinctChunks, type Met, RowMemory } from './row-memory';
export { RowTally } from './row-tally';
export type { ImportReport, ImportState, ReportedFault, ReportedFlag } from './import-report';
export { IMPORT_REPORT } from './import-report.schema';
export { importOf } from './import.decider';
export { ImportsModule } from './imports.module';

/** The tables of `ImportRows`, for a migration of a service that takes large files. */
export const IMPORT_ROWS_TABLES = `
  create table rm.import_row (
    import_id uuid not null,
    row integer not null,
    code text not null,
    outcome text not null,
    column_name text,
    primary key (import_id, row, code)
  );
  create table rm.import_look (
    import_id uuid primary key,
    rows integer not null,
    duplicate integer not null,
    rejected integer not null
  );`;

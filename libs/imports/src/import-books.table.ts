/** The table of `ImportBooks`, for a migration of the service. */
export const IMPORT_BOOKS_TABLE = `
  create table rm.import_run (
    import_id uuid primary key,
    kind text not null,
    file_sha256 text not null,
    phase text not null,
    rows integer not null,
    done integer not null,
    rejected integer not null,
    failure text,
    updated_at timestamptz not null default clock_timestamp()
  );`;

/**
 * Advisory locks of a service's database, in their two-integer form: the bigint form belongs to the registry of appends in
 * flight (`es.safe_position`), and nobody else may use it there.
 */
export const ADVISORY_LOCKS = {
  /** "jeja" in ASCII: the first integer of every lock. */
  space: 0x6a656a61,
  /** Held while the schema `es` is migrated. */
  migration: 1,
  /** Held by the leader of the relay. */
  relay: 2,
  /** Held while the tables of consumers, timers, policies and rebuilds are made, and those of TypeORM's migrations. */
  consumerTables: 3,
  timerTables: 4,
  policyTables: 6,
  readSide: 8,
  rebuildTables: 9,
  /** Held by the replica that fires timers. */
  timers: 5,
  /** Held by the replica that sends messages out. */
  dispatch: 10,
  /** Held by the one writer of the audit log. */
  ledgerWriter: 100,
  /** Plus a 24-bit hash of the projection's name: held by whoever rebuilds it. */
  rebuild: 0x72_00_00_00,
} as const;

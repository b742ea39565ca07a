import { plusMonths } from '@jejak/kernel';

/** A record that the law keeps for its time. */
export interface KeptRecord {
  /** An application, a file of personnel, a complaint. */
  readonly kind: 'APPLICATION' | 'PERSONNEL_FILE' | 'COMPLAINT';
  /** Legal date from which its time runs; null while it does not run yet. */
  readonly from: string | null;
}

/** Years for which each kind is kept. @source domain.md 2.6; `gov.other` */
export type RetentionYears = Readonly<Record<KeptRecord['kind'], number>>;

/** The record that is kept longest. */
export interface Retention {
  readonly kind: KeptRecord['kind'];
  /** The last day; of a record whose time does not run yet the earliest that can be. */
  readonly until: string;
}

const MONTHS = 12;

/**
 * Until when the law keeps something of a person; null where it is over for everything.
 * @source domain.md 2.6: personnel files until years after employment, applicants' until years after the first FINAL publication
 */
export const retentionOf = (
  records: readonly KeptRecord[],
  years: RetentionYears,
  today: string,
): Retention | null =>
  records
    .map(({ kind, from }): Retention => ({ kind, until: plusMonths(from ?? today, years[kind] * MONTHS) }))
    .filter(({ until }) => until >= today)
    .reduce<Retention | null>((last, next) => (last === null || next.until > last.until ? next : last), null);

/** What was kept of a person, and is no more. */
export interface RetentionEnded {
  readonly kinds: readonly KeptRecord['kind'][];
  /** The last day of what was kept longest. */
  readonly until: string;
}

/** What the time is over for; null where the law still keeps something, or never kept anything. */
export const retentionEnded = (
  records: readonly KeptRecord[],
  years: RetentionYears,
  today: string,
): RetentionEnded | null => {
  const ends = records.flatMap(({ kind, from }) =>
    from === null ? [] : [plusMonths(from, years[kind] * MONTHS)],
  );
  const until = ends.sort().at(-1);
  if (until === undefined || retentionOf(records, years, today) !== null) return null;
  return { kinds: [...new Set(records.map(({ kind }) => kind))].sort(), until };
};

import { careerContracts, type DutyAssigned, type DutyEnded } from '@jejak/contracts/career';
import type { Recorded } from '@jejak/kernel';
import { projection } from '@jejak/projections';
import type { HeldDuty } from './employee-file';

/** The duties of somebody who is no employee: an academic who teaches, an expert on a panel. */
export interface OutsiderDutiesRow {
  readonly personId: string;
  readonly duties: readonly HeldDuty[];
  /** Of career's stream, at the row's `version`: what a decision names that rested on this row. */
  readonly stream: string;
  readonly hash: string;
}

const folded = (
  { type, data, envelope: { stream, hash } }: Recorded<DutyAssigned> | Recorded<DutyEnded>,
  row: OutsiderDutiesRow | undefined,
): OutsiderDutiesRow | null => {
  // The same facts tell of employees, in streams of their own.
  if (!stream.startsWith('outsider-')) return row ?? null;
  const { personId, duty, scope, from, to } = data;
  const held = row?.duties ?? [];
  const duties =
    type === 'DutyAssigned'
      ? [...held, { duty, scope, from, to }]
      : held.map((one) =>
          one.duty === duty && one.scope === scope && one.from === from ? { ...one, to } : one,
        );
  return { personId, duties, stream, hash };
};

/** Who works for the city in a duty without being its employee, for the table of `OUTSIDER_TABLE`. Nothing that names the person. */
export const outsiderDuties = projection<DutyAssigned | DutyEnded, OutsiderDutiesRow>()({
  table: 'outsider_duties',
  source: careerContracts,
  key: ({ data }) => data.personId,
  opens: { DutyAssigned: folded, DutyEnded: folded },
});

/** The table of `outsiderDuties`, for a migration of a service where people from outside act in a duty. */
export const OUTSIDER_TABLE = `
  create table rm.outsider_duties (
    person_id uuid primary key, duties jsonb not null, stream text not null, hash text not null, version bigint not null);`;

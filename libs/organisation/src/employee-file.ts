import type { Duty } from '@jejak/kernel';

/** Legal dates, both included; `to` is null while it lasts. */
interface Held {
  readonly from: string;
  readonly to: string | null;
}
export interface HeldPosition extends Held {
  readonly position: string;
  readonly unitId: string;
}
export interface HeldRelation extends Held {
  /** Null at the top of the line. */
  readonly supervisorId: string | null;
}
export interface HeldDuty extends Held {
  readonly duty: Duty;
  /** The unit to which it is limited; null: the whole city. */
  readonly scope: string | null;
}

/** What career has told of one person, with all its dates. */
export interface EmployeeFile {
  readonly employeeId: string;
  readonly positions: readonly HeldPosition[];
  readonly relations: readonly HeldRelation[];
  readonly duties: readonly HeldDuty[];
}

/** Whether a legal date lies in the time for which something is held. */
const covers = ({ from, to }: Held, date: string): boolean => from <= date && (to === null || date <= to);

/** Of those held on a date the one that began last: an earlier one without an end ends the day before. */
const heldOn = <Item extends Held>(items: readonly Item[], date: string): Item | null =>
  items.reduce<Item | null>(
    (found, item) => (covers(item, date) && (found === null || item.from > found.from) ? item : found),
    null,
  );

/** The position on a legal date, null where the person holds none. */
export const positionOn = (file: EmployeeFile | null, date: string): HeldPosition | null =>
  file && heldOn(file.positions, date);

/** Who rates the person on a legal date, and since when; null where career knows of no relation. */
export const relationOn = (file: EmployeeFile | null, date: string): HeldRelation | null =>
  file && heldOn(file.relations, date);

/** Who rated the person before the relation that holds on a date; null where nobody did. */
export const formerSupervisorOn = (file: EmployeeFile | null, date: string): string | null => {
  const now = relationOn(file, date);
  if (!file || !now) return null;
  const earlier = file.relations.filter(({ from }) => from < now.from);
  return (
    heldOn(
      earlier.map((relation) => ({ ...relation, to: null })),
      now.from,
    )?.supervisorId ?? null
  );
};

/** Whether the person has a duty for a unit on a legal date: in that unit, or in the whole city. */
export const holdsDuty = (
  file: Pick<EmployeeFile, 'duties'> | null,
  duty: Duty,
  unitId: string | null,
  date: string,
): boolean =>
  file?.duties.some(
    (held) => held.duty === duty && covers(held, date) && (held.scope === null || held.scope === unitId),
  ) ?? false;

/** Units of which the person is the head on a legal date. */
export const isHeadOf = (file: EmployeeFile | null, unitId: string, date: string): boolean =>
  file?.duties.some((held) => held.duty === 'unit_head' && held.scope === unitId && covers(held, date)) ??
  false;

import { type DutyAssigned, dutyAssigned, type DutyEnded, dutyEnded } from '@jejak/contracts/career';
import { Conflict, type Duty, NotFound } from '@jejak/kernel';
import { covers, followedBy, type Period } from '../employee/period';

/** A duty of one person: what for, where, from when to when. */
export interface HeldDuty extends Period {
  readonly duty: Duty;
  /** The unit, vacancy or case to which it is limited; null: the whole city. */
  readonly scope: string | null;
}

export type DutyCommand =
  | ({ readonly type: 'AssignDuty' } & HeldDuty)
  | { readonly type: 'EndDuty'; readonly duty: Duty; readonly scope: string | null; readonly to: string };

export type DutyEvent = DutyAssigned | DutyEnded;

const same = (duties: readonly HeldDuty[], { duty, scope }: Pick<HeldDuty, 'duty' | 'scope'>): HeldDuty[] =>
  duties.filter((held) => held.duty === duty && held.scope === scope);

/**
 * Gives a person a duty, or ends it.
 * @throws Conflict OVERLAP, Malformed PERIOD_INVALID, NotFound DUTY_NOT_FOUND
 * @source domain.md section 1, "Duties"
 */
export const decideDuty = (
  command: DutyCommand,
  personId: string,
  duties: readonly HeldDuty[],
): DutyEvent[] => {
  const particulars = { subject: personId };
  switch (command.type) {
    case 'AssignDuty': {
      const { type: _, ...duty } = command;
      followedBy(same(duties, duty), duty);
      return [dutyAssigned({ personId, ...duty }, particulars)];
    }
    case 'EndDuty': {
      const held = same(duties, command).find(({ to }) => to === null);
      if (!held) throw new NotFound('DUTY_NOT_FOUND', 'This person holds no such duty that could end.');
      if (command.to < held.from)
        throw new Conflict('OVERLAP', 'A duty cannot end before it began.', { field: 'to' });
      return [dutyEnded({ personId, ...held, to: command.to }, particulars)];
    }
  }
};

/**
 * Whether a duty is held for a unit on a legal date: in that unit, or in the whole city.
 * @param unitId null: only a duty of the whole city will do
 * @source domain.md section 1, "Duties"
 */
export const holdsDuty = (
  duties: readonly HeldDuty[],
  duty: Duty,
  { unitId, date }: { readonly unitId: string | null; readonly date: string },
): boolean =>
  duties.some(
    (held) => held.duty === duty && covers(held, date) && (held.scope === null || held.scope === unitId),
  );

/** The duties as they are after one more fact. */
export const dutiesAfter = (duties: readonly HeldDuty[], { type, data }: DutyEvent): HeldDuty[] => {
  const { duty, scope, from, to } = data;
  switch (type) {
    case 'DutyAssigned': {
      const others = duties.filter((held) => held.duty !== duty || held.scope !== scope);
      return [...others, ...followedBy(same(duties, data), { duty, scope, from, to })];
    }
    case 'DutyEnded':
      return duties.map((held) =>
        held.duty === duty && held.scope === scope && held.from === from ? { ...held, to } : held,
      );
  }
};

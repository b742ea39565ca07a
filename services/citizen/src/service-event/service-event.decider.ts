import { type ServiceDelivered, serviceDelivered } from '@jejak/contracts/citizen';
import {
  type Calendar,
  type Decider,
  isWorkingDay,
  legalDate,
  NotAuthorised,
  NotFound,
  plusDays,
  RuleViolated,
} from '@jejak/kernel';

export interface RecordService {
  readonly type: 'RecordService';
  /** Who records it; null: a machine. */
  readonly by: string | null;
  readonly serviceEventId: string;
  readonly unitId: string;
  readonly officerId: string;
  readonly arrivedAt: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** What a served case is decided by beyond its stream. */
export interface ServiceGiven {
  readonly calendar: Calendar;
  /** The version in force when it ended; null: there is none. */
  readonly standard: ServiceDelivered['data']['standard'] | null;
  /** Whether officer and recorder held a position in the unit that day. */
  readonly officerInUnit: boolean;
  readonly recorderInUnit: boolean;
}

const minutes = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);

/** Longer than any case takes: what would count days for ever is no case. */
const MOST_DAYS = 3_660;

/** Working days from one legal date to another; the first does not count. */
const workingDays = (from: string, to: string, calendar: Calendar): number => {
  let [days, date] = [0, from];
  for (let i = 0; date < to && i < MOST_DAYS; i++) {
    date = plusDays(date, 1);
    if (isWorkingDay(date, calendar)) days++;
  }
  return days;
};

/** One case served, by one officer of one unit. @source domain.md 9.1 */
export const serviceEvent: Decider<RecordService, ServiceDelivered, 'absent' | 'delivered', ServiceGiven> = {
  initial: 'absent',
  decide: (command, state, { now, calendar, standard, officerInUnit, recorderInUnit }) => {
    const { serviceEventId, unitId, officerId, arrivedAt, startedAt, finishedAt } = command;
    // Its id comes from the command's.
    if (state !== 'absent') return [];
    if (command.by !== null && !recorderInUnit)
      throw new NotAuthorised('NOT_RELATED', 'Only who works in the unit records its services.');
    if (arrivedAt > startedAt || startedAt > finishedAt)
      throw new RuleViolated(
        'END_BEFORE_START',
        'A service ends after it began, and begins after the arrival.',
        {
          field: arrivedAt > startedAt ? 'startedAt' : 'finishedAt',
        },
      );
    if (finishedAt > now)
      throw new RuleViolated('RULE_VIOLATED', 'What is not over yet was not delivered.', {
        rule: 'service.in-the-future',
        field: 'finishedAt',
      });
    if (!standard) throw new NotFound('STANDARD_NOT_FOUND', 'No standard of this service was in force.');
    if (!officerInUnit)
      throw new NotFound('EMPLOYEE_NOT_FOUND', 'Nobody of this id worked in the unit that day.', {
        field: 'officerId',
      });
    const servedOn = legalDate(finishedAt, calendar);
    return [
      serviceDelivered(
        {
          ...{ serviceEventId, unitId, officerId, arrivedAt, startedAt, finishedAt, servedOn, standard },
          waitingMinutes: minutes(arrivedAt, startedAt),
          serviceMinutes: minutes(startedAt, finishedAt),
          serviceDays: workingDays(legalDate(startedAt, calendar), servedOn, calendar),
        },
        { subject: officerId, occurred: finishedAt },
      ),
    ];
  },
  evolve: () => 'delivered',
};

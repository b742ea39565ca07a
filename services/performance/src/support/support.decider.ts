import {
  type EmploymentEnd,
  type SupportDeclined,
  supportDeclined,
  type SupportDelivered,
  supportDelivered,
  type SupportGranted,
  supportGranted,
  type SupportKind,
  type SupportRequested,
  type SupportRequestEnded,
  supportRequestEnded,
  supportRequested,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  legalDate,
  type Moment,
  NotAuthorised,
  NotFound,
  reasonFor,
  RuleViolated,
} from '@jejak/kernel';

export type SupportCommand =
  | {
      readonly type: 'RequestSupport';
      readonly by: string;
      readonly supportId: string;
      readonly kind: SupportKind;
      readonly obstacleId: string | null;
      readonly what: string;
    }
  | { readonly type: 'GrantSupport'; readonly by: string; readonly due: string }
  | {
      readonly type: 'DeclineSupport';
      readonly by: string;
      readonly alternative: string;
      readonly reason: string;
    }
  | { readonly type: 'ConfirmDelivery'; readonly by: string }
  | { readonly type: 'EndRequest'; readonly by: string; readonly reason: EmploymentEnd };
export type SupportEvent =
  SupportRequested | SupportGranted | SupportDeclined | SupportDelivered | SupportRequestEnded;

interface Existing {
  readonly status: 'RAISED' | 'GRANTED' | 'DECLINED' | 'DELIVERED' | 'ENDED';
  readonly supportId: string;
  readonly employeeId: string;
  readonly unitId: string;
  readonly kind: SupportKind;
}
export type Support = { readonly status: 'absent' } | Existing;

export interface SupportGiven {
  readonly calendar: Calendar;
  /** Where the person who asks works on that day; null: nowhere. */
  readonly unitId: string | null;
  /** Whether the obstacle that is named is one of that person's own; true where none is named. */
  readonly ownObstacle: boolean;
  /** Who rates the person on the day of the command. */
  readonly supervisorId: string | null;
  /** Whether whoever decides is head of the person's unit on that day. */
  readonly unitHead: boolean;
  readonly reasonMinimum: number;
}

const decide = (command: SupportCommand, state: Support, given: SupportGiven & Moment): SupportEvent[] => {
  if (command.type === 'RequestSupport') {
    const { type: _, by, ...asked } = command;
    // Its id comes from the command's: what is there is this very one.
    if (state.status !== 'absent') return [];
    if (given.unitId === null)
      throw new RuleViolated('RULE_VIOLATED', 'Career knows of no position in which you work.', {
        rule: 'plan.position',
      });
    if (!given.ownObstacle)
      throw new NotFound('OBSTACLE_NOT_FOUND', 'You have no such obstacle.', { field: 'obstacleId' });
    return [supportRequested({ ...asked, employeeId: by, unitId: given.unitId }, { subject: by })];
  }
  if (state.status === 'absent') throw new NotFound('SUPPORT_NOT_FOUND', 'There is no such request.');
  const { supportId, employeeId, kind } = state;
  const about = { subject: employeeId };
  switch (command.type) {
    case 'GrantSupport': {
      undecided(state);
      mayDecide(command.by, state, given);
      const { by: grantedBy, due } = command;
      if (due < legalDate(given.now, given.calendar))
        throw new RuleViolated('RULE_VIOLATED', 'Support is due today at the earliest.', {
          field: 'due',
          rule: 'support.due',
        });
      return [supportGranted({ supportId, grantedBy, kind, due }, about)];
    }
    case 'DeclineSupport': {
      undecided(state);
      mayDecide(command.by, state, given);
      const { by: declinedBy, alternative } = command;
      if (alternative.trim() === '')
        throw new RuleViolated('ALTERNATIVE_REQUIRED', 'Who declines support names what there is instead.', {
          field: 'alternative',
        });
      const reason = reasonFor('REJECTION', command.reason, given.reasonMinimum);
      return [
        supportDeclined({ supportId, declinedBy, alternative: alternative.trim() }, { ...about, reason }),
      ];
    }
    case 'ConfirmDelivery': {
      if (state.status !== 'GRANTED')
        throw new Conflict('ILLEGAL_TRANSITION', 'Only support that was granted can arrive.');
      if (command.by !== employeeId)
        throw new NotAuthorised('NOT_RELATED', 'Whoever asked for support says that it is there.');
      return [supportDelivered({ supportId, confirmedBy: command.by }, about)];
    }
    case 'EndRequest':
      // Nobody is there to whom it could be given (domain.md 12, EmploymentEnded).
      return state.status === 'RAISED' || state.status === 'GRANTED'
        ? [supportRequestEnded({ supportId, employeeId, reason: command.reason }, about)]
        : [];
  }
};

const undecided = ({ status }: Existing): void => {
  if (status !== 'RAISED') throw new Conflict('ILLEGAL_TRANSITION', 'The request is decided already.');
};

/** The supervisor; about facilities the head of the unit too. Nobody about themselves. */
const mayDecide = (
  by: string,
  { employeeId, kind }: Existing,
  { supervisorId, unitHead }: SupportGiven,
): void => {
  if (by === employeeId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody decides about their own request.', {
      rule: 'sod.own-request',
    });
  if (by !== supervisorId && !(kind === 'FACILITY' && unitHead))
    throw new NotAuthorised(
      'NOT_RELATED',
      'The supervisor decides, about facilities the head of the unit too.',
    );
};

const evolve = (state: Support, event: SupportEvent): Support => {
  if (event.type === 'SupportRequested') return { ...event.data, status: 'RAISED' };
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'SupportGranted':
      return { ...state, status: 'GRANTED' };
    case 'SupportDeclined':
      return { ...state, status: 'DECLINED' };
    case 'SupportDelivered':
      return { ...state, status: 'DELIVERED' };
    case 'SupportRequestEnded':
      return { ...state, status: 'ENDED' };
  }
};

/** What somebody needs to do the work: asked for, granted or not, delivered. @source domain.md 5.3, 5.9 (support duty) */
export const support: Decider<SupportCommand, SupportEvent, Support, SupportGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};

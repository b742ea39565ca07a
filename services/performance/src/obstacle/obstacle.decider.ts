import {
  type CauseCategory,
  type EmploymentEnd,
  type ImprovementAgreed,
  improvementAgreed,
  type ObstacleAnalysed,
  obstacleAnalysed,
  type ObstacleEnded,
  obstacleEnded,
  type ObstacleEscalated,
  obstacleEscalated,
  type ObstacleRaised,
  obstacleRaised,
  type ObstacleResolved,
  obstacleResolved,
} from '@jejak/contracts/performance';
import {
  type Calendar,
  Conflict,
  type Decider,
  endOfDay,
  isBefore,
  legalDate,
  type Moment,
  NotAuthorised,
  NotFound,
  plusDays,
  RuleViolated,
} from '@jejak/kernel';

export type ObstacleCommand =
  | {
      readonly type: 'RaiseObstacle';
      readonly by: string;
      readonly obstacleId: string;
      readonly planId: string;
      readonly indicatorId: string | null;
      readonly description: string;
    }
  | {
      readonly type: 'AnalyseObstacle';
      readonly by: string;
      readonly causes: readonly { readonly category: CauseCategory | null; readonly text: string }[];
      readonly fiveWhys: readonly string[];
    }
  | {
      readonly type: 'AgreeImprovement';
      readonly by: string;
      readonly actions: readonly string[];
      readonly owner: string;
      readonly due: string;
    }
  | { readonly type: 'ResolveObstacle'; readonly by: string; readonly effectMeasured: string }
  /** The days to follow it up are over. */
  | { readonly type: 'EscalateObstacle'; readonly escalatesAt: string }
  | { readonly type: 'EndObstacle'; readonly reason: EmploymentEnd };

export type ObstacleEvent =
  | ObstacleRaised
  | ObstacleAnalysed
  | ImprovementAgreed
  | ObstacleResolved
  | ObstacleEscalated
  | ObstacleEnded;

interface Existing {
  readonly status: 'RAISED' | 'ANALYSED' | 'PLAN_AGREED' | 'RESOLVED' | 'ESCALATED' | 'ENDED';
  readonly obstacleId: string;
  readonly employeeId: string;
  readonly unitId: string;
  /** When it goes to the superior, as the last follow-up set it. */
  readonly escalatesAt: string;
  readonly analysed: boolean;
}
export type Obstacle = { readonly status: 'absent' } | Existing;

export interface ObstacleGiven {
  readonly calendar: Calendar;
  /** The plan for which it is raised; null for every other command. */
  readonly plan: {
    readonly employeeId: string;
    readonly unitId: string;
    readonly agreed: boolean;
    readonly indicatorIds: readonly string[];
  } | null;
  /** Who rates the employee on the day of the command, and that person's own supervisor. */
  readonly supervisorId: string | null;
  readonly superiorId: string | null;
  /** Whether whoever is to carry the improvement is an employee. */
  readonly ownerExists: boolean;
  /** Calendar days in which it is followed up (`perf.other`). */
  readonly followUpDays: number;
}

const decide = (
  command: ObstacleCommand,
  state: Obstacle,
  given: ObstacleGiven & Moment,
): ObstacleEvent[] => {
  if (command.type === 'RaiseObstacle') return raise(command, state, given);
  if (state.status === 'absent') throw new NotFound('OBSTACLE_NOT_FOUND', 'There is no such obstacle.');
  const { obstacleId, employeeId } = state;
  const about = { subject: employeeId };
  switch (command.type) {
    case 'AnalyseObstacle': {
      unresolved(state);
      concerned(command.by, state, given);
      const { causes } = command;
      const categories = causes.flatMap(({ category }) => category ?? []);
      if (causes.length === 0 || categories.length < causes.length)
        throw new RuleViolated('CAUSE_REQUIRED', 'Every cause lies in one of the categories.', {
          field: 'causes',
        });
      return [
        obstacleAnalysed(
          {
            ...{ obstacleId, analysedBy: command.by, causes: categories },
            causeTexts: linesOf(causes.map(({ text }) => text)),
            fiveWhys: linesOf(command.fiveWhys),
          },
          about,
        ),
      ];
    }
    case 'AgreeImprovement': {
      unresolved(state);
      if (!state.analysed)
        throw new RuleViolated('CAUSE_REQUIRED', 'What is done about an obstacle follows from its causes.');
      above(command.by, state, given);
      const { owner, due, actions } = command;
      if (!given.ownerExists)
        throw new NotFound('EMPLOYEE_NOT_FOUND', 'There is no such employee.', { field: 'owner' });
      if (due < legalDate(given.now, given.calendar))
        throw new RuleViolated('RULE_VIOLATED', 'An improvement is due today at the earliest.', {
          field: 'due',
          rule: 'obstacle.due',
        });
      const escalatesAt = endOfDay(plusDays(due, given.followUpDays), given.calendar);
      const agreed = { obstacleId, agreedBy: command.by, owner, due, escalatesAt };
      return [improvementAgreed({ ...agreed, actions: linesOf(actions) }, about)];
    }
    case 'ResolveObstacle': {
      unresolved(state);
      concerned(command.by, state, given);
      const { by: resolvedBy, effectMeasured } = command;
      if (effectMeasured.trim() === '')
        throw new RuleViolated('RULE_VIOLATED', 'Say what it did that the obstacle is gone.', {
          field: 'effectMeasured',
          rule: 'obstacle.effect',
        });
      return [obstacleResolved({ obstacleId, resolvedBy, effectMeasured: effectMeasured.trim() }, about)];
    }
    case 'EscalateObstacle': {
      // Followed up meanwhile: that set another day, or none.
      if (state.status === 'ESCALATED' || isOver(state)) return [];
      if (state.escalatesAt !== command.escalatesAt) return [];
      if (isBefore(given.now, state.escalatesAt))
        throw new Conflict('ILLEGAL_TRANSITION', 'There is time yet to follow it up.');
      return [obstacleEscalated({ obstacleId, to: given.superiorId }, about)];
    }
    case 'EndObstacle':
      // Nobody is in whose way it could stand (domain.md 12, EmploymentEnded).
      return isOver(state) ? [] : [obstacleEnded({ obstacleId, employeeId, reason: command.reason }, about)];
  }
};

const raise = (
  { by, obstacleId, planId, indicatorId, description }: Extract<ObstacleCommand, { type: 'RaiseObstacle' }>,
  state: Obstacle,
  { plan, now, calendar, followUpDays }: ObstacleGiven & Moment,
): ObstacleEvent[] => {
  if (!plan) throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.', { field: 'planId' });
  // Its id comes from the command's: what is there is this very one.
  if (state.status !== 'absent') return [];
  if (!plan.agreed) throw new Conflict('PLAN_NOT_ACTIVE', 'An obstacle stands in the way of an agreed plan.');
  const { employeeId, unitId } = plan;
  if (by !== employeeId) throw new NotAuthorised('NOT_RELATED', 'Everybody raises what is in their own way.');
  if (indicatorId !== null && !plan.indicatorIds.includes(indicatorId))
    throw new NotFound('INDICATOR_NOT_FOUND', 'The plan has no such indicator.', { field: 'indicatorId' });
  const escalatesAt = endOfDay(plusDays(legalDate(now, calendar), followUpDays), calendar);
  return [
    obstacleRaised(
      { obstacleId, employeeId, planId, unitId, indicatorId, description, escalatesAt },
      { subject: employeeId },
    ),
  ];
};

/** Texts as the lines of one personal field. */
const linesOf = (texts: readonly string[]): string =>
  texts.map((text) => text.replace(/\s*\n\s*/g, ' ').trim()).join('\n');

const isOver = ({ status }: Existing): boolean => status === 'RESOLVED' || status === 'ENDED';

const unresolved = (state: Existing): void => {
  if (isOver(state)) throw new Conflict('ILLEGAL_TRANSITION', 'The obstacle is out of the way already.');
};

/** @throws NotAuthorised NOT_RELATED */
const concerned = (by: string, state: Existing, given: ObstacleGiven): void => {
  if (by !== state.employeeId) above(by, state, given);
};
const above = (by: string, { status }: Existing, { supervisorId, superiorId }: ObstacleGiven): void => {
  // Once it lies before the superior, the superior acts on it too.
  if (by !== supervisorId && !(status === 'ESCALATED' && by === superiorId))
    throw new NotAuthorised('NOT_RELATED', 'Employee and supervisor deal with an obstacle together.');
};

const evolve = (state: Obstacle, event: ObstacleEvent): Obstacle => {
  if (event.type === 'ObstacleRaised') return { ...event.data, status: 'RAISED', analysed: false };
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'ObstacleAnalysed':
      return { ...state, status: state.status === 'RAISED' ? 'ANALYSED' : state.status, analysed: true };
    case 'ImprovementAgreed':
      return { ...state, status: 'PLAN_AGREED', escalatesAt: event.data.escalatesAt };
    case 'ObstacleResolved':
      return { ...state, status: 'RESOLVED' };
    case 'ObstacleEscalated':
      return { ...state, status: 'ESCALATED' };
    case 'ObstacleEnded':
      return { ...state, status: 'ENDED' };
  }
};

/** What stands in the way of a result: found, analysed, dealt with. @source domain.md 5.3, 14 (Sibolga) */
export const obstacle: Decider<ObstacleCommand, ObstacleEvent, Obstacle, ObstacleGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};

import {
  defineEvent,
  type EventOf,
  FreeText,
  Instant,
  LegalDate,
  OneOf,
  Personal,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { IndicatorId } from './indicator';

/** Where the cause of an obstacle lies. @source domain.md 5.3 */
export const CAUSE_CATEGORIES = ['PEOPLE', 'METHOD', 'TOOL', 'DATA', 'BUDGET', 'OUTSIDE'] as const;
export type CauseCategory = (typeof CAUSE_CATEGORIES)[number];

/**
 * Something stands in the way of a result. Stream `obstacle-<obstacleId>`; subject: the employee.
 * @source domain.md 5.3, 14 (Sibolga: identify, analyse, improve)
 */
export const obstacleRaised = defineEvent({
  type: 'ObstacleRaised',
  version: 1,
  status: 'RAISED',
  data: Type.Object({
    obstacleId: Uuid,
    employeeId: Uuid,
    planId: Uuid,
    unitId: Uuid,
    /** The indicator that it holds up; null: the work as a whole. */
    indicatorId: Type.Union([IndicatorId, Type.Null()]),
    description: Personal(FreeText),
    /** When it goes to the superior unless an improvement is agreed. */
    escalatesAt: Instant,
  }),
});
export type ObstacleRaised = EventOf<typeof obstacleRaised>;

/** Why it is so: the causes by category, in the order of `causeTexts`' lines. */
export const obstacleAnalysed = defineEvent({
  type: 'ObstacleAnalysed',
  version: 1,
  status: 'ANALYSED',
  data: Type.Object({
    obstacleId: Uuid,
    analysedBy: Uuid,
    causes: Type.Array(OneOf(CAUSE_CATEGORIES), { minItems: 1 }),
    causeTexts: Personal(FreeText),
    /** Asked five times why, one line each; empty where nobody did. */
    fiveWhys: Personal(FreeText),
  }),
});
export type ObstacleAnalysed = EventOf<typeof obstacleAnalysed>;

/** Employee and supervisor agreed what is done about it, by whom, by when. */
export const improvementAgreed = defineEvent({
  type: 'ImprovementAgreed',
  version: 1,
  status: 'PLAN_AGREED',
  data: Type.Object({
    obstacleId: Uuid,
    agreedBy: Uuid,
    owner: Uuid,
    due: LegalDate,
    /** When it goes to the superior unless it is resolved. */
    escalatesAt: Instant,
    /** One line each. */
    actions: Personal(FreeText),
  }),
});
export type ImprovementAgreed = EventOf<typeof improvementAgreed>;

/** It is out of the way, and what that did is told. */
export const obstacleResolved = defineEvent({
  type: 'ObstacleResolved',
  version: 1,
  status: 'RESOLVED',
  data: Type.Object({ obstacleId: Uuid, resolvedBy: Uuid, effectMeasured: Personal(FreeText) }),
});
export type ObstacleResolved = EventOf<typeof obstacleResolved>;

/** Nobody followed it up in time: it lies before the supervisor's superior. */
export const obstacleEscalated = defineEvent({
  type: 'ObstacleEscalated',
  version: 1,
  status: 'ESCALATED',
  data: Type.Object({
    obstacleId: Uuid,
    /** Null where nobody stands above the supervisor. */
    to: Type.Union([Uuid, Type.Null()]),
  }),
});
export type ObstacleEscalated = EventOf<typeof obstacleEscalated>;

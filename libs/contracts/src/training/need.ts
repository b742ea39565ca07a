import { DecimalText, defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Competency } from './programme';

/** From where a gap is known. @source domain.md 6.2 */
export const NEED_SOURCES = ['EVALUATION', 'OBSTACLE', 'POLICY', 'CAREER', 'CITIZEN'] as const;
export type NeedSource = (typeof NEED_SOURCES)[number];

/** Who found a gap. */
export const NEED_FINDERS = ['SERVICE', 'SUPERVISOR', 'EMPLOYEE'] as const;
export type NeedFinder = (typeof NEED_FINDERS)[number];

/**
 * Somebody lacks a competency (analisis kebutuhan). Stream `need-<naturalId('need', employeeId, competency)>`; subject: the
 * employee, also of the facts below.
 */
export const needIdentified = defineEvent({
  type: 'NeedIdentified',
  version: 1,
  status: 'IDENTIFIED',
  data: Type.Object({
    needId: Uuid,
    employeeId: Uuid,
    competency: Competency,
    /** Size of the gap in per cent of what is expected, 0 to 100. */
    gap: DecimalText,
    /** Weight of the indicator that it holds back, 0 to 100; 0 where it holds back none. */
    indicatorWeight: DecimalText,
    source: OneOf(NEED_SOURCES),
    /** Whether it is part of an improvement plan. */
    improvementPlan: Type.Boolean(),
    /** Who says so. What people say of themselves moves nobody on a waiting list before HR has looked at it. */
    identifiedBy: Type.Optional(OneOf(NEED_FINDERS)),
  }),
});
export type NeedIdentified = EventOf<typeof needIdentified>;

export const needPrioritised = defineEvent({
  type: 'NeedPrioritised',
  version: 1,
  status: 'PRIORITISED',
  /** 1 comes first. */
  data: Type.Object({ needId: Uuid, employeeId: Uuid, priority: Type.Integer({ minimum: 1, maximum: 5 }) }),
});
export type NeedPrioritised = EventOf<typeof needPrioritised>;

/** A programme of a year's plan is to close it. */
export const needPlanned = defineEvent({
  type: 'NeedPlanned',
  version: 1,
  status: 'PLANNED',
  data: Type.Object({
    needId: Uuid,
    employeeId: Uuid,
    year: Type.Integer({ minimum: 2000, maximum: 2999 }),
    programmeId: Uuid,
  }),
});
export type NeedPlanned = EventOf<typeof needPlanned>;

/** Nothing is done about it; why is the reason (REJECTION; CANCELLATION where the employment ends). */
export const needDeclined = defineEvent({
  type: 'NeedDeclined',
  version: 1,
  status: 'DECLINED',
  data: Type.Object({ needId: Uuid, employeeId: Uuid }),
});
export type NeedDeclined = EventOf<typeof needDeclined>;

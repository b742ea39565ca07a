import {
  careerContracts,
  type EligibilityChecked,
  type EmploymentEnded,
  PROMOTION_KINDS,
  type PromotionEffective,
  type PromotionKind,
  type PromotionOverdue,
  type PromotionProposed,
  type PromotionWithdrawn,
} from '@jejak/contracts/career';
import { type Appended, EventStore } from '@jejak/event-store';
import { type DueTimer, timers } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { eligibility } from './eligibility.decider';
import { eligibilityStream } from './eligibility.http';

const MARK = 'MarkNotProposed';

const key = ({ employeeId, kind }: { readonly employeeId: string; readonly kind: PromotionKind }): string =>
  `${employeeId}|${kind}`;

/**
 * Who is eligible and not proposed in time is listed to the leadership. The first check sets the day: asking again moves it no further.
 * @source domain.md 7.4; `car.other` notProposedDays
 */
export const eligibilityTimers = timers<
  | EligibilityChecked
  | EmploymentEnded
  | PromotionEffective
  | PromotionOverdue
  | PromotionProposed
  | PromotionWithdrawn
>({
  name: 'eligibility',
  source: careerContracts,
  of: {
    EligibilityChecked: ({ data }) =>
      data.overdueAt === null
        ? []
        : [{ dueAt: data.overdueAt, command: MARK, key: key(data), payload: { dueOn: data.proposeBy } }],
  },
  done: {
    EligibilityChecked: ({ data }) => (data.eligible ? [] : [{ key: key(data) }]),
    PromotionProposed: ({ data }) => [{ key: key(data) }],
    PromotionEffective: ({ data }) => [{ key: key(data) }],
    EmploymentEnded: ({ data: { employeeId } }) =>
      PROMOTION_KINDS.map((kind) => ({ key: key({ employeeId, kind }) })),
    PromotionWithdrawn: ({ data }) => [{ key: key(data) }],
    PromotionOverdue: ({ data }) => (data.clock === 'NOT_PROPOSED' ? [{ key: key(data) }] : []),
  },
});

@Injectable()
export class EligibilityTimerCommands implements TimerCommands {
  constructor(private readonly store: EventStore) {}

  fire({ key: of, payload, context }: DueTimer): Promise<Appended> {
    const [employeeId, kind] = of.split('|');
    // Both were written by the timer's own fact.
    const due = { kind: kind as PromotionKind, dueOn: payload.dueOn as string };
    const command = { type: MARK, employeeId, ...due } as const;
    const given = { given: { read: null } };
    return this.store.execute(eligibility, eligibilityStream(employeeId), command, context, given);
  }
}

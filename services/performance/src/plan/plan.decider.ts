import { type Decider, NotFound } from '@jejak/kernel';
import { contest, decideChange, decideDispute, requestChange } from './plan-change';
import { close, markOverdue } from './plan-end';
import {
  evolve,
  type Handed,
  type Plan,
  type PlanCommand,
  type PlanEvent,
  type PlanGiven,
} from './plan.state';
import { agree, draft, giveBack, open, submit } from './planning';
import { review } from './target-review';

const decide = (command: PlanCommand, state: Plan, given: Handed): PlanEvent[] => {
  if (command.type === 'DraftPlan') return draft(command, state, given);
  if (command.type === 'OpenPlan') return open(command, state, given);
  if (state.status === 'absent') throw new NotFound('PLAN_NOT_FOUND', 'There is no such plan.');
  switch (command.type) {
    case 'SubmitPlan':
      return submit(command, state, given);
    case 'ReviewTarget':
      return review(command, state, given);
    case 'AgreePlan':
      return agree(command, state, given);
    case 'ReturnPlan':
      return giveBack(command, state, given);
    case 'ContestTarget':
      return contest(command, state, given);
    case 'DecideDispute':
      return decideDispute(command, state, given);
    case 'RequestPlanChange':
      return requestChange(command, state, given);
    case 'DecidePlanChange':
      return decideChange(command, state, given);
    case 'ClosePlan':
      return close(command, state, given);
    case 'MarkOverdue':
      return markOverdue(state, given);
  }
};

/** The work plan (SKP) of one employee for one position and period. */
export const plan: Decider<PlanCommand, PlanEvent, Plan, PlanGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};

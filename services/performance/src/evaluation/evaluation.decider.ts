import {
  annualEvaluationOverdue,
  citizenIndexRecorded,
  evaluationAcknowledged,
  evaluationDeemedAcknowledged,
  objectionDecisionOverdue,
  objectionEnded,
} from '@jejak/contracts/performance';
import { Conflict, type Decider, NotFound } from '@jejak/kernel';
import { countReviews } from './citizen-count';
import { deliver, open, rateBehaviour, recommendation, recordInterview, selfAssess } from './appraisal';
import { changeInReview, rateAnnual } from './rating';
import { reopen } from './reopening';
import type { EvaluationCommand, EvaluationGiven, Handed } from './evaluation.commands';
import { type Evaluation, type EvaluationEvent, evolve } from './evaluation.state';
import { inOpenYear, notRatedYet, over, own } from './guards';
import { decideObjection, fileObjection, finalised, hearObjection, moveObjectionWindow } from './objection';

const decide = (command: EvaluationCommand, state: Evaluation, given: Handed): EvaluationEvent[] => {
  if (command.type === 'OpenEvaluation') return open(command, state, given);
  if (state.status === 'absent') throw new NotFound('EVALUATION_NOT_FOUND', 'There is no such evaluation.');
  inOpenYear(command, state, given);
  const { evaluationId, employeeId } = state.opened;
  const particulars = { subject: employeeId };
  switch (command.type) {
    case 'SelfAssess':
      return [selfAssess(command, state, given)];
    case 'RecordInterview':
      return [recordInterview(command, state, given)];
    case 'RateBehaviour':
      return [rateBehaviour(command, state, given)];
    case 'RecordCitizenIndex':
      notRatedYet(state);
      return [citizenIndexRecorded({ evaluationId, index: command.index, n: command.n }, particulars)];
    case 'CountCitizenReviews':
      return countReviews(state, given);
    case 'ComputeRecommendation':
      notRatedYet(state);
      // From the same there is nothing else to recommend.
      if (state.status === 'RECOMMENDED' && state.recommended?.inputsSha256 === given.inputsSha256) return [];
      return [recommendation(state, given, given.readings)];
    case 'RateAnnual':
      return [rateAnnual(command, state, given)];
    case 'ChangeInReview':
      return changeInReview(command, state, given);
    case 'MarkRatingOverdue': {
      const { rateBy } = state.opened;
      if (rateBy === undefined || (state.status !== 'OPENED' && state.status !== 'RECOMMENDED')) return [];
      over(rateBy, given);
      return [annualEvaluationOverdue({ evaluationId, rateBy }, particulars)];
    }
    case 'DeliverEvaluation':
      return [deliver(command, state, given)];
    case 'Acknowledge': {
      if (state.status !== 'DELIVERED')
        throw new Conflict('ILLEGAL_TRANSITION', 'Only a delivered evaluation is acknowledged, and once.');
      own(command.by, state);
      const { agree, comment } = command;
      return [evaluationAcknowledged({ evaluationId, agree, comment }, particulars)];
    }
    case 'FileObjection':
      return [fileObjection(command, state, given)];
    case 'HearObjection':
      return [hearObjection(command, state, given)];
    case 'DecideObjection':
      return decideObjection(command, state, given);
    case 'MarkObjectionOverdue': {
      const { objected } = state;
      if (state.status !== 'UNDER_OBJECTION' || !objected) return [];
      over(objected.decideBy, given);
      return [objectionDecisionOverdue({ evaluationId, decideBy: objected.decideBy }, particulars)];
    }
    case 'EndObjection':
      return state.status === 'UNDER_OBJECTION'
        ? [objectionEnded({ evaluationId, reason: command.reason }, particulars)]
        : [];
    case 'ReopenEvaluation':
      return [reopen(command, state, given)];
    case 'MoveObjectionWindow':
      return moveObjectionWindow(command, state, given);
    case 'DeemAcknowledged': {
      const { delivered } = state;
      if (state.status !== 'DELIVERED' || !delivered) return [];
      const { acknowledgeBy } = delivered;
      over(acknowledgeBy, given);
      return [evaluationDeemedAcknowledged({ evaluationId, acknowledgeBy }, particulars)];
    }
    case 'FinaliseEvaluation': {
      const { delivered, rated, status } = state;
      const waiting = status === 'DELIVERED' || status === 'ACKNOWLEDGED' || status === 'DEEMED_ACKNOWLEDGED';
      if (!waiting || !delivered || !rated) return [];
      over(delivered.objectBy, given);
      return [finalised(state, rated, delivered.evaluationVersion)];
    }
  }
};

/** One employee's evaluation for one plan: from its opening to the word that stands. */
export const evaluation: Decider<EvaluationCommand, EvaluationEvent, Evaluation, EvaluationGiven> = {
  initial: { status: 'absent' },
  decide,
  evolve,
};

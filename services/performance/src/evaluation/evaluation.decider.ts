import {
  citizenIndexRecorded,
  evaluationAcknowledged,
  evaluationDeemedAcknowledged,
  selfAssessed,
} from '@jejak/contracts/performance';
import { Conflict, type Decider, NotFound } from '@jejak/kernel';
import { deliver, open, rateAnnual, rateBehaviour, recommendation, recordInterview } from './appraisal';
import type { EvaluationCommand, EvaluationGiven, Handed } from './evaluation.commands';
import { type Evaluation, type EvaluationEvent, evolve } from './evaluation.state';
import { notRatedYet, notRecommendedYet, over, own } from './guards';
import { decideObjection, fileObjection, finalised, hearObjection } from './objection';

const decide = (command: EvaluationCommand, state: Evaluation, given: Handed): EvaluationEvent[] => {
  if (command.type === 'OpenEvaluation') return open(command, state, given);
  if (state.status === 'absent') throw new NotFound('EVALUATION_NOT_FOUND', 'There is no such evaluation.');
  const { evaluationId, employeeId } = state.opened;
  const particulars = { subject: employeeId };
  switch (command.type) {
    case 'SelfAssess':
      notRatedYet(state);
      own(command.by, state);
      return [selfAssessed({ evaluationId, text: command.text }, particulars)];
    case 'RecordInterview':
      return [recordInterview(command, state, given)];
    case 'RateBehaviour':
      return [rateBehaviour(command, state, given)];
    case 'RecordCitizenIndex':
      notRecommendedYet(state);
      return [citizenIndexRecorded({ evaluationId, index: command.index, n: command.n }, particulars)];
    case 'ComputeRecommendation':
      notRatedYet(state);
      return [recommendation(state, given, given.readings)];
    case 'RateAnnual':
      return [rateAnnual(command, state, given)];
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

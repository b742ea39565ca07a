import { type Appended, EventStore } from '@jejak/event-store';
import type { DueTimer } from '@jejak/projections';
import type { TimerCommands } from '@jejak/service';
import { Injectable } from '@nestjs/common';
import { PlanReading } from '../plan/plan.reading';
import { evaluation } from './evaluation.decider';
import { evaluationIdOf, evaluationStream } from './evaluation-id';
import { EvaluationReading } from './evaluation.reading';

/** Gives the commands that the passing of time gives. */
@Injectable()
export class EvaluationTimerCommands implements TimerCommands {
  constructor(
    private readonly store: EventStore,
    private readonly reading: EvaluationReading,
    private readonly plans: PlanReading,
  ) {}

  async fire({ command, key, context }: DueTimer): Promise<Appended> {
    switch (command) {
      case 'OpenEvaluation': {
        const found = await this.plans.of(key);
        if (!found) throw new Error('a timer was set by a plan that is not there');
        const evaluationId = evaluationIdOf(found.plan);
        return this.store.execute(
          evaluation,
          evaluationStream(evaluationId),
          { type: command, evaluationId },
          context,
          this.reading.of(command, { planId: key }),
        );
      }
      case 'MarkRatingOverdue':
      case 'MarkObjectionOverdue':
      case 'DeemAcknowledged':
      case 'FinaliseEvaluation':
        return this.store.execute(
          evaluation,
          evaluationStream(key),
          { type: command },
          context,
          this.reading.of(command),
        );
      default:
        throw new Error(`no timer of evaluations gives ${command}`);
    }
  }
}

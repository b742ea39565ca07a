import { careerContracts } from '@jejak/contracts/career';
import {
  type EvaluationFinalised,
  evaluationFinalised,
  performanceContracts,
} from '@jejak/contracts/performance';
import { Conflict, DomainError, eventTypeOf, NotFound, type Recorded } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { CreditLedgers } from './credit-ledgers';

const CONVERT = 'convert-predicate';

/**
 * A final evaluation becomes credit points; a later version of it reverses what an earlier one gave. The fact itself says what is
 * final, so neither its order among the others nor its repetition changes the balance.
 * @source domain.md 7.2, 12
 */
@Controller()
export class ConversionReaction {
  constructor(private readonly ledgers: CreditLedgers) {}

  @Reaction(eventTypeOf(performanceContracts.service, evaluationFinalised), CONVERT)
  async convert(
    @Payload() event: Recorded<EvaluationFinalised>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { evaluationId, employeeId, periodStart, periodEnd, predicate, evaluationVersion } = event.data;
    const told = { evaluationId, employeeId, periodStart, periodEnd, predicate, evaluationVersion };
    const { stream, version: ver, hash } = event.envelope;
    const context = reactionContext(event, CONVERT, careerContracts.service, delivery);
    try {
      await this.ledgers.execute({ type: 'ConvertPredicate', employeeId, evaluationId }, context, {
        ...{ told, at: { stream, ver, hash } },
      });
    } catch (error) {
      if (!saysNothing(error)) throw error;
    }
  }
}

/** What is in the ledger already, and what earns no points: no reason to stop. */
const saysNothing = (error: unknown): boolean =>
  (error instanceof Conflict && error.code === 'ALREADY_CONVERTED') ||
  (error instanceof NotFound && error.code === 'EMPLOYEE_NOT_FOUND') ||
  (error instanceof DomainError && error.code === 'NOT_FUNCTIONAL');

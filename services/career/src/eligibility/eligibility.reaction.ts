import { careerContracts, type CreditConverted, creditConverted } from '@jejak/contracts/career';
import { eventTypeOf, type Recorded, Unavailable } from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { EligibilitySelfCheck } from './self-check';

const { service } = careerContracts;
const ENOUGH = 'check-eligibility';

/** Points may be enough now: the person is told, without asking. @source domain.md 7.4, 7.7 */
@Controller()
export class EligibilityReaction {
  constructor(
    private readonly checks: EligibilitySelfCheck,
    private readonly db: DataSource,
  ) {}

  @Reaction(eventTypeOf(service, creditConverted), ENOUGH)
  async converted(
    @Payload() event: Recorded<CreditConverted>,
    @Ctx() { delivery }: EventContext,
  ): Promise<void> {
    const { employeeId, evaluationId, evaluationVersion } = event.data;
    // The ledger learnt of it from the fact itself; the predicate is read where the rest is.
    const known = await this.db.query<object[]>(
      'select 1 from rm.evaluation_record where evaluation_id = $1 and evaluation_version >= $2',
      [evaluationId, evaluationVersion],
    );
    if (known.length === 0) throw new Unavailable('UNAVAILABLE', 'The evaluation is not read here yet.');
    const context = reactionContext(event, ENOUGH, service, delivery);
    for (const kind of ['LEVEL', 'RANK_FUNCTIONAL'] as const)
      await this.checks.ask({ employeeId, kind, after: null }, context);
  }
}

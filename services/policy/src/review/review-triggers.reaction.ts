import {
  citizenContracts,
  type ComplaintClosed,
  complaintClosed,
  type IkmComputed,
  ikmComputed,
} from '@jejak/contracts/citizen';
import {
  type DistributionReviewed,
  distributionReviewed,
  type ObjectionDecided,
  objectionDecided,
  performanceContracts,
} from '@jejak/contracts/performance';
import { policyContracts, type ReviewTrigger } from '@jejak/contracts/policy';
import {
  type DomainEvent,
  eventTypeOf,
  legalDate,
  naturalId,
  type Recorded,
  startOfDay,
  Unavailable,
} from '@jejak/kernel';
import { EventContext, Reaction, reactionContext } from '@jejak/messaging';
import { Projections } from '@jejak/projections';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { Rulebook, type Today } from '../rules/rulebook';
import { reviewSignals } from './review-signals.projection';
import { reviewIdOf, Reviews } from './reviews';
import { above, halfYearOf, lowForLong, type TriggerRules, triggerRulesOf } from './trigger-rules';

const NAME = 'policy-review-triggers';
const { service: citizen } = citizenContracts;
const { service: performance } = performanceContracts;

/** So long a reaction waits for the read model that counts what it reacts to; then it is delivered again. */
const COUNTED_MS = 2_000;

/** What a rule found: why a review begins, of which policies, and what tells it from another. */
interface Fired {
  readonly trigger: ReviewTrigger;
  readonly basis: string;
  readonly policies: readonly string[];
}

/** Begins reviews where a rule fires; the same reason begins one once. @source domain.md 8.1 (triggers), 12 */
@Controller()
export class ReviewTriggersReaction {
  constructor(
    private readonly reviews: Reviews,
    private readonly rulebook: Rulebook,
    private readonly projections: Projections,
    private readonly db: DataSource,
  ) {}

  /** A unit's satisfaction index is low for so many periods running: recruitment and placement are looked at (Medan). */
  @Reaction(eventTypeOf(citizen, ikmComputed), NAME)
  ikm(@Payload() event: Recorded<IkmComputed>, @Ctx() context: EventContext): Promise<void> {
    return this.onSignal(event, context, async ({ ikm }) => {
      const { unitId } = event.data;
      // The latest periods, whichever index was heard of first: of two that come at once, the later one sees both.
      const rows = await this.db.query<{ said: string; since: string }[]>(
        `select said, to_char(since, 'YYYY-MM-DD') as since from rm.review_signal
         where kind = 'IKM' and unit_id = $1 order by review_signal.since desc limit $2`,
        [unitId, ikm.periods],
      );
      const bands = rows.map(({ said }) => said);
      return lowForLong(bands, ikm)
        ? { trigger: 'IKM_LOW', basis: `${unitId} ${rows[0].since}`, policies: ikm.policies }
        : null;
    });
  }

  /** Too large a share of the objections decided in a year was upheld. */
  @Reaction(eventTypeOf(performance, objectionDecided), NAME)
  objection(@Payload() event: Recorded<ObjectionDecided>, @Ctx() context: EventContext): Promise<void> {
    return this.onSignal(event, context, async ({ objections }, { calendar }) => {
      const year = legalDate(event.envelope.at, calendar).slice(0, 4);
      const [from, to] = [year, String(Number(year) + 1)].map((of) => startOfDay(`${of}-01-01`, calendar));
      const [{ decided, upheld }] = await this.db.query<{ decided: number; upheld: number }[]>(
        `select count(*)::int as decided, count(*) filter (where said in ('UPHELD', 'PARTLY'))::int as upheld
         from rm.review_signal where kind = 'OBJECTION' and at >= $1::timestamptz and at < $2::timestamptz`,
        [from, to],
      );
      const { upheldShare, minDecided, policies } = objections;
      return above(upheld, decided, upheldShare, minDecided)
        ? { trigger: 'OBJECTION_RATE', basis: year, policies }
        : null;
    });
  }

  /** The distribution of too many units warns in one year. */
  @Reaction(eventTypeOf(performance, distributionReviewed), NAME)
  distribution(
    @Payload() event: Recorded<DistributionReviewed>,
    @Ctx() context: EventContext,
  ): Promise<void> {
    return this.onSignal(event, context, async ({ distribution }) => {
      const { year } = event.data;
      const [{ units, warned }] = await this.db.query<{ units: number; warned: number }[]>(
        `select count(*)::int as units, count(*) filter (where said = 'true')::int as warned
         from rm.review_signal where kind = 'DISTRIBUTION' and since = $1::date and said <> 'exempt'`,
        [`${year}-01-01`],
      );
      const { warnedShare, minUnits, policies } = distribution;
      return above(warned, units, warnedShare, minUnits)
        ? { trigger: 'DISTRIBUTION', basis: String(year), policies }
        : null;
    });
  }

  /** So many complaints of one half-year were found to be right. */
  @Reaction(eventTypeOf(citizen, complaintClosed), NAME)
  complaint(@Payload() event: Recorded<ComplaintClosed>, @Ctx() context: EventContext): Promise<void> {
    return this.onSignal(event, context, async ({ complaints }) => {
      const half = halfYearOf(event.data.filedOn);
      const [{ proven }] = await this.db.query<{ proven: number }[]>(
        `select count(*)::int as proven from rm.review_signal
         where kind = 'COMPLAINT' and said = 'true' and since >= $1::date and since < $1::date + interval '6 months'`,
        [half],
      );
      return proven > complaints.proven
        ? { trigger: 'COMPLAINTS', basis: half, policies: complaints.policies }
        : null;
    });
  }

  private async onSignal(
    event: Recorded<DomainEvent>,
    { delivery }: EventContext,
    look: (rules: TriggerRules, today: Today) => Promise<Fired | null>,
  ): Promise<void> {
    const { stream, version, at } = event.envelope;
    if (!(await this.projections.reached(reviewSignals, stream, version, COUNTED_MS)))
      throw new Unavailable('UNAVAILABLE', 'This is not counted yet.');
    const today = await this.rulebook.today(at);
    const rules = triggerRulesOf(await this.rulebook.reviewRules(today.date));
    const fired = await look(rules, today);
    if (!fired) return;
    const context = reactionContext(event, NAME, policyContracts.service, delivery);
    const { trigger, basis } = fired;
    for (const policy of fired.policies) {
      const reviewId = reviewIdOf(policy, trigger, basis);
      const own = { ...context, commandId: naturalId(context.commandId, policy) };
      await this.reviews.execute(reviewId, { type: 'StartReview', reviewId, policy, trigger, basis }, own);
    }
  }
}

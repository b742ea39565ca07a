import type { PromotionProposed } from '@jejak/contracts/career';
import {
  type Appended,
  type CommandContext,
  EventStore,
  type Execution,
  execution,
} from '@jejak/event-store';
import { type Clock, streamOf } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { CareerReading } from '../credit/career-reading';
import { creditLedger } from '../credit/credit-ledger.decider';
import { ledgerStream } from '../credit/credit-ledger.state';
import { CreditLedgers } from '../credit/credit-ledgers';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { promotionSeats, seatsStream } from './promotion-seats.decider';
import { promotionTurn, turnStream } from './promotion-turn.decider';
import type { CommandNamed, PromotionCommand } from './promotion.commands';
import { promotion } from './promotion.decider';
import { PromotionReading } from './promotion.reading';
import type { OpenCase, Promotion } from './promotion.state';

export const promotionStream = (caseId: string): string => streamOf('promotion', caseId);

/** Commands after which the case is over, and needs neither a seat nor its turn. */
type EndingCommand = CommandNamed<
  'WithdrawPromotion' | 'DecidePromotion' | 'RevokePromotion' | 'RecordTechnicalApproval'
>;

/** Gives commands about promotions: each with what it reads, and with what is recorded in other streams together with it. */
@Injectable()
export class Promotions {
  constructor(
    private readonly store: EventStore,
    private readonly reading: PromotionReading,
    private readonly files: CareerReading,
    private readonly ledgers: CreditLedgers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ask(caseId: string, command: PromotionCommand, context: CommandContext): Promise<Appended> {
    const gather = this.reading.gather(command, caseId);
    return this.store.execute(promotion, promotionStream(caseId), command, context, gather);
  }

  /** The case and the turn of its employee: of two at once, one. */
  open(caseId: string, command: CommandNamed<'OpenPromotion'>, context: CommandContext): Promise<Appended> {
    const turn = { type: 'TakeTurn', employeeId: command.employeeId, caseId } as const;
    const stream = turnStream(command.employeeId);
    const other = { decider: promotionTurn, stream, command: turn, context: unconditional(context) };
    return this.together(caseId, command, context, [execution(other)]);
  }

  /** The proposal and the seat that it holds: both are recorded, or nothing. */
  async propose(
    caseId: string,
    command: CommandNamed<'ProposePromotion'>,
    context: CommandContext,
  ): Promise<Appended> {
    const { state } = await this.store.state(promotion, promotionStream(caseId));
    const seat = await this.reading.seatFor(state, caseId, command, this.clock.now());
    if (!seat) return this.ask(caseId, command, context);
    const { formationId, seats } = seat;
    return this.together(caseId, command, context, [
      execution({
        ...{ decider: promotionSeats, stream: seatsStream(formationId) },
        command: { type: 'TakeSeat', formationId, caseId },
        ...{ context: unconditional(context), gather: { given: { seats } } },
      }),
    ]);
  }

  /** A command that ends the case. */
  async end(caseId: string, command: EndingCommand, context: CommandContext): Promise<Appended> {
    const { state } = await this.store.state(promotion, promotionStream(caseId));
    return this.together(caseId, command, context, givenBack(state, unconditional(context)));
  }

  /** The day has come: see `takeEffect` of the decider. Rank and level are held from then on, and what goes with them is settled. */
  async takeEffect(caseId: string, context: CommandContext): Promise<Appended> {
    return this.byItself(caseId, { type: 'TakeEffect' }, context);
  }

  /** Ends the case where what it was for is not there any more; else nothing. */
  async lapse(caseId: string, context: CommandContext): Promise<Appended> {
    return this.byItself(caseId, { type: 'LapsePromotion' }, context);
  }

  /** What it comes to decides what goes with it; if it comes to something else after all, it is tried again. */
  private async byItself(
    caseId: string,
    command: CommandNamed<'TakeEffect' | 'LapsePromotion'>,
    context: CommandContext,
  ): Promise<Appended> {
    const stream = promotionStream(caseId);
    const { state, version } = await this.store.state(promotion, stream);
    const now = this.clock.now();
    const { given } = await this.reading.gather(command, caseId)(state, now);
    const [first] = promotion.decide(command, state, { ...given, now });
    if (!first) return { stream, version, events: [] };
    const expected = { ...command, expecting: first.type };
    if (first.type === 'PromotionLapsed')
      return this.together(caseId, expected, context, givenBack(state, context));
    if (first.type === 'PromotionEffective' && state.status !== 'absent')
      return this.together(caseId, expected, context, await this.settled(caseId, state, context));
    return this.ask(caseId, expected, context);
  }

  /** What a promotion that takes effect brings along: the post, the points, the turn. @source domain.md 7.3, 12 */
  private async settled(
    caseId: string,
    { opened, proposed, decided }: OpenCase,
    context: CommandContext,
  ): Promise<Execution[]> {
    if (!proposed || !decided?.effective) throw new Error('a granted promotion was proposed for a day');
    const { employeeId, from: held, to: target } = proposed;
    const [from, to] = [held.level, target.level];
    const post = await this.postTakenUp(proposed, decided.effective, context);
    const turn = turnReturned(employeeId, caseId, context);
    if (!from || !to || from === to) return [...post, turn];
    return [
      ...post,
      turn,
      execution({
        ...{ decider: creditLedger, stream: ledgerStream(employeeId), context },
        command: { type: 'SettlePromotion', employeeId, caseId, from, to },
        gather: this.ledgers.gather(employeeId, undefined, { pinned: opened.pinnedPolicies }),
      }),
    ];
  }

  /**
   * A new level, or a new post, is a position of its own: from its first day on work is planned and rated anew. Where the file already
   * says what is held then, it is left as it is.
   * @source domain.md 12 (PromotionEffective)
   */
  private async postTakenUp(
    { employeeId, kind, position, unitId }: PromotionProposed['data'],
    from: string,
    context: CommandContext,
  ): Promise<Execution[]> {
    if (kind !== 'LEVEL' && kind !== 'STRUCTURAL') return [];
    const { value } = await this.files.employee(employeeId);
    if (value.positions.some((held) => held.from >= from || (held.to !== null && held.to >= from))) return [];
    return [
      execution({
        ...{ decider: employee, stream: streamOfEmployee(employeeId), context },
        command: { type: 'AssignPosition', position, unitId, from, to: null },
        gather: { given: { superiors: [] } },
      }),
    ];
  }

  private async together(
    caseId: string,
    command: PromotionCommand,
    context: CommandContext,
    others: readonly Execution[],
  ): Promise<Appended> {
    const [appended] = await this.store.executeTogether([
      execution({
        ...{ decider: promotion, stream: promotionStream(caseId), command, context },
        gather: this.reading.gather(command, caseId),
      }),
      ...others,
    ]);
    return appended;
  }
}

/** The seat that the case holds, where it holds one, and the turn of its employee. */
const givenBack = (state: Promotion, context: CommandContext): Execution[] => {
  if (state.status === 'absent') return [];
  const { caseId, employeeId } = state.opened;
  const formationId = state.proposed?.formationId ?? null;
  const turn = turnReturned(employeeId, caseId, context);
  if (formationId === null) return [turn];
  const seat = execution({
    ...{ decider: promotionSeats, stream: seatsStream(formationId), context },
    command: { type: 'ReturnSeat', formationId, caseId },
    gather: { given: { seats: 0 } },
  });
  return [seat, turn];
};

const turnReturned = (employeeId: string, caseId: string, context: CommandContext): Execution =>
  execution({
    ...{ decider: promotionTurn, stream: turnStream(employeeId), context },
    command: { type: 'ReturnTurn', employeeId, caseId },
  });

/** The other streams have versions of their own. */
const unconditional = ({ expectedVersion: _, ...context }: CommandContext): CommandContext => context;

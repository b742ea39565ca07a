import type { PromotionProposed } from '@jejak/contracts/career';
import {
  type Appended,
  type CommandContext,
  EventStore,
  type Execution,
  execution,
  type Gather,
} from '@jejak/event-store';
import { type Clock, DomainError, streamOf } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerReading } from '../credit/career-reading';
import { CareerRulebook } from '../credit/career-rulebook';
import { creditLedger } from '../credit/credit-ledger.decider';
import { ledgerStream } from '../credit/credit-ledger.state';
import { CreditLedgers } from '../credit/credit-ledgers';
import { employee } from '../employee/employee.decider';
import { streamOfEmployee } from '../employee/employee.http';
import { covers } from '../employee/period';
import { nextMonth } from '../eligibility/eligibility.http';
import { type AskedPromotion, EligibilityReading } from '../eligibility/eligibility.reading';
import { promotionSeats, seatsStream } from './promotion-seats.decider';
import type { CommandNamed, PromotionCommand, PromotionGiven } from './promotion.commands';
import { promotion } from './promotion.decider';
import type { Promotion } from './promotion.state';

export const promotionStream = (caseId: string): string => streamOf('promotion', caseId);

/** Commands that read the conditions. */
type ReadingCommand = CommandNamed<'OpenPromotion' | 'ProposePromotion' | 'DecidePromotion'>;
const reads = (command: PromotionCommand): command is ReadingCommand =>
  ['OpenPromotion', 'ProposePromotion', 'DecidePromotion'].includes(command.type);

/** Gives commands about promotions: each with what it reads, and with the seat that it takes or gives back. */
@Injectable()
export class Promotions {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: CareerReading,
    private readonly eligibility: EligibilityReading,
    private readonly rulebook: CareerRulebook,
    private readonly ledgers: CreditLedgers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ask(caseId: string, command: PromotionCommand, context: CommandContext): Promise<Appended> {
    const gather = this.gather(command, caseId);
    return this.store.execute(promotion, promotionStream(caseId), command, context, gather);
  }

  /** The proposal and the seat that it holds: both are recorded, or nothing. */
  async propose(
    caseId: string,
    command: CommandNamed<'ProposePromotion'>,
    context: CommandContext,
  ): Promise<Appended> {
    const { state } = await this.store.state(promotion, promotionStream(caseId));
    const seat = await this.seatFor(state, caseId, command);
    if (!seat) return this.ask(caseId, command, context);
    return this.together(caseId, command, context, [
      execution({
        ...{ decider: promotionSeats, stream: seatsStream(seat.formationId) },
        command: { type: 'TakeSeat', caseId, ...seat },
        context: unconditional(context),
      }),
    ]);
  }

  /** A command after which the case needs no seat any more. */
  async end(
    caseId: string,
    command: CommandNamed<'WithdrawPromotion' | 'DecidePromotion'>,
    context: CommandContext,
  ): Promise<Appended> {
    const { state } = await this.store.state(promotion, promotionStream(caseId));
    const formationId = state.status === 'absent' ? null : (state.proposed?.formationId ?? null);
    if (formationId === null) return this.ask(caseId, command, context);
    return this.together(caseId, command, context, [
      execution({
        ...{ decider: promotionSeats, stream: seatsStream(formationId) },
        command: { type: 'ReturnSeat', formationId, caseId },
        context: unconditional(context),
      }),
    ]);
  }

  /** Rank and level are held from now on, and what is beyond the need is settled with it. @source domain.md 7.3 */
  async takeEffect(caseId: string, context: CommandContext): Promise<Appended> {
    const { state } = await this.store.state(promotion, promotionStream(caseId));
    const command = { type: 'TakeEffect' } as const;
    if (state.status === 'absent' || !state.proposed || !state.decided?.effective)
      return this.ask(caseId, command, context);
    const { employeeId, from: held, to: target } = state.proposed;
    const post = await this.postTakenUp(state.proposed, state.decided.effective, context);
    const [from, to] = [held.level, target.level];
    if (!from || !to || from === to) return this.together(caseId, command, context, post);
    return this.together(caseId, command, context, [
      ...post,
      execution({
        ...{ decider: creditLedger, stream: ledgerStream(employeeId), context },
        command: { type: 'SettlePromotion', employeeId, caseId, from, to },
        gather: this.ledgers.gather(employeeId),
      }),
    ]);
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
    const { value } = await this.reading.employee(employeeId);
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
        gather: this.gather(command, caseId),
      }),
      ...others,
    ]);
    return appended;
  }

  private gather(command: PromotionCommand, caseId: string): Gather<Promotion, PromotionGiven> {
    return async (state, now) => {
      const { calendar, date, rules, refs } = await this.rulebook.today(now);
      const base = { calendar, date, rules };
      const question = reads(command) ? questionOf(command, state, date) : null;
      if (!question)
        return {
          given: { ...base, eligibility: null, supervisorId: null, anotherOpen: false },
          policies: refs,
        };
      const { employeeId } = question;
      const person = await this.reading.employee(employeeId);
      const read = await refusedOr(this.eligibility.read({ ...question, caseId }, now));
      const relation = person.value.relations.find((one) => covers(one, date));
      const given = {
        ...base,
        eligibility: read instanceof DomainError ? read : read.given,
        supervisorId: relation?.supervisorId ?? null,
        anotherOpen: await this.anotherOpen(employeeId, caseId),
      };
      return read instanceof DomainError
        ? { given, policies: refs, inputs: person.inputs }
        : { ...read, given };
    };
  }

  /** The formation whose seat the proposal would take; null where it needs none, or what it needs cannot be read. */
  private async seatFor(state: Promotion, caseId: string, command: CommandNamed<'ProposePromotion'>) {
    const now = this.clock.now();
    const { date } = await this.rulebook.today(now);
    const question = questionOf(command, state, date);
    const read = question && (await refusedOr(this.eligibility.read({ ...question, caseId }, now)));
    if (!read || read instanceof DomainError) return null;
    const { formationId, seats } = read.given.post;
    return formationId === null ? null : { formationId, seats };
  }

  private async anotherOpen(employeeId: string, caseId: string): Promise<boolean> {
    const rows = await this.db.query<object[]>(
      `select 1 from rm.promotion_case where employee_id = $1 and case_id <> $2
         and status in ('OPENED', 'PROPOSED', 'VERIFIED', 'APPROVED', 'GRANTED') limit 1`,
      [employeeId, caseId],
    );
    return rows.length > 0;
  }
}

/** What the conditions are read for; null of a case that is not there. */
const questionOf = (command: ReadingCommand, state: Promotion, date: string): AskedPromotion | null => {
  if (state.status === 'absent') {
    if (command.type !== 'OpenPromotion') return null;
    const { employeeId, kind, effective, post } = command;
    return { employeeId, kind, effective: effective ?? nextMonth(date), ...(post ? { post } : {}) };
  }
  const { employeeId, kind, position, unitId } = state.opened;
  const effective = command.effective ?? (state.proposed ?? state.opened).effective;
  return { employeeId, kind, effective, ...(kind === 'STRUCTURAL' ? { post: { position, unitId } } : {}) };
};

/** The stream of seats has a version of its own. */
const unconditional = ({ expectedVersion: _, ...context }: CommandContext): CommandContext => context;

/** A refusal of what is read is the decider's to give, at its place among the others. */
const refusedOr = async <Value>(reading: Promise<Value>): Promise<Value | DomainError> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'POLICY_MISSING' && error.kind !== 'unavailable')
      return error;
    throw error;
  }
};

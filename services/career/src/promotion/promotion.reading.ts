import { EventStore, type Gather, type Gathered } from '@jejak/event-store';
import { DomainError, type StreamRef } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CareerReading } from '../credit/career-reading';
import { CareerRulebook, type Today } from '../credit/career-rulebook';
import { covers } from '../employee/period';
import { nextMonth } from '../eligibility/eligibility.http';
import { type AskedPromotion, EligibilityReading } from '../eligibility/eligibility.reading';
import { employment } from '../employment/employment.decider';
import { employmentStream } from '../employment/employments';
import { promotionTurn, turnStream } from './promotion-turn.decider';
import type { CommandNamed, PromotionCommand, PromotionGiven } from './promotion.commands';
import type { Promotion } from './promotion.state';

/** Commands that read the conditions. */
const READING = [
  'OpenPromotion',
  'ProposePromotion',
  'DecidePromotion',
  'RevokePromotion',
  'TakeEffect',
] as const;
type ReadingCommand = CommandNamed<(typeof READING)[number]>;
const reads = (command: PromotionCommand): command is ReadingCommand =>
  (READING as readonly string[]).includes(command.type);

/** Gathers what commands about promotions read, each under the policies that its case pinned. */
@Injectable()
export class PromotionReading {
  constructor(
    private readonly store: EventStore,
    private readonly db: DataSource,
    private readonly reading: CareerReading,
    private readonly eligibility: EligibilityReading,
    private readonly rulebook: CareerRulebook,
  ) {}

  gather(command: PromotionCommand, caseId: string): Gather<Promotion, PromotionGiven> {
    return async (state, now) => {
      const today = await this.today(state, now);
      const { calendar, date, rules, refs } = today;
      const base = { calendar, date, rules, ...NOTHING_READ };
      const question = reads(command) ? questionOf(command, state, date) : null;
      const about = question ?? (command.type === 'LapsePromotion' ? lapsing(state) : null);
      if (!about) return { given: base, policies: refs };
      const standing = await this.standing(about.employeeId, later(about.effective, date), today);
      if (!question)
        return { given: { ...base, ...standing.given }, policies: refs, inputs: standing.inputs };
      const [read, anotherOpen] = await Promise.all([
        refusedOr(this.eligibility.read({ ...question, caseId }, now)),
        this.anotherOpen(question.employeeId, caseId),
      ]);
      const given: PromotionGiven = {
        ...{ ...base, ...standing.given, anotherOpen },
        eligibility: read instanceof DomainError ? read : read.given,
      };
      return read instanceof DomainError
        ? { given, policies: refs, inputs: standing.inputs }
        : { ...read, given, inputs: distinct([...(read.inputs ?? []), ...(standing.inputs ?? [])]) };
    };
  }

  /** The formation whose seat the proposal would take; null where it needs none, or what it needs cannot be read. */
  async seatFor(
    state: Promotion,
    caseId: string,
    command: CommandNamed<'ProposePromotion'>,
    now: string,
  ): Promise<{ readonly formationId: string; readonly seats: number } | null> {
    const { date } = await this.rulebook.today(now);
    const question = questionOf(command, state, date);
    const read = question && (await refusedOr(this.eligibility.read({ ...question, caseId }, now)));
    if (!read || read instanceof DomainError) return null;
    const { formationId, seats } = read.given.post;
    return formationId === null ? null : { formationId, seats };
  }

  private async today(state: Promotion, now: string): Promise<Today> {
    const pinned = state.status === 'absent' ? undefined : state.opened.pinnedPolicies;
    return this.rulebook.under(pinned, await this.rulebook.today(now));
  }

  /** Where the employee stands on a day: who rates today, which post is held, and whether the employment goes on. */
  private async standing(
    employeeId: string,
    on: string,
    { date }: Today,
  ): Promise<Gathered<Pick<PromotionGiven, 'supervisorId' | 'place' | 'employmentEndsOn'>>> {
    const [person, end] = await Promise.all([
      this.reading.employee(employeeId),
      this.store.state(employment, employmentStream(employeeId)),
    ]);
    const place = person.value.positions.find((held) => covers(held, on)) ?? null;
    return {
      given: {
        supervisorId: person.value.relations.find((one) => covers(one, date))?.supervisorId ?? null,
        place: place && { position: place.position, unitId: place.unitId, from: place.from },
        employmentEndsOn: end.state.status === 'ended' ? end.state.proposed.on : null,
      },
      inputs: [...person.inputs, ...(end.head ? [end.head] : [])],
    };
  }

  /** The turn says so at once; cases from before there were turns are in the read model alone. */
  private async anotherOpen(employeeId: string, caseId: string): Promise<boolean> {
    const { state, head } = await this.store.state(promotionTurn, turnStream(employeeId));
    if (head !== null) return state.caseId !== null && state.caseId !== caseId;
    const rows = await this.db.query<object[]>(
      `select 1 from rm.promotion_case where employee_id = $1 and case_id <> $2
         and status in ('OPENED', 'PROPOSED', 'VERIFIED', 'APPROVED', 'GRANTED') limit 1`,
      [employeeId, caseId],
    );
    return rows.length > 0;
  }
}

const NOTHING_READ = {
  ...{ eligibility: null, supervisorId: null, anotherOpen: false, employmentEndsOn: null, place: null },
};

/** What the conditions are read for; null of a case that is not there. */
const questionOf = (command: ReadingCommand, state: Promotion, date: string): AskedPromotion | null => {
  if (state.status === 'absent') {
    if (command.type !== 'OpenPromotion') return null;
    const { employeeId, kind, effective, post } = command;
    return { employeeId, kind, effective: effective ?? nextMonth(date), ...(post ? { post } : {}) };
  }
  const { employeeId, kind, position, unitId, pinnedPolicies } = state.opened;
  const asked = 'effective' in command ? command.effective : null;
  return {
    ...{ employeeId, kind, effective: asked ?? dayOf(state) },
    ...(pinnedPolicies ? { pinned: pinnedPolicies } : {}),
    ...(kind === 'STRUCTURAL' ? { post: { position, unitId } } : {}),
  };
};

/** Whose case, and for which day. */
const lapsing = (state: Promotion): Pick<AskedPromotion, 'employeeId' | 'effective'> | null =>
  state.status === 'absent' ? null : { employeeId: state.opened.employeeId, effective: dayOf(state) };

const dayOf = ({ opened, proposed, decided }: Exclude<Promotion, { readonly status: 'absent' }>): string =>
  decided?.effective ?? (proposed ?? opened).effective;

const later = (one: string, other: string): string => (one > other ? one : other);

const distinct = (refs: readonly StreamRef[]): StreamRef[] => [
  ...new Map(refs.map((ref) => [`${ref.stream}@${ref.ver}`, ref])).values(),
];

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

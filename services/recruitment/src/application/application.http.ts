import { Requires } from '@jejak/auth';
import { type Appended, type CommandContext, EventStore, execution } from '@jejak/event-store';
import { Context, Id, IsId, IsLegalDate } from '@jejak/http';
import { type Clock, streamOf } from '@jejak/kernel';
import { Exceptions } from '@jejak/policies';
import { CLOCK } from '@jejak/service';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { SelectionPolicies } from '../policies/selection-policies';
import { vacancy } from '../vacancy/vacancy.decider';
import { application } from './application.decider';
import { LastRatings } from './last-rating';
import { RankedAbove } from './ranked-above';

class NipApprovalRequest {
  @IsString() @MaxLength(18) @Matches(/^\d{18}$/) readonly nip!: string;
  /** The approval of the national agency. */
  @IsString() @IsNotEmpty() @MaxLength(200) readonly decision!: string;
}

class AppointRequest {
  /** The id by which the person is known as an employee. */
  @IsId() @MaxLength(36) readonly employeeId!: string;
  /** First day of the appointment. */
  @IsLegalDate() readonly tmt!: string;
  /** Last day of a PPPK's contract. */
  @IsOptional() @IsLegalDate() readonly contractEnd?: string;
  /** Why this one: of a senior leader (JPT) who is not the first of the ranking. */
  @IsOptional() @IsString() @MaxLength(4000) readonly reason?: string;
}

class RenewalRequest {
  /** The new last day. */
  @IsLegalDate() readonly contractEnd!: string;
  /** Number of the decision. */
  @IsString() @IsNotEmpty() @MaxLength(200) readonly decision!: string;
}

/** The policy that says until when the reserve is called and a contract renewed: what an exception to it names. */
const TIMES = 'rec.other';

/** What becomes of an application once it is submitted, to the appointment. */
@Controller()
export class ApplicationController {
  constructor(
    private readonly store: EventStore,
    private readonly policies: SelectionPolicies,
    private readonly ranked: RankedAbove,
    private readonly ratings: LastRatings,
    private readonly exceptions: Exceptions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The applicant's own only; to submit again is possible while the window is open and nothing was scored. */
  @Post('applications/:id/withdraw')
  @HttpCode(200)
  @Requires('recruitment:apply')
  withdraw(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const command = { type: 'Withdraw', by: context.actor } as const;
    return this.store.execute(application, streamOf('application', id), command, context, { given: {} });
  }

  @Post('applications/:id/record-nip')
  @HttpCode(200)
  @Requires('recruitment:record-nip')
  recordNip(
    @Id() id: string,
    @Body() request: NipApprovalRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { ...request, type: 'RecordNipApproval' } as const;
    return this.store.execute(application, streamOf('application', id), command, context, { given: {} });
  }

  /** The next in reserve, where somebody above has withdrawn, or left the service since: from then on as if selected. */
  @Post('applications/:id/call-reserve')
  @HttpCode(200)
  @Requires('recruitment:appoint')
  async callReserve(@Id() id: string, @Context() context: CommandContext): Promise<Appended> {
    const vacancyId = await this.ranked.vacancyOf(id);
    const command = { type: 'CallReserve' } as const;
    const { expectedVersion: _, ...plain } = context;
    let vacated: readonly string[] = [];
    const [answer] = await this.store.executeTogether([
      execution({
        ...{ decider: application, stream: streamOf('application', id), command, context },
        // Read anew at each attempt: whoever stands above may have moved meanwhile.
        gather: async (_state, now) => {
          const ranked = await this.ranked.of(id, now);
          const { above, seats, openObjections } = ranked.given;
          const { reserveMonths, calendar, refs } = await this.policies.ofVacancy(ranked.pinnedPolicies);
          const { publishedAt, inputs = [] } = ranked;
          ({ vacated } = ranked);
          const late = await this.exceptions.of(streamOf('application', id), TIMES, now);
          const rules = { reserveMonths, calendar, excepted: late.yes };
          const reserve = { above, seats, publishedAt, openObjections, ...rules };
          return { given: { reserve }, inputs: [...inputs, ...late.inputs], policies: refs };
        },
      }),
      execution({
        ...{ decider: vacancy, stream: streamOf('vacancy', vacancyId), context: plain },
        command: { type: 'VacateSeats' } as const,
        gather: () => Promise.resolve({ given: { vacated } }),
      }),
    ]);
    return answer;
  }

  /** In order of rank, after the objections are closed and the number is approved; the last seat completes the vacancy. */
  @Post('applications/:id/appoint')
  @HttpCode(200)
  @Requires('recruitment:appoint')
  async appoint(
    @Id() id: string,
    @Body() { employeeId, tmt, contractEnd, reason }: AppointRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const vacancyId = await this.ranked.vacancyOf(id);
    // The application is decided first: what it rests on stands for the vacancy too.
    let openObjections = 0;
    const command = {
      ...{ employeeId, tmt, contractEnd: contractEnd ?? null, reason: reason ?? null },
      type: 'AppointCandidate',
    } as const;
    const { expectedVersion: _, ...plain } = context;
    // Every appointment writes to the vacancy too, so two at once cannot both pass: the later one is decided anew, on what is then.
    const [answer] = await this.store.executeTogether([
      execution({
        ...{ decider: application, stream: streamOf('application', id), command, context },
        gather: async (_state, now) => {
          const { given: appointment, policies, inputs } = await this.ranked.of(id, now);
          ({ openObjections } = appointment);
          return { given: { appointment }, ...(policies ? { policies } : {}), inputs };
        },
      }),
      execution({
        ...{ decider: vacancy, stream: streamOf('vacancy', vacancyId), context: plain },
        command: { type: 'FillSeat', applicationId: id } as const,
        gather: () => Promise.resolve({ given: { openObjections } }),
      }),
    ]);
    return answer;
  }

  /** Of a PPPK, before the contract ends, on the last final evaluation. */
  @Post('applications/:id/renew-contract')
  @HttpCode(200)
  @Requires('recruitment:appoint')
  renewContract(
    @Id() id: string,
    @Body() request: RenewalRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const stream = streamOf('application', id);
    return this.store.execute(
      application,
      stream,
      { ...request, type: 'RenewContract' },
      context,
      async () => {
        const { state } = await this.store.state(application, stream);
        const person = 'contract' in state ? state.contract?.employeeId : undefined;
        const last = person === undefined ? null : await this.ratings.of(person);
        const now = this.clock.now();
        const { today, atLeast, refs } = await this.policies.ofRenewal(now);
        const rating = last && { evaluationId: last.evaluationId, predicate: last.predicate };
        const late = await this.exceptions.of(stream, TIMES, now);
        return {
          given: { renewal: { today, atLeast, rating, excepted: late.yes } },
          policies: refs,
          inputs: [...(last ? [last.input] : []), ...late.inputs],
        };
      },
    );
  }
}

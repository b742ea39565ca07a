import { Requires } from '@jejak/auth';
import { type CommandContext, EventStore } from '@jejak/event-store';
import { AnswersMore, Context, Id, IsLegalDate } from '@jejak/http';
import { type Clock, Malformed, naturalId, NotFound } from '@jejak/kernel';
import { CLOCK } from '@jejak/service';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { beforeApproval, versionOf } from '../policy/guards';
import { policy } from '../policy/policy.decider';
import type { Version } from '../policy/policy.state';
import { streamOfPolicy } from '../policy/policy-stream';
import { Key, VersionNumber } from '../request-formats';
import { Rulebook } from '../rules/rulebook';
import { isComputable } from './rating-effects';
import { type SimulationProgress, SimulationRuns } from './simulation-runs';

class SimulateRequest {
  /** First and last legal date of the facts. */
  @IsLegalDate() readonly from!: string;
  @IsLegalDate() readonly to!: string;
}

type Result = Version['simulations'][number];

interface SimulationView extends SimulationProgress {
  /** Nobody's rating was changed by it. */
  readonly hypothetical: true;
  /** Whether anything of this policy can be computed again from facts; else its impact note has to say what it comes to. */
  readonly computable: boolean;
  readonly against: Result['against'] | null;
  readonly effects: Result['effects'];
}

const simulationOf = (of: Version, id: string): Result | undefined =>
  of.simulations.find(({ simulationId }) => simulationId === id);

/** What a draft would have come to. @source domain.md 8.1 (SimulatePolicy) */
@Controller('policies/:key/versions/:version/simulations')
export class SimulationController {
  constructor(
    private readonly runs: SimulationRuns,
    private readonly store: EventStore,
    private readonly rulebook: Rulebook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins it; how far it is says its address. Sent again with the same Idempotency-Key it is the same simulation. */
  @Post()
  @HttpCode(202)
  @Requires('policy:simulate')
  @AnswersMore()
  async simulate(
    @Key() key: string,
    @VersionNumber() version: number,
    @Body() { from, to }: SimulateRequest,
    @Context() context: CommandContext,
  ): Promise<SimulationView> {
    const simulationId = naturalId('simulation', key, String(version), context.commandId);
    const { of } = await this.versionAt(key, version);
    const known = await this.runs.find(simulationId);
    // The version may have been approved since: that is no reason to refuse what was taken.
    if (known) return this.view(known, simulationOf(of, simulationId));
    const now = this.clock.now();
    beforeApproval({ ...of, status: of.status === 'IN_CONSULTATION' ? 'REVISED' : of.status }, now);
    const { date } = await this.rulebook.today(now);
    if (from > to || to > date)
      throw new Malformed('VALIDATION_FAILED', 'A simulation is of a period that is over.', { field: 'to' });
    const { revision, kind, parameters } = of;
    const request = { simulationId, key, version, revision, kind, parameters, from, to };
    return this.view(await this.runs.take(request, context), undefined);
  }

  @Get(':id')
  @Requires('policy:simulate')
  async find(
    @Key() key: string,
    @VersionNumber() version: number,
    @Id() id: string,
  ): Promise<SimulationView> {
    const progress = await this.runs.find(id);
    if (!progress || progress.key !== key || progress.version !== version)
      throw new NotFound('SIMULATION_NOT_FOUND', 'There is no such simulation.');
    const { of } = await this.versionAt(key, version);
    return this.view(progress, simulationOf(of, id));
  }

  private view(progress: SimulationProgress, result: Result | undefined): SimulationView {
    return {
      ...{ ...progress, hypothetical: true, computable: isComputable(progress.key) },
      ...{ against: result?.against ?? null, effects: result?.effects ?? null },
    };
  }

  private async versionAt(key: string, version: number): Promise<{ readonly of: Version }> {
    return versionOf((await this.store.state(policy, streamOfPolicy(key))).state, version);
  }
}

import type { CommandContext } from '@jejak/event-store';
import { DomainError, naturalId, type Role, Unavailable } from '@jejak/kernel';
import type { Logger } from '@jejak/observability';
import { Policies } from '@jejak/policies';
import { LOGGER } from '@jejak/service';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Values } from '../parameters/parameter-shape';
import { Governance } from '../policy/governance';
import type { EvaluationBasisRow } from './evaluation-basis.projection';
import { COMPUTABLE, EffectCount, isComputable, type RatingParameters, wouldBe } from './rating-effects';

/** What is asked: a draft against the final evaluations whose period lies in a past one. */
export interface SimulationRequest {
  readonly simulationId: string;
  readonly key: string;
  readonly version: number;
  readonly revision: number;
  readonly kind: 'PARAMETERS' | 'REPEAL';
  readonly parameters: Values;
  /** Legal dates. */
  readonly from: string;
  readonly to: string;
}

/** How far one is; what it came to is in the policy's stream. */
export interface SimulationProgress {
  readonly simulationId: string;
  readonly key: string;
  readonly version: number;
  readonly status: 'RUNNING' | 'DONE' | 'FAILED';
  readonly total: number;
  readonly done: number;
  /** The code of what ended it before its time. */
  readonly failure: string | null;
}

const PAGE = 500;
const AT_A_TIME = 2;

const BASES = `select evaluation_id as "evaluationId", to_char(period_start, 'YYYY-MM-DD') as "periodStart",
    to_char(period_end, 'YYYY-MM-DD') as "periodEnd", pinned, methods, composite::text as composite,
    result_rating as "resultRating", behaviour, behaviour_rating as "behaviourRating", predicate, final
  from rm.evaluation_basis
  where final and period_start >= $1::date and period_end <= $2::date and ($3::uuid is null or evaluation_id > $3)
  order by evaluation_id limit ${PAGE}`;
const TOTAL = `select count(*)::int as total from rm.evaluation_basis
  where final and period_start >= $1::date and period_end <= $2::date`;

/**
 * Computes behind the answer what drafts would have come to, some at a time. What it is doing stands in a table, no fact; one that a
 * restart interrupted goes on when the service is back.
 */
@Injectable()
export class SimulationRuns implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly running = new Map<string, Promise<void>>();
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly policies: Policies,
    private readonly governance: Governance,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const rows = await this.db.query<{ request: SimulationRequest; actor: string; role: Role }[]>(
      `select request, actor, role from doc.simulation_run where status = 'RUNNING' order by started_at limit 20`,
    );
    for (const { request, actor, role } of rows) this.begin(request, { actor, role });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running.values());
  }

  /** Begins one; asked for again it is the same one. @throws Unavailable SIMULATIONS_BUSY */
  async take(request: SimulationRequest, { actor, role }: CommandContext): Promise<SimulationProgress> {
    const { simulationId } = request;
    const known = await this.find(simulationId);
    if (known) return known;
    if (this.stopping || this.running.size >= AT_A_TIME)
      throw new Unavailable('SIMULATIONS_BUSY', 'Other simulations are being computed.');
    await this.db.query(
      `insert into doc.simulation_run (simulation_id, request, actor, role) values ($1, $2, $3, $4)
       on conflict (simulation_id) do nothing`,
      [simulationId, JSON.stringify(request), actor, role],
    );
    this.begin(request, { actor, role });
    return {
      ...{ simulationId, key: request.key, version: request.version, status: 'RUNNING' },
      ...{ total: 0, done: 0, failure: null },
    };
  }

  async find(simulationId: string): Promise<SimulationProgress | undefined> {
    const [row] = await this.db.query<SimulationProgress[]>(
      `select simulation_id as "simulationId", request->>'key' as key, (request->>'version')::int as version, status,
         total, done, failure from doc.simulation_run where simulation_id = $1`,
      [simulationId],
    );
    return row;
  }

  private begin(request: SimulationRequest, who: Pick<CommandContext, 'actor' | 'role'>): void {
    const { simulationId } = request;
    const run = this.run(request, who)
      .catch((error: unknown) => this.fail(simulationId, error))
      .finally(() => this.running.delete(simulationId));
    this.running.set(simulationId, run);
  }

  private async run(
    request: SimulationRequest,
    { actor, role }: Pick<CommandContext, 'actor' | 'role'>,
  ): Promise<void> {
    const { simulationId, key, version, revision, kind, parameters, from, to } = request;
    const computable = kind === 'PARAMETERS' && isComputable(key);
    const effects = computable ? await this.count(request, { key, parameters }) : null;
    // Stopped: it goes on when the service is back.
    if (effects === 'stopped') return;
    const command = { type: 'RecordSimulation', by: actor, version, simulationId, revision } as const;
    await this.governance.execute(
      key,
      { ...command, against: { from, to }, effects },
      { commandId: naturalId(simulationId, 'record'), actor, role },
    );
    await this.db.query(`update doc.simulation_run set status = 'DONE' where simulation_id = $1`, [
      simulationId,
    ]);
  }

  private async count(
    { simulationId, from, to }: SimulationRequest,
    draft: Parameters<typeof wouldBe>[2],
  ): Promise<ReturnType<EffectCount['effects']> | 'stopped'> {
    const count = new EffectCount();
    const rules = new Map<string, RatingParameters>();
    const [{ total }] = await this.db.query<[{ total: number }]>(TOTAL, [from, to]);
    let [done, after]: [number, string | null] = [0, null];
    for (;;) {
      if (this.stopping) return 'stopped';
      const rows: EvaluationBasisRow[] = await this.db.query<EvaluationBasisRow[]>(BASES, [from, to, after]);
      for (const row of rows) {
        const pinned = await this.pinnedBy(row, rules);
        const would = pinned && wouldBe(row, pinned, draft);
        if (would !== null && row.predicate !== null) count.add(row.predicate, would);
      }
      done += rows.length;
      await this.db.query('update doc.simulation_run set total = $2, done = $3 where simulation_id = $1', [
        ...[simulationId, total, done],
      ]);
      if (rows.length < PAGE) return count.effects();
      after = rows[rows.length - 1].evaluationId;
    }
  }

  /** What governed an evaluation: what its plan pinned. Null where it pinned none: then nothing can be computed again. */
  private async pinnedBy(
    { pinned }: EvaluationBasisRow,
    known: Map<string, RatingParameters>,
  ): Promise<RatingParameters | null> {
    const refs = COMPUTABLE.flatMap((key) => pinned.find((ref) => ref.startsWith(`${key}@`)) ?? []);
    if (refs.length < COMPUTABLE.length) return null;
    const name = refs.join(' ');
    const found = known.get(name);
    if (found) return found;
    const [behaviour, weights, result] = await Promise.all(refs.map((ref) => this.policies.pinned(ref)));
    const read: RatingParameters = {
      'perf.behaviour': behaviour.parameters,
      'perf.method.weights': weights.parameters,
      'perf.result': result.parameters,
    };
    known.set(name, read);
    return read;
  }

  private async fail(simulationId: string, error: unknown): Promise<void> {
    const failure = error instanceof DomainError ? error.code : 'INTERNAL';
    this.logger.error({ err: error, code: failure }, 'A simulation ended before its time');
    await this.db
      .query(`update doc.simulation_run set status = 'FAILED', failure = $2 where simulation_id = $1`, [
        ...[simulationId, failure],
      ])
      .catch((err: unknown) =>
        this.logger.error({ err }, 'The end of a simulation could not be written down'),
      );
  }
}

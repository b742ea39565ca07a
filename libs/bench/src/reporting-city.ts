import {
  type Indicator,
  performanceContracts,
  planAgreed,
  planDrafted,
  planSubmitted,
} from '@jejak/contracts/performance';
import { createPool, EventStore, execution, fileKeyStore } from '@jejak/event-store';
import { type Decider, DomainError, type DomainEvent, naturalId, newId, streamOf } from '@jejak/kernel';
import { topicOf } from '@jejak/messaging';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { onTime } from './pace';
import { Processes, type ServiceProcess } from './processes';
import type { Servers } from './servers';
import { TokenIssuer } from './token-issuer';

/** The last day of reports on the first quarter. */
const BUSINESS_TIME = '2026-04-05T02:00:00.000Z';
const [FROM, TO] = ['2026-01-01', '2026-03-31'];
const UNIT = '01931f00-aaaa-7000-8000-000000000001';
const SUPERVISOR = '01931f00-aaaa-7000-8000-000000000002';
const RESULT = '01931f00-aaaa-7000-8000-000000000003';
const BATCH = 500;
const LIMIT_MS = 600_000;

const indicator: Indicator = {
  ...{
    indicatorId: 'I-1',
    title: 'Anak yang diimunisasi lengkap',
    perspective: 'PENERIMA_LAYANAN',
    unit: 'anak',
  },
  ...{ direction: 'HIGHER', target: '1200', rangeLow: null, rangeHigh: null, weight: '100', source: 'SELF' },
  ...{ aggregation: 'SUM', verificationRule: 'EVIDENCE_OPTIONAL', parentResultId: RESULT },
};
const expectations = {
  ...{ expectBerorientasiPelayanan: null, expectAkuntabel: null, expectKompeten: null, expectHarmonis: null },
  ...{ expectLoyal: null, expectAdaptif: null, expectKolaboratif: null },
};

interface Tell {
  readonly type: 'Tell';
  readonly facts: readonly DomainEvent[];
}
const telling: Decider<Tell, DomainEvent, null> = {
  initial: null,
  decide: ({ facts }) => [...facts],
  evolve: () => null,
};

/** Of one employee, who signs in with the token. */
export interface AgreedPlan {
  readonly employeeId: string;
  readonly planId: string;
  readonly token: string;
}
/** What became of a report. */
export interface Answered {
  /** From the request that was answered for good to its answer. */
  readonly ms: number;
  /** From the first request, with every time that the service asked the employee to come back. */
  readonly sinceFirstMs: number;
  /** How often it did. */
  readonly sentAway: number;
  /** Null: accepted. */
  readonly refusal: string | null;
}

/** The policy and the performance service, and an issuer for everybody who reports. */
export class ReportingCity {
  private constructor(
    private readonly processes: Processes,
    private readonly issuer: TokenIssuer,
    private readonly service: ServiceProcess,
    private readonly client: Client,
  ) {}

  static async start(servers: Servers): Promise<ReportingCity> {
    const processes = new Processes('deadline', servers, BUSINESS_TIME);
    const issuer = await TokenIssuer.start();
    try {
      await processes.startService('policy', issuer.url);
      const service = await processes.startService('performance', issuer.url);
      const client = new Client({ connectionString: service.databaseUrl });
      await client.connect();
      return new ReportingCity(processes, issuer, service, client);
    } catch (error) {
      await processes.stop();
      await issuer.stop();
      throw error;
    }
  }

  /** An agreed plan for each employee, as facts of the service's own log: how they came about is not measured. */
  async agree(count: number, progress: (text: string) => void): Promise<readonly AgreedPlan[]> {
    const { keyFolder: folder, kek, prefix } = this.processes;
    const keys = fileKeyStore({ folder, kek, cacheMs: 60_000 });
    const pool = createPool(this.service.databaseUrl, { max: 10 });
    const topic = topicOf('performance', prefix);
    const clock = { now: () => BUSINESS_TIME };
    const store = new EventStore({ pool, keys, topic, clock, contracts: performanceContracts });
    try {
      const plans: AgreedPlan[] = [];
      while (plans.length < count) {
        const batch = Array.from({ length: Math.min(BATCH, count - plans.length) }, () => this.plan());
        const results = await store.executeEach(
          batch.map(({ employeeId, planId }) =>
            execution({
              decider: telling,
              stream: streamOf('plan', planId),
              command: { type: 'Tell', facts: factsOf(employeeId, planId) } as const,
              context: { commandId: newId(), actor: employeeId, role: 'employee' },
            }),
          ),
        );
        for (const result of results) if (result instanceof DomainError) throw result;
        plans.push(...batch);
        progress(`${plans.length} of ${count} plans`);
      }
      return plans;
    } finally {
      await pool.end();
    }
  }

  /** Everything that follows the log has caught up, and the policies have come: what is measured later is the reports alone. */
  async settled(): Promise<void> {
    await this.until('the service to settle', async () => {
      const text = await (await fetch(`${this.service.management}/metrics`)).text();
      const total = (name: string): number =>
        [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (\\S+)$`, 'gm'))].reduce(
          (sum, [, value]) => sum + Number(value),
          0,
        );
      const { rows } = await this.client.query<{ plans: number; agreed: number; policies: number }>(
        `select (select count(*)::int from es.events where event_type like 'asn.performance.PlanAgreed.%') as plans,
           (select count(*)::int from rm.plan_list where status = 'ACTIVE') as agreed,
           (select count(*)::int from rm.policy_version where key in ('perf.other', 'gov.other', 'gov.calendar')) as policies`,
      );
      const [{ plans, agreed, policies }] = rows;
      const behind = total('jejak_consumer_lag_events') + total('jejak_outbox_rows');
      return behind === 0 && agreed === plans && policies >= 3;
    });
  }

  async report(plans: readonly AgreedPlan[], perSecond: number): Promise<readonly Answered[]> {
    const answers: Promise<Answered>[] = [];
    await onTime(plans.length, perSecond, (nth) => answers.push(this.one(plans[nth], nth)));
    return Promise.all(answers);
  }

  /** Reports in the log. */
  async recorded(): Promise<number> {
    const { rows } = await this.client.query<{ n: number }>(
      `select count(*)::int as n from es.events where event_type like 'asn.performance.ProgressReported.%'`,
    );
    return rows[0].n;
  }

  async shows(reports: number): Promise<void> {
    await this.until('the read model', async () => {
      const { rows } = await this.client.query<{ n: number }>(
        `select count(*)::int as n from rm.measurement_list where source = 'SELF'`,
      );
      return rows[0].n >= reports;
    });
  }

  async stop(): Promise<void> {
    await this.client.end();
    await this.processes.stop();
    await this.issuer.stop();
  }

  private plan(): AgreedPlan {
    const employeeId = newId();
    const token = this.issuer.token(employeeId, 'employee', 'performance');
    return { employeeId, planId: naturalId('plan', employeeId, 'Perawat', '2026'), token };
  }

  private async one({ planId, token }: AgreedPlan, nth: number): Promise<Answered> {
    const body = { planId, indicatorId: 'I-1', quantity: String(300 + (nth % 100)), from: FROM, to: TO };
    const headers = {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      'idempotency-key': crypto.randomUUID(),
    };
    const first = performance.now();
    for (let sentAway = 0; ; sentAway++) {
      const began = performance.now();
      const answered = (refusal: string | null): Answered => {
        const now = performance.now();
        return { ms: now - began, sinceFirstMs: now - first, sentAway, refusal };
      };
      try {
        const url = `${this.service.api}/v1/measurements`;
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
        const { code = 'FAILED' } = (await response.json()) as { readonly code?: string };
        if (response.ok) return answered(null);
        if (code !== 'OVERLOADED') return answered(code);
        await pause(Number(response.headers.get('retry-after')) * 1_000);
      } catch {
        return answered('FAILED');
      }
    }
  }

  /** @throws Error when it is not so within ten minutes */
  private async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + LIMIT_MS;
    while (!(await holds())) {
      if (performance.now() > end)
        throw new Error(`waited too long for ${what}\n${this.processes.lastWords}`);
      await pause(50);
    }
  }
}

const factsOf = (employeeId: string, planId: string): readonly DomainEvent[] => {
  const about = { subject: employeeId };
  const indicators = [indicator];
  return [
    planDrafted(
      {
        ...{ planId, employeeId, position: 'Perawat', unitId: UNIT, year: 2026, indicators },
        ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', agreeBy: '2026-01-31', overdueAt: null },
        ...expectations,
      },
      about,
    ),
    planSubmitted({ planId, indicators, ...expectations }, about),
    planAgreed(
      {
        ...{ planId, planVersion: 1, agreedBy: SUPERVISOR, indicators, pinnedPolicies: ['perf.other@1'] },
        evaluationDueAt: '2026-12-31T17:00:00.000Z',
      },
      about,
    ),
  ];
};

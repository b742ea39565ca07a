import { setTimeout as pause } from 'node:timers/promises';
import { CommandFailed, EXIT } from './exit';
import type { Installation } from './installation';
import { progressOf, type Progress } from './progress';
import type { About } from './sign-in';

interface Rebuild {
  readonly projection: string;
  readonly kind: 'rebuild' | 'rollback';
  readonly phase: string;
  readonly done: number;
  readonly of: number;
  readonly perSecond: number;
  readonly parkedKeys: number;
  readonly finishedAt: string | null;
  readonly canRollBack: boolean;
  readonly error: string | null;
}

interface Replay {
  readonly from: number;
  readonly to: number;
  readonly done: number;
  readonly of: number;
  readonly finishedAt: string | null;
}

interface Status {
  readonly service: string;
  readonly relay: {
    readonly state: string;
    readonly pos: number;
    readonly depth: number;
    readonly oldestSeconds: number;
    readonly trouble: string | null;
  };
  readonly blocked: readonly { readonly key: string; readonly rows: number; readonly error: string | null }[];
  readonly replay: Replay | null;
  readonly consumers: readonly {
    readonly name: string;
    readonly kind: string;
    readonly state: string;
    readonly lagEvents: number;
    readonly parkedKeys: number;
    readonly parkedEvents: number;
    readonly rebuild: Rebuild | null;
  }[];
}

interface Parked {
  readonly consumer: string;
  readonly stream: string;
  readonly cause: string;
  readonly kind: string;
  readonly attempts: number;
  readonly events: number;
  readonly version: number | null;
  readonly type: string | null;
  readonly since: string;
}

interface Redriven {
  readonly streams: readonly {
    readonly stream: string;
    readonly unparked: boolean;
    readonly events: number;
    readonly cause: string | null;
  }[];
  readonly left: number;
}

interface Reconciliation {
  readonly reconciliationId: string;
  readonly source: string;
  readonly status: 'RUNNING' | 'DONE' | 'FAILED';
  readonly rowCount: number | null;
  readonly differences: number | null;
  readonly findings: readonly { readonly finding: string; readonly count: number }[];
  readonly cause: string | null;
  readonly endedAt: string | null;
  readonly progress: { readonly rows: number; readonly highest: number } | null;
}

/** What a verb of operations came to. */
export interface Outcome {
  readonly text: string;
  readonly json: unknown;
  /** False: something is left that an operator must look at. */
  readonly well: boolean;
}

export interface OperationsOptions {
  readonly token: string;
  /** Default: every service, or the one that has the projection. */
  readonly service?: string | undefined;
  /** Where progress is shown; default the terminal. */
  readonly progress?: (what: string) => Progress;
  /** Between two looks at long work. Default 500 ms. */
  readonly everyMs?: number;
}

/** What an operator sees and does, through the operator API of each service (docs/operations.md). */
export class Operations {
  constructor(
    private readonly installation: Installation,
    private readonly options: OperationsOptions,
  ) {}

  async status(): Promise<Outcome> {
    const statuses = await this.statuses();
    return {
      text: statuses.map(statusText).join('\n'),
      json: statuses,
      well: statuses.every(
        ({ blocked, consumers, relay }) =>
          blocked.length === 0 && !relay.trouble && consumers.every(({ parkedKeys }) => parkedKeys === 0),
      ),
    };
  }

  async parked(): Promise<Outcome> {
    const services = await this.services();
    const parked = await Promise.all(
      services.map(async (service) => ({
        service,
        ...(await this.get<{ items: readonly Parked[] }>(service, 'parked')),
      })),
    );
    const lines = parked.flatMap(({ service, items }) =>
      items.map(
        ({ consumer, stream, cause, kind, attempts, events, version, type, since }) =>
          `${service}/${consumer}  ${stream}  ${cause} (${kind})  ${events} events from version ${version ?? '?'} ${type ?? ''}  since ${since}, tried ${attempts} times`,
      ),
    );
    return {
      text: lines.length > 0 ? lines.join('\n') : 'Nothing is parked.',
      json: parked,
      well: lines.length === 0,
    };
  }

  /** Replays what is parked, and gives blocked rows of the outbox another try. */
  async redrive(projection?: string, stream?: string): Promise<Outcome> {
    const statuses = projection === undefined ? await this.statuses() : [await this.having(projection)];
    const json: object[] = [];
    const lines: string[] = [];
    let well = true;
    for (const { service, consumers, blocked } of statuses) {
      for (const { name, parkedKeys } of consumers) {
        if (projection === undefined ? parkedKeys === 0 : name !== projection) continue;
        const done = await this.redriveAll(service, name, stream);
        json.push({ service, consumer: name, ...done });
        const failed = done.streams.filter(({ unparked, cause }) => !unparked && cause !== null);
        const unparked = done.streams.filter((one) => one.unparked);
        lines.push(
          `${service}/${name}: ${unparked.length} streams unparked, ${done.left} left`,
          ...failed.map((one) => `  ${one.stream}: ${one.cause ?? ''} again`),
        );
        well &&= done.left === 0;
      }
      if (projection !== undefined || blocked.length === 0) continue;
      const outbox = await this.post<{ streams: readonly { rows: number }[] }>(
        service,
        'outbox/redrive',
        stream === undefined ? {} : { stream },
      );
      json.push({ service, outbox });
      lines.push(`${service}: ${outbox.streams.length} streams of the outbox are tried again`);
    }
    return { text: lines.length > 0 ? lines.join('\n') : 'Nothing is parked or blocked.', json, well };
  }

  rebuild(projection: string): Promise<Outcome> {
    return this.exchange(projection, 'rebuild');
  }

  rollback(projection: string): Promise<Outcome> {
    return this.exchange(projection, 'rollback');
  }

  discard(projection: string): Promise<Outcome> {
    return this.exchange(projection, 'discard');
  }

  /** Fills the topic of one service again. */
  async replay(from?: number, to?: number): Promise<Outcome> {
    const { service } = this.options;
    if (service === undefined)
      throw new CommandFailed('Say whose topic was lost: --service <service>.', EXIT.usage);
    await this.post(service, 'replay', {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    });
    const replay = await this.watched(
      `replay ${service}`,
      async () => (await this.get<Status>(service, 'status')).replay,
    );
    return {
      text: `${service}: ${replay.done} events, numbers ${replay.from} to ${replay.to}, are in the topic again`,
      json: replay,
      well: true,
    };
  }

  /** Compares the store of a service with the log, or those of all. */
  async reconcile(source?: string): Promise<Outcome> {
    const sources = source === undefined ? await this.services() : [source];
    const compared: Reconciliation[] = [];
    for (const one of sources) compared.push(await this.compared(one));
    return {
      text: compared.map(reconciliationText).join('\n'),
      json: compared,
      well: compared.every(({ status, differences }) => status === 'DONE' && differences === 0),
    };
  }

  private async compared(source: string): Promise<Reconciliation> {
    const { token } = this.options;
    const path = '/api/audit/v1/reconciliations';
    const { stream } = await this.installation.json<{ readonly stream: string }>('POST', path, {
      ...{ token, body: { source } },
    });
    const id = stream.slice('reconciliation-'.length);
    return this.watched(`reconcile ${source}`, async () => {
      const { items } = await this.installation.json<{ readonly items: readonly Reconciliation[] }>(
        'GET',
        `${path}?source=${encodeURIComponent(source)}`,
        { token },
      );
      // The list follows the facts: it may not have it yet.
      const found = items.find(({ reconciliationId }) => reconciliationId === id);
      if (!found) return null;
      const { progress, rowCount, endedAt } = found;
      const done = rowCount ?? progress?.rows ?? 0;
      return { ...found, done, of: Math.max(done, progress?.highest ?? 0), finishedAt: endedAt };
    });
  }

  private async exchange(projection: string, act: 'rebuild' | 'rollback' | 'discard'): Promise<Outcome> {
    const { service } = await this.having(projection);
    const path = `projections/${encodeURIComponent(projection)}`;
    await this.post(service, `${path}/${act}`, {});
    const rebuild = await this.watched(`${act} ${service}/${projection}`, () =>
      this.get<Rebuild>(service, `${path}/rebuild`),
    );
    const { phase, error, parkedKeys, canRollBack } = rebuild;
    return {
      text: [
        `${service}/${projection}: ${phase}${error === null ? '' : `: ${error}`}`,
        ...(parkedKeys > 0 ? [`  ${parkedKeys} streams are parked: jejak ops parked`] : []),
        ...(canRollBack ? ['  what it replaced is kept: jejak ops rollback, or jejak ops discard'] : []),
      ].join('\n'),
      json: rebuild,
      well: phase !== 'failed' && parkedKeys === 0,
    };
  }

  /** Follows long work to its end. */
  private async watched<
    Work extends { readonly done: number; readonly of: number; readonly finishedAt: string | null },
  >(what: string, look: () => Promise<Work | null>): Promise<Work> {
    const { progress = progressOf, everyMs = 500 } = this.options;
    const bar = progress(what);
    try {
      for (;;) {
        const work = await look();
        if (work) bar.update(work.done, work.of);
        if (work?.finishedAt) return work;
        await pause(everyMs);
      }
    } finally {
      bar.stop();
    }
  }

  /** The service takes some at a time; those that fail stay, so it ends when nothing more comes loose. */
  private async redriveAll(service: string, name: string, stream: string | undefined): Promise<Redriven> {
    const streams: Redriven['streams'][number][] = [];
    for (;;) {
      const done = await this.post<Redriven>(
        service,
        `projections/${encodeURIComponent(name)}/redrive`,
        stream === undefined ? {} : { stream },
      );
      streams.push(...done.streams.filter(({ unparked }) => unparked));
      const stuck = done.streams.filter(({ unparked }) => !unparked);
      if (stream !== undefined || done.left <= stuck.length || stuck.length === done.streams.length)
        return { streams: [...streams, ...stuck], left: done.left };
    }
  }

  private async having(projection: string): Promise<Status> {
    const found = (await this.statuses()).filter(({ consumers }) =>
      consumers.some(({ name }) => name === projection),
    );
    const [one] = found;
    if (!one) throw new CommandFailed(`No service has a projection ${projection}.`, EXIT.usage);
    if (found.length > 1)
      throw new CommandFailed(
        `Several services have a projection ${projection}: ${found.map(({ service }) => service).join(', ')}. Say which: --service.`,
        EXIT.usage,
      );
    return one;
  }

  private async statuses(): Promise<Status[]> {
    return Promise.all((await this.services()).map((service) => this.get<Status>(service, 'status')));
  }

  private async services(): Promise<readonly string[]> {
    const { service } = this.options;
    if (service !== undefined) return [service];
    return (await this.installation.json<About>('GET', '/.well-known/jejak')).services;
  }

  private get<Answer>(service: string, path: string): Promise<Answer> {
    const { token } = this.options;
    return this.installation.json<Answer>('GET', `/api/${service}/v1/operator/${path}`, { token });
  }

  private post<Answer>(service: string, path: string, body: object): Promise<Answer> {
    const { token } = this.options;
    return this.installation.json<Answer>('POST', `/api/${service}/v1/operator/${path}`, { token, body });
  }
}

const reconciliationText = ({ source, status, rowCount, findings, cause }: Reconciliation): string => {
  if (status === 'FAILED') return `${source}: could not be compared: ${cause ?? ''}`;
  if (findings.length === 0) return `${source}: ${rowCount ?? 0} rows are as the log has them`;
  const found = findings.map(({ finding, count }) => `${count} ${finding}`).join(', ');
  return `${source}: ${rowCount ?? 0} rows, and the log differs: ${found}. Look at the alarms before anything is repaired.`;
};

const rebuildText = ({ kind, phase, done, of, perSecond, finishedAt, error }: Rebuild): string =>
  finishedAt === null
    ? `  ${kind}: ${phase}, ${done} of ${of} at ${perSecond}/s`
    : `  last ${kind}: ${phase}${error === null ? '' : `: ${error}`}`;

const statusText = ({ service, relay, blocked, replay, consumers }: Status): string =>
  [
    `${service}: relay ${relay.state}, number ${relay.pos}, outbox ${relay.depth} (oldest ${Math.round(relay.oldestSeconds)} s)${relay.trouble ? `, ${relay.trouble}` : ''}`,
    ...blocked.map(({ key, rows, error }) => `  blocked ${key}: ${rows} rows, ${error ?? 'unknown'}`),
    ...(replay && replay.finishedAt === null ? [`  replay: ${replay.done} of ${replay.of}`] : []),
    ...consumers.map(({ name, kind, state, lagEvents, parkedKeys, parkedEvents, rebuild }) =>
      [
        `  ${name} (${kind}): ${state}, ${lagEvents} behind${parkedKeys > 0 ? `, ${parkedKeys} streams parked with ${parkedEvents} events` : ''}`,
        ...(rebuild ? [`  ${rebuildText(rebuild)}`] : []),
      ].join('\n'),
    ),
  ].join('\n');

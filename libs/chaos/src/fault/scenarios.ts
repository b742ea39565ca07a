import { eventually } from '@jejak/testing/faults';
import type { Chance } from '../random';
import type { Arm, StrikePoint } from '../service/strikes';
import type { Installation } from './installation';

/** One blow, and the healing after it. @returns what proves that it struck; null where nothing does */
export type Blow = (
  installation: Installation,
  chance: Chance,
  nth: number,
) => Promise<{
  readonly target: string;
  readonly struck: string | null;
}>;

export interface Scenario {
  readonly title: string;
  /** What one strike is called in the history. */
  readonly fault: string;
  readonly blow: Blow;
  /** Blows of the long form. */
  readonly strikes: number;
  /** The part of all calls whose connection is reset after the request was sent; 0 where none is. */
  readonly resets?: number;
}

const kill: Arm['signal'] = 'SIGKILL';

/** Kills the leader at one of the two points. Its line is the proof; a successor may be quicker than the look at the outbox. */
const killLeaderAt = async (installation: Installation, point: StrikePoint) => {
  const leader = await installation.leader();
  const line = await leader.strike({ strike: point, signal: kill });
  const waiting = await installation.numberedAndWaiting();
  await leader.isReady();
  const struck = line && `${line.point}: ${line.detail}; ${waiting} numbered rows were left`;
  return { target: leader.name, struck };
};

const TAKES_OVER_MS = 60_000;

/** Each fault of operations.md section 12 that this test can do. */
export const SCENARIOS = {
  C1: {
    title: 'kill -9 a service while commands run',
    fault: 'kill',
    strikes: 20,
    blow: async (installation, chance) => {
      const victim = chance.of(installation.replicas);
      return { target: victim.name, struck: await victim.kill() };
    },
  },
  C2: {
    title: 'kill -9 the relay leader between numbering and send, and between send and delete',
    fault: 'kill at a point',
    strikes: 20,
    blow: (installation, _, nth) => killLeaderAt(installation, nth % 2 === 0 ? 'numbered' : 'sent'),
  },
  C3: {
    title: 'kill -9 a projector inside its transaction',
    fault: 'kill at a point',
    strikes: 20,
    blow: async (installation, chance) => {
      const victim = chance.of(installation.replicas);
      const line = await victim.strike({ strike: 'projecting', signal: kill });
      await victim.isReady();
      return { target: victim.name, struck: line && `${line.point}: ${line.detail}` };
    },
  },
  C6: {
    title: 'kill -9 PostgreSQL under load',
    fault: 'kill',
    strikes: 20,
    blow: async (installation) => ({
      target: 'postgres',
      struck: await installation.servers.kill('postgres'),
    }),
  },
  C8: {
    title: 'kill -9 the broker',
    fault: 'kill',
    strikes: 20,
    blow: async (installation) => ({ target: 'kafka', struck: await installation.servers.kill('kafka') }),
  },
  C20: {
    title: 'two relay leaders: stop the leader past its session, the second takes over, let the first go on',
    fault: 'stop',
    strikes: 20,
    blow: async (installation) => {
      const leader = await installation.leader();
      const before = (await leader.status())?.relay.epoch ?? 0;
      // Numbered and not sent: what it sends when it goes on is old by then.
      const line = await leader.strike({ strike: 'numbered', signal: 'SIGSTOP' });
      try {
        const successor = await eventually(
          'another replica leads',
          async () => {
            const now = await installation.leader();
            return now === leader ? undefined : now;
          },
          TAKES_OVER_MS,
        );
        const { epoch, published } = await eventually('the successor publishes', async () => {
          const status = await successor.status();
          return status && status.relay.published > 0 ? status.relay : undefined;
        });
        leader.goOn();
        await eventually('the former leader has noticed', async () => {
          const status = await leader.status();
          return status !== null && (status.relay.state !== 'leading' || status.relay.epoch > before);
        });
        const struck =
          line && epoch > before ? `epoch ${before} → ${epoch}, ${published} published meanwhile` : null;
        return { target: leader.name, struck };
      } finally {
        leader.goOn();
      }
    },
  },
  C25: {
    title: 'reset after the request was sent, before the answer, in 10 % of the calls',
    fault: 'reset',
    strikes: 20,
    resets: 0.1,
    blow: async (installation) => {
      const before = installation.resets();
      const now = await eventually('ten more calls are reset', () => {
        const resets = installation.resets();
        return resets >= before + 10 ? resets : undefined;
      });
      return { target: 'callers', struck: `${now - before} calls` };
    },
  },
} as const satisfies Readonly<Record<string, Scenario>>;
export type ScenarioName = keyof typeof SCENARIOS;

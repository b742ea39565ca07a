import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AsnHistory,
  cosigners,
  parseCheckpoint,
  parsePolicy,
  signCheckpoint,
  signingKey,
  UntrustedCheckpoint,
  verifyHistory,
  vkeyText,
} from '@jejak/ledger';
import { type RunningWitness, startWitness } from '@jejak/ledger/witness';
import type { Broker, BrokerConsumer } from '@jejak/messaging';
import { silentLogger } from '@jejak/observability';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Intake } from '../src/intake/intake';
import { LogRefused, type SealedHead } from '../src/log/sealed-head';
import { Witnesses } from '../src/log/witnesses';
import { ledgerDatabase } from './ledger-database';
import { inspector, LoggedEvaluation, STREAM } from './logged-evaluation';

const seed = Buffer.alloc(32, 7);
const logKey = signingKey('log.test/1', 'note', seed);
const keys = [2, 3].map((fill) => signingKey(`w${fill}.test/1`, 'cosignature', Buffer.alloc(32, fill)));

let work: string;
let witnesses: RunningWitness[];
let policyText: string;

const start = (i: number): Promise<RunningWitness> =>
  startWitness({ key: keys[i], logs: [logKey.verifier], memory: join(work, `memory-${i}`), port: 0 });

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'jejak-witnessed-'));
  witnesses = await Promise.all([start(0), start(1)]);
  policyText = [
    `log ${vkeyText(logKey.verifier)}`,
    ...witnesses.map(({ url }, i) => `witness W${i} ${vkeyText(keys[i].verifier)} ${url}`),
    'group all all W0 W1',
    'quorum all\n',
  ].join('\n');
  writeFileSync(join(work, 'policy.txt'), policyText);
  writeFileSync(join(work, 'seed'), seed, { mode: 0o600 });
});
afterAll(async () => {
  await Promise.all(witnesses.map((witness) => witness.stop()));
  rmSync(work, { recursive: true });
});

describe('a log with witnesses', () => {
  let logged: LoggedEvaluation;
  beforeAll(async () => {
    logged = await LoggedEvaluation.start({
      ...{ JEJAK_LEDGER_HEADS_EVERY: '300ms', JEJAK_LEDGER_SEED_FILE: join(work, 'seed') },
      JEJAK_LEDGER_WITNESS_POLICY_FILE: join(work, 'policy.txt'),
    });
  });
  afterAll(() => logged.audit.stop());
  const published = () => parseCheckpoint(readFileSync(join(logged.audit.logFolder, 'checkpoint')));
  const seen = (i: number): number => Number(readFileSync(join(work, `memory-${i}`), 'utf8').split(' ')[0]);
  /** The value of an instrument that has one series, or one with this label. */
  const metric = async (name: string, label = ''): Promise<string | undefined> => {
    const text = await (await fetch(`${logged.audit.service.managementUrl}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(name) && one.includes(label));
    return line?.split(' ').at(-1);
  };

  it('publishes heads checkpoints with the cosignatures of all of them', async () => {
    // That of the empty log is shown to them too.
    await eventually('a checkpoint of entries is cosigned', () => {
      const checkpoint = published();
      return (
        checkpoint.size > 0 &&
        cosigners(
          checkpoint,
          keys.map(({ verifier }) => verifier),
        ).length === 2
      );
    });
    const before = seen(0);
    await eventually('both go on with the log', () => seen(0) > before && seen(1) > before);
    expect(await metric('jejak_ledger_cosignatures')).toBe('2');
    expect(Number(await metric('jejak_ledger_witness_total', 'result="ok"'))).toBeGreaterThan(0);
    expect(await metric('jejak_ledger_unwitnessed_seconds')).toBe('0');
  });

  it('gives proofs that hold under the policy of its witnesses', async () => {
    const file = await eventually('the history is sealed', async () => {
      const path = `/v1/streams/${STREAM}/history?purpose=INSP-1&format=asn-history`;
      const response = await logged.audit.fetch(path, inspector);
      const history = (await response.json()) as AsnHistory;
      return response.status === 200 && history.events.length === 6 && history;
    });
    const { checkpoint } = verifyHistory(file, parsePolicy(policyText));
    expect(checkpoint.cosignatures).toHaveLength(2);
    const { body } = await logged.ask(`/streams/${STREAM}/history?proof=exact`);
    expect(body.asOf).toMatchObject({ cosigned: 2 });
  });

  it('goes on without a witness that is away, and says since when there is no quorum', async () => {
    await witnesses[1].stop();
    const before = seen(0);
    await eventually('the other goes on', () => seen(0) > before + 2);
    await eventually(
      'it is measured',
      async () => Number(await metric('jejak_ledger_unwitnessed_seconds')) > 0,
    );
    // Proofs rest on what both have cosigned before.
    const { body } = await logged.ask(`/streams/${STREAM}/history?proof=exact`);
    expect(body.asOf).toMatchObject({ cosigned: 2 });
    expect(() => verifyHistory(body.proof, parsePolicy(policyText))).not.toThrow(UntrustedCheckpoint);
  });

  it('stops being published where a witness has seen another history, keeps both, and says so', async () => {
    // Somebody has shown the witness a larger log under the same key.
    writeFileSync(join(work, 'memory-1'), `1000000 ${Buffer.alloc(32, 5).toString('base64')} log.test/1\n`);
    const address = new URL(policyText.split(/[ \n]/).filter((word) => word.startsWith('http'))[1]);
    witnesses[1] = await startWitness({
      ...{
        key: keys[1],
        logs: [logKey.verifier],
        memory: join(work, 'memory-1'),
        port: Number(address.port),
      },
    });
    const health = await eventually('the log is down', async () => {
      const response = await fetch(`${logged.audit.service.managementUrl}/health`);
      const body = (await response.json()) as { parts: { part: string; state: string; reason: string }[] };
      const log = body.parts.find(({ part }) => part === 'log');
      return log?.state === 'down' && { status: response.status, reason: log.reason };
    });
    expect(health).toEqual({
      status: 503,
      reason: expect.stringContaining('w3.test/1 has cosigned 1000000 entries'),
    });
    const { size } = published();
    const [source] = (await logged.items('/sources')).filter((item) => item.source === 'audit');
    expect(Number(source.logged)).toBeGreaterThan(0);
    // Questions are answered, nothing more is published.
    expect(published().size).toBe(size);
  });
});

describe('a log that is started', () => {
  /** Nothing ever comes: what is looked at is how the log begins. */
  const silent: Broker = {
    producer: () => Promise.reject(new Error('nothing is sent here')),
    consumer: (): BrokerConsumer => ({
      ...{ run: () => Promise.resolve(), close: () => Promise.resolve(), state: () => 'running' as const },
      ...{ pause: () => undefined, resume: () => undefined },
    }),
    ensureTopics: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };

  it('publishes nothing new that its witnesses refuse, however often it is started', async () => {
    const database = await ledgerDatabase();
    const memory = join(work, 'memory-of-another');
    writeFileSync(memory, `5 ${Buffer.alloc(32, 5).toString('base64')} log.test/1\n`);
    const running = await startWitness({ key: keys[0], logs: [logKey.verifier], memory, port: 0 });
    const policy = parsePolicy(`witness W ${vkeyText(keys[0].verifier)} ${running.url}\nquorum W\n`);
    const folder = join(work, 'another');
    for (const witnessed of [true, true, false]) {
      const intake = new Intake({
        ...{ databaseUrl: database.url, broker: silent, sources: ['career'], key: logKey, folder },
        ...(witnessed ? { witnesses: new Witnesses(policy, { logger: silentLogger }) } : {}),
      });
      if (witnessed) {
        await expect(intake.start()).rejects.toThrow(LogRefused);
        expect(intake.status()).toMatchObject({
          state: 'refused',
          reason: expect.stringContaining('has cosigned 5'),
        });
      } else {
        await intake.start();
        expect(intake.status()).toEqual({ state: 'writing', reason: null });
      }
      expect(existsSync(join(folder, 'checkpoint'))).toBe(!witnessed);
      await intake.stop();
    }
    await running.stop();
    await database.drop();
  });
});

describe('what a witness answers', () => {
  const head: SealedHead = {
    ...{ size: 9, root: Buffer.alloc(32, 1) },
    note: signCheckpoint({ origin: 'log.test/1', size: 9, root: Buffer.alloc(32, 1) }, logKey),
  };
  let server: Server;
  let url: string;
  let answers: ((
    asked: string,
  ) => { status: number; body: string; headers?: Record<string, string> } | null)[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      let asked = '';
      request.on('data', (chunk: Buffer) => (asked += chunk.toString()));
      request.on('end', () => {
        const answer = answers.shift()?.(asked);
        // Null: silence.
        if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const asking = (): Promise<unknown> => {
    const policy = parsePolicy(`witness W ${vkeyText(keys[0].verifier)} ${url}/w\nquorum W\n`);
    const client = new Witnesses(policy, { logger: silentLogger, timeoutMs: 300 });
    return client.cosign(head, (old) => Promise.resolve(old === 0 ? [] : [Buffer.alloc(32, old)]));
  };
  const bare = { note: head.note, cosignatures: 0, isQuorum: false };

  it.each<[string, () => typeof answers]>([
    ['silence', () => [() => null]],
    ['an error of its own', () => [() => ({ status: 500, body: 'x' })]],
    ['nothing', () => [() => ({ status: 200, body: '' })]],
    ['garbage', () => [() => ({ status: 200, body: 'x'.repeat(100) })]],
    ['far too much', () => [() => ({ status: 200, body: 'x'.repeat(1_000_000) })]],
    ['the line of another key', () => [() => ({ status: 200, body: head.note.split('\n\n')[1] })]],
    ['a redirect', () => [() => ({ status: 307, body: '', headers: { location: `${url}/elsewhere` } })]],
    ['a size that is none', () => [() => ({ status: 409, body: 'x\n' })]],
    ['another size each time', () => [1, 2, 3].map((size) => () => ({ status: 409, body: `${size}\n` }))],
  ])('is done without where it is %s', async (_, given) => {
    answers = given();
    expect(await asking()).toEqual(bare);
  });

  it('is followed where it stands elsewhere than we thought', async () => {
    const asked: string[] = [];
    answers = [
      (text) => {
        asked.push(text);
        return { status: 409, body: '4\n' };
      },
      (text) => {
        asked.push(text);
        return { status: 500, body: '' };
      },
    ];
    expect(await asking()).toEqual(bare);
    expect(asked.map((text) => text.split('\n\n')[0])).toEqual([
      'old 0',
      `old 4\n${Buffer.alloc(32, 4).toString('base64')}`,
    ]);
    expect(asked.every((text) => text.endsWith(head.note))).toBe(true);
  });

  it.each([
    ['that the log does not go on', [422, '']],
    ['that it does not know the key', [403, '']],
    ['that it has seen more than there is', [409, '10\n']],
  ] as const)('stops the log where it says %s', async (_, [status, body]) => {
    answers = [() => ({ status, body })];
    await expect(asking()).rejects.toThrow(LogRefused);
  });

  it('stops the log where it has seen this size with another root', async () => {
    answers = [9, 9].map((size) => () => ({ status: 409, body: `${size}\n` }));
    await expect(asking()).rejects.toThrow('another history');
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { careerContracts, dutyAssigned, employeeRegistered } from '@jejak/contracts/career';
import { policyContracts } from '@jejak/contracts/policy';
import { fileKeyStore, type KeyStore } from '@jejak/event-store';
import { newId, type Role, streamOf } from '@jejak/kernel';
import { type Broker, fromMessage, type IncomingMessage, kafkaBroker, topicOf } from '@jejak/messaging';
import {
  DEFAULT_POLICIES,
  type Installation,
  installationOf,
  tellPolicies,
  type ToldBy,
} from '@jejak/neighbour';
import { createTestDatabase, eventually, freePort, testBrokers, type TestDatabase } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { simulatedClock } from '@jejak/service';
import { privacyStream } from '../src/privacy/privacy-files';
import {
  databaseFilesWith,
  filesWith,
  messagesOf,
  opened,
  type Sealed,
  segmentFolders,
  serverLogs,
} from './erased-traces';

jest.setTimeout(300_000);

const WORKSPACE = join(__dirname, '..', '..', '..');
const SERVICES = ['recruitment', 'audit'] as const;
type Name = (typeof SERVICES)[number];

/** Nobody else in any file of this machine has these. */
const mark = randomBytes(6).toString('hex');
const NAME = `Canaria Siagian ${mark}`;
const EMAIL = `canary-${mark}@contoh.test`;
const PHONE = `+62${BigInt(`0x${mark}`).toString().slice(0, 12).padEnd(12, '7')}`;
const DIPLOMA = `ijazah nomor ${mark}-diploma`;
const WISH = `Hapus semua data saya, ${mark}-wish, sekarang juga.`;
const VALUES = [NAME, EMAIL, PHONE, WISH];
const EVERYTHING = [...VALUES, DIPLOMA];

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly items: readonly Record<string, unknown>[] };
}

describe('an erasure, searched for in everything that is written down', () => {
  let installation: Installation;
  let career: ToldBy;
  let keys: KeyStore;
  let broker: Broker;
  let folder = '';
  let backup = '';
  const databases = new Map<Name, TestDatabase>();
  const processes = new Map<Name, { child: ChildProcess; url: string }>();
  const [a3, officer, hr, mayor, inspector] = Array.from({ length: 5 }, newId);
  let topics: string[] = [];
  let keyFolder = '';
  let requestId = '';
  let applicationId = '';
  let keyText = '';
  let sealedBefore = 0;
  let segments: string[] = [];

  const logOf = (name: Name): string => join(folder, `${name}.log`);
  const urlOf = (name: Name): string => databases.get(name)?.url ?? '';

  const start = async (name: Name): Promise<void> => {
    const port = await freePort();
    const log = openSync(logOf(name), 'a');
    const child = spawn(process.execPath, [join(WORKSPACE, 'services', name, 'dist', 'main.js')], {
      env: {
        PATH: process.env.PATH,
        ...installation.environment,
        ...{ PORT: String(port), JEJAK_DATABASE_URL: urlOf(name), JEJAK_LOG_LEVEL: 'debug' },
        ...(name === 'audit'
          ? {
              ...{ JEJAK_LEDGER_ORIGIN: 'log.test/1', JEJAK_LEDGER_FOLDER: join(folder, 'log') },
              ...{ JEJAK_LEDGER_SEED_FILE: join(folder, 'log-seed'), JEJAK_LEDGER_HEADS_EVERY: '1s' },
            }
          : {}),
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const url = `http://127.0.0.1:${port}/v1`;
    processes.set(name, { child, url });
    await eventually(
      `${name} answers`,
      async () => (await fetch(`${url}/nothing`).catch(() => null))?.status === 404,
      120_000,
    );
  };
  const kill = async (name: Name): Promise<void> => {
    const running = processes.get(name);
    if (!running) return;
    processes.delete(name);
    running.child.kill('SIGKILL');
    await once(running.child, 'exit');
  };

  const ask = async (
    name: Name,
    method: 'GET' | 'POST',
    path: string,
    [id, role]: readonly [string, Role],
    body?: object | Buffer,
  ): Promise<Reply> => {
    const claims = role === 'applicant' ? { nik_verified: true } : {};
    const token = await installation.issuer.token({ sub: id, roles: [role], claims });
    const type = Buffer.isBuffer(body) ? 'application/pdf' : 'application/json';
    const response = await fetch(`${processes.get(name)?.url ?? ''}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': type } : {}) },
      ...(body ? { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, text, body: JSON.parse(json ? text : '{}') as Reply['body'] };
  };
  const done = async (answer: Promise<Reply>): Promise<Reply> => {
    const reply = await answer;
    if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`);
    return reply;
  };
  const idIn = ({ body }: Reply): string => String(body.stream).replace(/^[a-z-]+-(?=[0-9a-f]{8}-)/, '');
  const me = [a3, 'applicant'] as const;
  const handler = [officer, 'hr_admin'] as const;
  const inspecting = [inspector, 'inspector'] as const;
  const timeline = `/subjects/${a3}/events?purpose=INSP-1&limit=200`;

  const query = async <Row extends object>(
    name: Name,
    sql: string,
    values: unknown[] = [],
  ): Promise<Row[]> => {
    const client = new Client({ connectionString: urlOf(name) });
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  /** As many messages as there are facts: then all of them are there. */
  const everyMessage = async (): Promise<readonly IncomingMessage[]> => {
    const counts = await Promise.all(
      SERVICES.map((name) => query<{ n: number }>(name, 'select count(*)::int as n from es.events')),
    );
    const facts = counts.reduce((sum, [{ n }]) => sum + n, 0);
    return messagesOf(broker, `searching-${newId()}`, topics, facts);
  };
  /** Sealed fields in the stores of both services, in the ledger, and in the topics. */
  const everySealed = async (): Promise<Sealed[]> => {
    const stores = await Promise.all(
      SERVICES.map((name) =>
        query<Sealed>(
          name,
          `select core::json->>'subject' as subject, personal, event_hash as hash from es.events
           where personal is not null and core::json->>'subject' is not null`,
        ),
      ),
    );
    const ledger = await query<Sealed>(
      'audit',
      `select subject, personal, event_hash as hash from ledger.entry
       where personal is not null and subject is not null`,
    );
    const sent = (await everyMessage())
      .map(fromMessage)
      .flatMap(({ core, personal, hash }): Sealed[] =>
        personal === null || core.subject == null ? [] : [{ subject: core.subject, personal, hash }],
      );
    return [...stores.flat(), ...ledger, ...sent];
  };
  /** Where anything stands as it was said. */
  const inClear = async (values: readonly string[]): Promise<string[]> => [
    ...(await Promise.all(SERVICES.map((name) => databaseFilesWith(urlOf(name), values)))).flat(),
    ...filesWith([folder, keyFolder, ...segments, ...(await serverLogs(urlOf('audit')))], values),
    ...(await everyMessage())
      .filter(({ value }) => value !== null && values.some((one) => value.includes(one)))
      .map(({ topic, offset }) => `${topic} ${offset}`),
  ];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jejak-erasure-'));
    backup = mkdtempSync(join(tmpdir(), 'jejak-key-copy-'));
    writeFileSync(join(folder, 'log-seed'), randomBytes(32), { mode: 0o600 });
    installation = await installationOf('erasure', '2026-02-02T02:00:00.000Z', simulatedClock);
    const {
      JEJAK_KEY_STORE: keyStore,
      JEJAK_KEK_FILE: kekFile,
      JEJAK_TOPIC_PREFIX: prefix,
    } = installation.environment;
    keyFolder = keyStore;
    keys = fileKeyStore({ folder: keyStore, kek: readFileSync(kekFile), cacheMs: 0 });
    broker = kafkaBroker({ brokers: testBrokers(), clientId: 'search' });
    topics = SERVICES.map((name) => topicOf(name, prefix));
    for (const name of SERVICES) databases.set(name, await createTestDatabase(name));
    const policy = installation.neighbour(policyContracts);
    career = installation.neighbour(careerContracts);
    await Promise.all([tellPolicies(policy), ...SERVICES.map(start)]);
    await career.tell(
      streamOf('employee', officer),
      employeeRegistered(
        {
          ...{ employeeId: officer, nip: '199001012019042001', nik: '1271010119900101', name: 'Petugas' },
          ...{ email: 'p@kota.example', kind: 'PNS', golongan: 'III/b', jenjang: null },
          ...{ start: '2019-04-01', contractEnd: null },
        },
        { subject: officer },
      ),
      dutyAssigned(
        { personId: officer, duty: 'data_officer', scope: null, from: '2025-01-01', to: null },
        { subject: officer },
      ),
    );
    for (const name of SERVICES)
      await eventually(`${name} knows the policies`, async () => {
        const [{ n }] = await query<{ n: number }>(name, 'select count(*)::int as n from rm.policy_version');
        return n >= DEFAULT_POLICIES;
      });
    segments = await segmentFolders(urlOf('audit'), prefix);
  }, 300_000);
  afterAll(async () => {
    for (const name of SERVICES) await kill(name);
    await broker.close();
    await installation.stop();
    for (const database of databases.values()) await database.drop();
    for (const one of [folder, backup]) rmSync(one, { recursive: true, force: true });
  });

  it('begins with somebody who applies, and with values that only open under a key', async () => {
    const contact = { name: NAME, email: EMAIL, phone: PHONE, noticeAccepted: true };
    await done(ask('recruitment', 'POST', '/applicants', me, contact));
    const diploma = Buffer.from(`%PDF-1.7\n% ${DIPLOMA}\n%%EOF\n`);
    for (const kind of ['DIPLOMA', 'IDENTITY'])
      await done(ask('recruitment', 'POST', `/my/documents?kind=${kind}`, me, diploma));
    const proposal = {
      ...{ unitId: newId(), position: 'Arsiparis', level: 'Terampil', education: 'D-3', seats: 1 },
      workloadHours: '1250',
    };
    const formationId = idIn(
      await done(ask('recruitment', 'POST', '/formations', [hr, 'hr_admin'], proposal)),
    );
    const leader = [mayor, 'leadership'] as const;
    const approval = { seats: 1, budgetRef: 'DPA 1.02/2026' };
    await done(ask('recruitment', 'POST', `/formations/${formationId}/approve`, leader, approval));
    const draft = {
      ...{ year: 2026, formationId, formationKind: 'GENERAL', seats: 1, requirements: [] },
      appointment: { kind: 'CPNS', golongan: 'II/c' },
    };
    const vacancyId = idIn(await done(ask('recruitment', 'POST', '/vacancies', [hr, 'hr_admin'], draft)));
    const at = `/vacancies/${vacancyId}`;
    await done(ask('recruitment', 'POST', `${at}/approve`, leader, {}));
    const window = { openOn: '2026-02-02', closeOn: '2026-02-17' };
    await done(ask('recruitment', 'POST', `${at}/announce`, [hr, 'hr_admin'], window));
    const application = {
      channel: 'CAMPUS',
      educationGpa: '3.5',
      birthDate: '1999-04-30',
      noticeAccepted: true,
    };
    applicationId = idIn(await done(ask('recruitment', 'POST', `${at}/apply`, me, application)));
    const reason = 'Anggaran untuk kursi ini dicabut oleh dewan.';
    await done(ask('recruitment', 'POST', `${at}/cancel`, leader, { reason }));

    const erase = { kind: 'ERASE', text: WISH };
    await eventually('the request is taken', async () => {
      const answer = await ask('audit', 'POST', '/data-requests', me, erase);
      return answer.status === 200 || answer.body.code === 'DATA_REQUEST_EXISTS';
    });
    const items = await eventually('it is on the list', async () => {
      const found = (await ask('audit', 'GET', '/data-requests', me)).body.items;
      return found.length === 1 && found;
    });
    requestId = String(items[0].requestId);
    // Where it should be: who may read it reads it.
    expect((await ask('recruitment', 'GET', '/my/registration', me)).body).toMatchObject({
      ...{ name: NAME, email: EMAIL, phone: PHONE },
    });
    const read = await eventually('the log has it all', async () => {
      const { text, body } = await ask('audit', 'GET', timeline, inspecting);
      const types = body.items.map(({ type }) => type);
      return types.includes('asn.audit.DataRequestFiled.v1') && types.length >= 3 && text;
    });
    for (const value of VALUES) expect(read).toContain(value);
    sealedBefore = await opened(keys, await everySealed(), VALUES);
    // In the store of each service, in the ledger, and in each topic.
    expect(sealedBefore).toBeGreaterThanOrEqual(6);
    const path = filesWith([keyFolder], [a3]).find((file) => file.endsWith(`${a3}.key`)) ?? '';
    keyText = (JSON.parse(readFileSync(path, 'utf8')) as { key: string }).key;
    expect(filesWith([keyFolder], [keyText])).toHaveLength(2);
    expect(await inClear(EVERYTHING)).toEqual([]);
  });

  it('is searched where it would be: the ciphertext is found in the files of each store, its write-ahead log, and the topics', async () => {
    const [{ personal }] = await query<{ personal: Buffer }>(
      'recruitment',
      'select personal from es.events where stream_id = $1 and personal is not null order by version limit 1',
      [streamOf('applicant', a3)],
    );
    for (const name of SERVICES) {
      const files = await databaseFilesWith(urlOf(name), [personal]);
      expect(files.filter((path) => path.startsWith('base/'))).not.toEqual([]);
      expect(files.filter((path) => path.startsWith('pg_wal/'))).not.toEqual([]);
    }
    expect(segments.length).toBeGreaterThan(0);
    expect(filesWith(segments, [personal])).not.toEqual([]);
    expect(await serverLogs(urlOf('audit'))).not.toEqual([]);
  });

  it('waits until the law lets go: two years after the vacancy was cancelled', async () => {
    const path = `/data-requests/${requestId}`;
    const granting = { basis: 'REQUEST' };
    const answer = await eventually('the officer is known, and the log whole', async () => {
      const said = await ask('audit', 'POST', `${path}/fulfil`, handler, granting);
      return !['NOT_RELATED', 'LOG_INCOMPLETE', 'LEGAL_HOLD'].includes(String(said.body.code)) && said;
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'RETENTION_REQUIRED' } });
    expect(answer.body.detail).toContain('2028-02-02');
    const refusal = { ground: 'RETENTION_REQUIRED', reason: 'Arsip lamaran masih wajib disimpan.' };
    await done(ask('audit', 'POST', `${path}/refuse`, handler, refusal));
    installation.moveTo('2028-02-02T17:00:00.000Z');
    await eventually('it is laid before the officer again', async () => {
      const { body } = await ask('audit', 'GET', path, handler);
      return (body.acts as readonly { act: string }[]).at(-1)?.act === 'LAID_AGAIN';
    });
  });

  it('is granted while recruitment is down and audit dies; both do it when they are back', async () => {
    await kill('recruitment');
    cpSync(keyFolder, backup, { recursive: true });
    const path = `/data-requests/${requestId}`;
    const history = `/streams/${streamOf('applicant', a3)}/history?purpose=INSP-1`;
    const before = (await done(ask('audit', 'GET', history, inspecting))).body.items;
    expect(before).toMatchObject([{ personal: null, data: { name: NAME } }]);
    await done(ask('audit', 'POST', `${path}/fulfil`, handler, { basis: 'REQUEST' }));
    await kill('audit');
    await start('audit');
    await eventually('the key is gone', () => keys.isDestroyed(a3), 60_000);
    await start('recruitment');
    const gone = await eventually('recruitment has forgotten too', async () => {
      const answer = await ask('recruitment', 'GET', '/my/registration', me);
      return answer.status === 410 && answer;
    });
    expect(gone.body).toMatchObject({ code: 'SUBJECT_ERASED' });
    expect(
      await ask('recruitment', 'GET', `/applications/${applicationId}`, [hr, 'hr_admin']),
    ).not.toMatchObject({
      text: expect.stringContaining(mark),
    });
    // The reaction of each has the fact behind it, parked nowhere.
    for (const name of SERVICES)
      await eventually(`${name} has heard of it`, async () => {
        const [{ heard, parked }] = await query<{ heard: boolean; parked: number }>(
          name,
          `select exists (select from rm.stream_progress where projection = 'erase-person' and stream_key = $1
              and version >= 5) as heard,
             (select count(*)::int from rm.parked_key where projection = 'erase-person') as parked`,
          [privacyStream(a3)],
        );
        return heard && parked === 0;
      });
    const after = (await done(ask('audit', 'GET', history, inspecting))).body.items;
    expect(after).toMatchObject([{ hash: before[0].hash, personal: 'erased', data: { name: 'erased' } }]);
  });

  it('leaves the value nowhere: not in a store, a topic, a read model, an export, a log or the keys', async () => {
    const sealed = await everySealed();
    expect(sealed.length).toBeGreaterThanOrEqual(sealedBefore);
    expect(await opened(keys, sealed, VALUES)).toBe(0);
    // The key itself, however it was wrapped.
    expect(filesWith([keyFolder, folder, ...segments], [keyText])).toEqual([]);
    expect(await inClear([...EVERYTHING, keyText])).toEqual([]);
    const documents = await query<{ sealed: Buffer; sha256: string }>(
      'recruitment',
      'select sealed, sha256 from recruitment.document where applicant_id = $1',
      [a3],
    );
    expect(documents.length).toBeGreaterThan(0);
    for (const { sealed: bytes, sha256 } of documents)
      expect(await keys.openBytes(a3, bytes, Buffer.from(`jejak-document/v1\n${a3}\n${sha256}`))).toBeNull();
    const answers = await Promise.all([
      ...['/data-requests?format=csv', '/legal-holds?format=csv', '/erasures?format=csv'].map((path) =>
        ask('audit', 'GET', path, handler),
      ),
      ask('audit', 'GET', `/data-requests/${requestId}`, handler),
      ...[timeline, `/subjects/${a3}/accesses?purpose=INSP-1`, '/events?purpose=INSP-1&limit=200'].map(
        (path) => ask('audit', 'GET', path, inspecting),
      ),
    ]);
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toContain(mark);
    }
    // The logs of the processes are there, and say nothing of it.
    for (const name of SERVICES) expect(readFileSync(logOf(name), 'utf8').length).toBeGreaterThan(0);
  });

  it('leaves every proof valid', async () => {
    for (const stream of [streamOf('applicant', a3), streamOf('application', applicationId)]) {
      const { body } = await done(
        ask('audit', 'GET', `/streams/${stream}/verify?purpose=INSP-1`, inspecting),
      );
      expect(body.items).toMatchObject([{ valid: true }]);
    }
    const erasure = await eventually('the erasure is logged', async () => {
      const { body } = await ask('audit', 'GET', timeline, inspecting);
      return body.items.length === 1 && body;
    });
    expect(erasure).toMatchObject({
      ...{ erased: true, items: [{ type: 'asn.audit.SubjectKeyDestroyed.v1', data: { subjectId: a3 } }] },
    });
  });

  it('stays, also where the keys are brought back from an older copy', async () => {
    for (const name of SERVICES) await kill(name);
    rmSync(keyFolder, { recursive: true });
    cpSync(backup, keyFolder, { recursive: true });
    expect(await keys.isDestroyed(a3)).toBe(false);
    await start('audit');
    // Before it answers.
    expect(await keys.isDestroyed(a3)).toBe(true);
    expect(filesWith([keyFolder], [keyText])).toEqual([]);
  });
});

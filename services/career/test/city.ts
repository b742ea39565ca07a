import { fileKeyStore } from '@jejak/event-store';
import { readSettings, ServiceSettings } from '@jejak/http';
import { newId, type Role } from '@jejak/kernel';
import { bootService, type RunningService } from '@jejak/service';
import { createTestDatabase, startTestIssuer, testBrokers, uniqueTopicPrefix } from '@jejak/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { careerService } from '../src/service';

interface Report {
  readonly faults: readonly object[];
}

/** The JSON of an answer: a test reads the members that its answer has. */
interface Body extends Report {
  readonly report: Report;
  readonly [member: string]: unknown;
}

/** What a file or question was answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** JSON where it is; what is in it each test says by what it expects. */
  readonly body: Body;
}

/** The career service with a database and a broker of its own. */
export interface City {
  readonly career: RunningService;
  token(role: Role, sub?: string): Promise<string>;
  get(path: string, token: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  send(path: string, token: string, file: Buffer | string, type?: string): Promise<Answer>;
  stop(): Promise<void>;
}

export const startCity = async (): Promise<City> => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-career-'));
  const [kekFile, keyStore] = [join(folder, 'kek'), join(folder, 'keys')];
  const kek = randomBytes(32);
  writeFileSync(kekFile, kek);
  fileKeyStore({ folder: keyStore, kek });
  const [database, issuer] = await Promise.all([createTestDatabase('career'), startTestIssuer()]);
  const settings = readSettings(ServiceSettings, {
    ...{ NODE_ENV: 'test', PORT: '0', JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'error' },
    ...{ JEJAK_DATABASE_URL: database.url, JEJAK_KAFKA_BROKERS: testBrokers().join(',') },
    ...{ JEJAK_KAFKA_PARTITIONS: '3', JEJAK_TOPIC_PREFIX: `${uniqueTopicPrefix()}career` },
    ...{ JEJAK_OIDC_ISSUER: issuer.url, JEJAK_KEY_STORE: keyStore, JEJAK_KEK_FILE: kekFile },
  });
  const career = await bootService(careerService, settings);
  const ask = async (path: string, token: string, request: RequestInit): Promise<Answer> => {
    const response = await fetch(`${career.url}/v1${path}`, {
      ...request,
      headers: { authorization: `Bearer ${token}`, ...(request.headers as Record<string, string>) },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      body: JSON.parse(json ? bytes.toString() : '{}') as Body,
    };
  };
  return {
    career,
    token: (role, sub = newId()) => issuer.token({ sub, roles: [role] }),
    get: (path, token, headers = {}) => ask(path, token, { headers }),
    send: (path, token, file, type = 'text/csv') =>
      ask(path, token, {
        method: 'POST',
        headers: { 'content-type': type, prefer: 'wait=30' },
        body: new Uint8Array(Buffer.from(file)),
      }),
    stop: async () => {
      await career.stop();
      await issuer.stop();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
};

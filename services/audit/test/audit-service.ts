import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeyStore, type KeyStore } from '@jejak/event-store';
import { readSettings } from '@jejak/http';
import type { Role } from '@jejak/kernel';
import { type BrokerProducer, topicOf } from '@jejak/messaging';
import { bootService, type RunningService } from '@jejak/service';
import {
  createTestDatabase,
  eventually,
  startTestIssuer,
  testBrokers,
  uniqueTopicPrefix,
} from '@jejak/testing';
import { AuditSettings } from '../src/audit.settings';
import { auditService } from '../src/service';
import type { Produced, ProducingService } from './producing-service';

/** An item of an answer, by the members that tests look at one by one. */
export interface ReplyItem {
  readonly [member: string]: unknown;
  readonly id: string;
  readonly index: number;
  readonly version: number;
  readonly source: string;
  readonly changes?: readonly { readonly field: string; readonly old?: unknown; readonly new?: unknown }[];
  readonly causes: readonly { readonly id: string; readonly steps: number }[];
  readonly effects: readonly { readonly id: string; readonly steps: number }[];
}

export interface Reply {
  readonly status: number;
  /** An answer, or a problem: what is missing in it shows in the test that looks for it. */
  readonly body: {
    readonly [member: string]: unknown;
    readonly items: readonly ReplyItem[];
    readonly next: string | null;
    readonly complete: { readonly scope: string; readonly to: number; readonly gaps: readonly unknown[] };
    readonly accessEvent: string | null;
    readonly code?: string;
  };
}

export interface Reader {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** The whole service on servers of its own, with the topics of the others to send to. */
export interface RunningAudit {
  readonly service: RunningService;
  readonly keys: KeyStore;
  /** Where the log is published. */
  readonly logFolder: string;
  get(path: string, reader: Reader | null, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body: object, reader: Reader | null, headers?: Record<string, string>): Promise<Reply>;
  /** Asks for what is no JSON, or sends something; `path` from the root of the service. */
  fetch(path: string, reader?: Reader, sent?: object): Promise<Response>;
  /** Sends events as their service's relay would, and waits until the log has them. */
  log(producing: ProducingService, events: readonly Produced[]): Promise<void>;
  send(producing: ProducingService, events: readonly Produced[]): Promise<void>;
  /** Facts that the audit service itself recorded, oldest first. */
  recorded(
    name: string,
  ): Promise<{ id: string; core: Record<string, unknown>; data: Record<string, unknown> }[]>;
  stop(): Promise<void>;
}

/** @param environment settings that differ from those of most tests */
export const startAudit = async (environment: Record<string, string> = {}): Promise<RunningAudit> => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-audit-'));
  const [kekFile, seedFile, keyStore, logFolder] = ['kek', 'log-seed', 'keys', 'log'].map((name) =>
    join(folder, name),
  );
  const kek = randomBytes(32);
  writeFileSync(kekFile, kek);
  writeFileSync(seedFile, randomBytes(32), { mode: 0o600 });
  const keys = fileKeyStore({ folder: keyStore, kek, cacheMs: 0 });
  const prefix = uniqueTopicPrefix().replace(/\.$/, '');
  const [database, issuer] = await Promise.all([createTestDatabase('audit_http'), startTestIssuer()]);
  const settings = readSettings(AuditSettings, {
    ...{ NODE_ENV: 'test', PORT: '0', JEJAK_MANAGEMENT_PORT: '0', JEJAK_LOG_LEVEL: 'fatal' },
    ...{
      JEJAK_DATABASE_URL: database.url,
      JEJAK_KAFKA_BROKERS: testBrokers().join(','),
      JEJAK_KAFKA_PARTITIONS: '3',
    },
    ...{
      JEJAK_TOPIC_PREFIX: prefix,
      JEJAK_OIDC_ISSUER: issuer.url,
      JEJAK_KEY_STORE: keyStore,
      JEJAK_KEK_FILE: kekFile,
    },
    ...{ JEJAK_LEDGER_GAP_ALARM: '1s', JEJAK_LEDGER_ORIGIN: 'log.test/1' },
    ...{ JEJAK_LEDGER_FOLDER: logFolder, JEJAK_LEDGER_SEED_FILE: seedFile },
    ...environment,
  });
  const service = await bootService(auditService, settings);
  const { pool, broker } = service.platform;
  const producer: BrokerProducer = await broker.producer();
  const send: RunningAudit['send'] = (producing, events) =>
    producer.send(
      topicOf(producing.name, prefix),
      events.map((event) => producing.message(event)),
    );
  await eventually('the intake has made the topics', () =>
    broker.ensureTopics([{ name: topicOf('performance', prefix), partitions: 3 }]).then(
      () => true,
      () => false,
    ),
  );
  return {
    service,
    keys,
    logFolder,
    send,
    get: async (path, reader, headers = {}) => {
      const token = reader && (await issuer.token({ sub: reader.id, roles: reader.roles }));
      const response = await fetch(`${service.url}/v1${path}`, {
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      });
      return { status: response.status, body: (await response.json()) as Reply['body'] };
    },
    post: async (path, body, reader, headers = {}) => {
      const token = reader && (await issuer.token({ sub: reader.id, roles: reader.roles }));
      const response = await fetch(`${service.url}/v1${path}`, {
        method: 'POST',
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...{ 'content-type': 'application/json', ...headers },
        },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Reply['body'] };
    },
    fetch: async (path, reader, sent) => {
      const token = reader && (await issuer.token({ sub: reader.id, roles: reader.roles }));
      return fetch(`${service.url}${path}`, {
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(sent ? { 'content-type': 'application/json' } : {}),
        },
        ...(sent ? { method: 'POST', body: JSON.stringify(sent) } : {}),
      });
    },
    log: async (producing, events) => {
      await send(producing, events);
      await eventually('the log has them', async () => {
        const { rows } = await pool.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM ledger.entry WHERE event_id = ANY ($1::uuid[])',
          [events.map(({ parsed }) => parsed.id)],
        );
        return rows[0].n === events.length;
      });
    },
    recorded: async (name) => {
      const { rows } = await pool.query<{ id: string; core: string; data: Record<string, unknown> }>(
        `SELECT event_id AS id, core, data FROM es.events WHERE event_type LIKE 'asn.audit.' || $1 || '.%' ORDER BY position`,
        [name],
      );
      return rows.map(({ id, core, data }) => ({
        id,
        data,
        core: JSON.parse(core) as Record<string, unknown>,
      }));
    },
    stop: async () => {
      await service.stop();
      await issuer.stop();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
};

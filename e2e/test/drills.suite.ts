import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@jejak/testing';
import { Client } from 'pg';
import type { City } from './city';
import { LogVerifier } from './log-verifier';
import { kill, processNamed } from './processes';
import { person, type PublicApi } from './public-api';

const AUDIT = '/api/audit/v1';
const INSPECTOR = { as: 'INS-1' } as const;
const OPERATOR = { as: 'OP-1' } as const;
const OFFICER = { as: 'HR-2', role: 'hr_admin' } as const;
const A3 = person('A-3').id;
/** A comparison of a store, a service that comes back, and what a year of business time brings. */
const LIMIT_MS = 180_000;
const PURPOSE = 'purpose=drill';

interface Found<Row> {
  readonly items: readonly Row[];
}
interface Comparison {
  readonly status: string;
  readonly differences: number | null;
  readonly findings: readonly { readonly finding: string; readonly count: number }[] | null;
}
interface Alarm {
  readonly kind: string;
  readonly source: string;
  readonly stream: string | null;
  readonly pos: number | null;
}
interface Rows {
  readonly data: {
    readonly datasetId: string;
    readonly version: number;
    readonly r: Readonly<Record<string, string>>;
  };
}

/**
 * Drills at the end of the story: a store that was tampered with, an audit service that was away, and an erasure on the day on which
 * the law lets go (domain.md 15, steps 57 to 59). They leave the city in 2028: no story may be told behind them.
 */
export const drills = (city: City, api: PublicApi): void =>
  describe('drills', () => {
    beforeAll(() => (city.isUp ? undefined : city.start()), LIMIT_MS);

    const clockFile = join(city.home, 'clock.json');
    const businessTime = (): number => {
      const { at, since } = JSON.parse(readFileSync(clockFile, 'utf8')) as { at: string; since?: string };
      return Date.parse(at) + (since === undefined ? 0 : Date.now() - Date.parse(since));
    };
    const moveTo = (instant: number): void => {
      const at = new Date(instant).toISOString();
      writeFileSync(`${clockFile}.drill`, JSON.stringify({ at, since: new Date().toISOString() }));
      renameSync(`${clockFile}.drill`, clockFile);
    };
    const log = new LogVerifier(city, api);
    /** A receipt is proven by its own file alone. */
    const isGenuine = async (datasetId: string, number: string, version: number): Promise<void> => {
      const { status, text } = await api.ask(
        'GET',
        `${AUDIT}/receipts/${datasetId}/${number}?version=${version}`,
      );
      expect([datasetId, number, version, status]).toEqual([datasetId, number, version, 200]);
      expect(await log.verify('receipt.json', text)).toMatchObject({ code: 0 });
    };
    /** Every published list of which there are two versions, with a participant of it. */
    const corrected = async (): Promise<{ datasetId: string; number: string }[]> => {
      const lists = await api.all<Rows>(
        `${AUDIT}/events?type=StageResultRowsPublished&from=2026-01-01&to=2026-12-31&${PURPOSE}`,
        INSPECTOR,
      );
      return lists
        .filter(({ data }) => data.version === 2)
        .map(({ data }) => ({ datasetId: data.datasetId, number: Object.keys(data.r)[0] }));
    };

    describe('57: one byte of a stored rejection is changed', () => {
      let client: Client;
      const asDba = async (sql: string, values: readonly unknown[]): Promise<void> => {
        if (!client) {
          const { postgres } = JSON.parse(readFileSync(join(city.home, 'ports.json'), 'utf8')) as {
            postgres: number;
          };
          const secret = readFileSync(join(city.home, 'secrets', 'postgres-superuser'), 'utf8').trim();
          client = new Client({
            connectionString: `postgres://postgres:${encodeURIComponent(secret)}@127.0.0.1:${postgres}/performance`,
          });
          await client.connect();
        }
        // Past everything that keeps facts as they are.
        await client.query('SET session_replication_role = replica');
        await client.query('ALTER TABLE es.events DISABLE TRIGGER ALL');
        const { rowCount } = await client.query(sql, [...values]);
        await client.query('ALTER TABLE es.events ENABLE ALWAYS TRIGGER events_are_final');
        await client.query('ALTER TABLE es.events ENABLE ALWAYS TRIGGER events_stay_as_they_are');
        expect(rowCount).toBe(1);
      };
      afterAll(() => client?.end());
      const reconciled = async (): Promise<Comparison> => {
        const { status, json } = await api.ask('POST', `${AUDIT}/reconciliations`, {
          ...{ ...OPERATOR, body: { source: 'performance' } },
        });
        expect(status).toBe(202);
        const id = (json as { stream: string }).stream.slice('reconciliation-'.length);
        return eventually(
          'it has ended',
          async () => {
            const found = await api.get<Comparison>(`${AUDIT}/reconciliations/${id}`, INSPECTOR);
            return found.status !== 'RUNNING' && found;
          },
          LIMIT_MS,
        );
      };

      it(
        'is found by the next comparison; the copy of the log stands, and what is published still verifies',
        async () => {
          expect(await reconciled()).toMatchObject({ status: 'DONE', differences: 0 });
          const [rejection] = await api.all<{ stream: string; version: number; pos?: number }>(
            `${AUDIT}/events?type=MeasurementRejected&to=2027-01-31&${PURPOSE}`,
            INSPECTOR,
          );
          const { stream, version } = rejection;
          const change = (from: string, to: string): Promise<void> =>
            asDba(
              `UPDATE es.events SET data = replace(data::text, $3, $4)::jsonb WHERE stream_id = $1 AND version = $2`,
              [stream, version, from, to],
            );
          await change('SOURCE_MISSING', 'SOURCE_MISSINH');
          expect(await reconciled()).toMatchObject({ findings: [{ finding: 'ROW_DIFFERS', count: 1 }] });
          const alarms = await eventually('the alarm is on the list', async () => {
            const { items } = await api.get<Found<Alarm>>(`${AUDIT}/alarms?source=performance`, INSPECTOR);
            return items.length > 0 && items;
          });
          expect(alarms).toEqual([
            expect.objectContaining({ kind: 'HASH_MISMATCH', source: 'performance', stream }),
          ]);
          const { items } = await api.get<Found<{ valid: boolean }>>(
            `${AUDIT}/streams/${stream}/verify?${PURPOSE}`,
            INSPECTOR,
          );
          expect(items).toMatchObject([{ valid: true }]);
          const lists = await corrected();
          expect(lists.length).toBeGreaterThan(0);
          for (const { datasetId, number } of lists) await isGenuine(datasetId, number, 2);
          await change('SOURCE_MISSINH', 'SOURCE_MISSING');
          expect(await reconciled()).toMatchObject({ differences: 0 });
        },
        LIMIT_MS,
      );
    });

    it(
      '58: the audit service is away for two hours: it catches up without a gap, and held up nobody',
      async () => {
        const kept = await log.checkpoint();
        const audit = processNamed(city.home, 'audit');
        expect(audit).toBeDefined();
        if (!audit) return;
        process.kill(audit.pid, 'SIGSTOP');
        moveTo(businessTime() + 2 * 3_600_000);
        const accepted = [];
        for (let number = 1; number <= 3; number++)
          accepted.push(
            await api.command('/api/career/v1/units/create', {
              ...OFFICER,
              body: { code: `JEDA-${number}`, name: `Unit ${number}`, kind: 'SEKSI', from: '2027-01-01' },
            }),
          );
        kill(audit);
        const ids = accepted.flatMap(({ events }) => events.map(({ id }) => id));
        await eventually(
          'the log has all that was accepted meanwhile',
          async () => {
            const facts = await api.all<{ id: string }>(
              `${AUDIT}/events?type=UnitCreated&from=2027-06-01&${PURPOSE}`,
              INSPECTOR,
            );
            return ids.every((id) => facts.some((fact) => fact.id === id));
          },
          LIMIT_MS,
        );
        const sources = await eventually(
          'every source is complete',
          async () => {
            const { items } = await api.get<Found<{ state: string; conflicts: number }>>(
              `${AUDIT}/sources?${PURPOSE}`,
              INSPECTOR,
            );
            return items.every(({ state }) => state === 'complete') && items;
          },
          LIMIT_MS,
        );
        expect(sources.filter(({ conflicts }) => conflicts > 0)).toEqual([]);
        expect(await log.goesOnFrom(kept)).not.toBeNull();
      },
      LIMIT_MS,
    );

    it(
      '59: on 7 April 2028 A-3 is erased, and the rankings still verify by participant number',
      async () => {
        const kept = await log.checkpoint();
        const [{ requestId }] = await api.all<{ requestId: string }>(`${AUDIT}/data-requests`, { as: 'A-3' });
        const request = `${AUDIT}/data-requests/${requestId}`;
        moveTo(Date.parse('2028-04-07T02:00:00.000Z'));
        await eventually(
          'the request is laid before the officer again',
          async () => (await api.get<{ status: string }>(request, OFFICER)).status === 'OPEN',
          LIMIT_MS,
        );
        await eventually(
          'the erasure is granted',
          async () =>
            (await api.ask('POST', `${request}/fulfil`, { ...OFFICER, body: { basis: 'REQUEST' } }))
              .status === 200,
          LIMIT_MS,
        );
        const erased = await eventually(
          'the erasure is in the log',
          async () => {
            const found = await api.get<Found<{ type: string; data: object }> & { erased?: boolean }>(
              `${AUDIT}/subjects/${A3}/events?${PURPOSE}`,
              INSPECTOR,
            );
            return found.erased === true && found.items.length > 0 && found;
          },
          LIMIT_MS,
        );
        expect(erased.items).toMatchObject([
          { type: 'asn.audit.SubjectKeyDestroyed.v1', data: { basis: 'REQUEST' } },
        ]);
        for (const { datasetId, number } of await corrected())
          for (const version of [1, 2]) await isGenuine(datasetId, number, version);
        expect(await log.goesOnFrom(kept)).not.toBeNull();
      },
      LIMIT_MS,
    );
  });

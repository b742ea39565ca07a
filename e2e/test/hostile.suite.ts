import { beforeAll, describe, expect, it } from '@jest/globals';
import type { City } from './city';
import { forgedTokens, sameToken } from './forged-tokens';
import {
  atCommand,
  atList,
  atUpload,
  type Entrance,
  ENTRANCES,
  type Hostile,
  NO_REQUESTS,
  type Wanted,
} from './hostile-requests';
import type { PublicApi } from './public-api';
import { type RawAnswer, send, sendBytes } from './raw-request';

/** Who comes in where, with every right that there is. */
const GUEST: Readonly<Record<string, readonly [person: string, role: string]>> = {
  career: ['HR-2', 'hr_admin'],
  recruitment: ['HR-2', 'hr_admin'],
  performance: ['HR-2', 'hr_admin'],
  training: ['HR-2', 'hr_admin'],
  policy: ['HR-2', 'public'],
  citizen: ['HR-2', 'hr_admin'],
  notification: ['HR-2', 'hr_admin'],
  audit: ['INS-1', 'inspector'],
};
/** Who gives the command, where it is somebody else. */
const COMMANDER: Readonly<Record<string, readonly [person: string, role: string]>> = {
  performance: ['PPK', 'leadership'],
  policy: ['HR-2', 'hr_admin'],
  citizen: ['HR-2', 'public'],
};

/** What an answer should never show: where the code is, and what it is made of. */
const TELLTALE = /node_modules|\.js:\d|\.ts:\d|\n\s+at |SELECT |syntax error|PostgreSQL|TypeORM|kafkajs/;

const problemIn = ({ contentType, body }: RawAnswer): { code?: unknown; status?: unknown } | undefined => {
  if (!contentType.startsWith('application/problem+json')) return undefined;
  try {
    return JSON.parse(body) as { code?: unknown; status?: unknown };
  } catch {
    return undefined;
  }
};

/** What is wrong with an answer, if anything. */
const faultOf = (answer: RawAnswer, wanted: Wanted, hasBody = true): string | undefined => {
  const { status, body } = answer;
  if (TELLTALE.test(body)) return `tells too much: ${status} ${body.slice(0, 300)}`;
  if (typeof wanted === 'number')
    return status === wanted ? undefined : `${status} instead of ${wanted}: ${body.slice(0, 300)}`;
  if (status >= 200 && status < 300 && wanted === 'any') return undefined;
  if (status < 400 || status >= 500) return `${status}: ${body.slice(0, 300)}`;
  if (!hasBody) return undefined;
  const problem = problemIn(answer);
  if (typeof problem?.code !== 'string' || problem.status !== status)
    return `${status} is no problem with a code: ${answer.contentType} ${body.slice(0, 200)}`;
  if (typeof wanted === 'string') return undefined;
  const [wantedStatus, code] = wanted;
  return status === wantedStatus && (code === undefined || problem.code === code)
    ? undefined
    : `${status} ${problem.code} instead of ${wantedStatus} ${code ?? ''}`;
};

export const hostileInput = (city: City, api: PublicApi): void =>
  describe('hostile input', () => {
    const timesRestarted = (): number => city.said.split('starting it again').length - 1;
    let restarts: number;
    beforeAll(() => void (restarts = timesRestarted()));

    const authorised = async ([person, role]: readonly [string, string]): Promise<string[]> => [
      ...['Authorization', `Bearer ${await api.token(person)}`],
      ...['X-Acting-Role', role],
    ];

    const faults = async (requests: readonly Hostile[]): Promise<string[]> => {
      const found: string[] = [];
      for (const { name, request, wanted } of requests) {
        const fault = await send(city.gatewayPort, request).then(
          (answer) => faultOf(answer, wanted, request.method !== 'HEAD'),
          (error: unknown) => `no answer: ${String(error)}`,
        );
        if (fault !== undefined) found.push(`${name}: ${fault}`);
      }
      return found;
    };
    let heads: Readonly<Record<string, readonly string[]>>;
    beforeAll(async () => {
      heads = Object.fromEntries(
        await Promise.all(
          Object.entries(GUEST).map(async ([service, guest]) => [service, await authorised(guest)] as const),
        ),
      );
    });

    const each = (entrances: readonly Entrance[]) =>
      it.each(entrances.map((entrance) => [entrance.service, entrance] as const));

    each(ENTRANCES)('in addresses, methods and headers is refused by %s', async (service, entrance) => {
      expect(await faults(atList(entrance, heads[service]))).toEqual([]);
    });

    each(ENTRANCES.filter(({ command }) => command))(
      'in bodies is refused by %s',
      async (service, { command }) => {
        const { [service]: commander } = COMMANDER;
        const head = commander ? await authorised(commander) : heads[service];
        expect(command && (await faults(atCommand(command, head)))).toEqual([]);
      },
    );

    each(ENTRANCES.filter(({ upload }) => upload))(
      'in files is refused by %s',
      async (service, { upload = '' }) => {
        expect(await faults(atUpload(upload, heads[service]))).toEqual([]);
      },
    );

    it('in tokens is refused by every service', async () => {
      const good = await api.token('INS-1');
      const requests = ENTRANCES.flatMap(({ service, list }) =>
        [`${list}${service === 'audit' ? '?purpose=test' : ''}`].map((target) => ({ service, target })),
      );
      const forged = await forgedTokens(city.home, good);
      const role = ['X-Acting-Role', 'inspector'];
      const asked = requests.flatMap(({ service, target }): Hostile[] => [
        ...Object.entries(forged).map(([name, token]): Hostile => ({
          name: `${service}, a token ${name}`,
          request: { target, headers: ['Authorization', `Bearer ${token}`] },
          wanted: [401, 'NOT_SIGNED_IN'],
        })),
        ...[
          'Basic YTpi',
          'Bearer',
          'Bearer  ',
          `bearer ${good} x`,
          good,
          '\x00'.length ? 'Negotiate' : '',
        ].map((authorization): Hostile => ({
          name: `${service}, authorisation ${authorization.slice(0, 12)}`,
          request: { target, headers: ['Authorization', authorization] },
          wanted: [401, 'NOT_SIGNED_IN'],
        })),
      ]);
      expect(await faults(asked)).toEqual([]);
      const same = await sameToken(city.home, good);
      const fine = requests
        .filter(({ service }) => service === 'audit')
        .map(({ target }): Hostile => ({
          name: 'the same token, signed again',
          request: { target, headers: ['Authorization', `Bearer ${same}`, ...role] },
          wanted: 200,
        }));
      expect(await faults(fine)).toEqual([]);
    });

    it('in questions to the log is refused', async () => {
      const head = heads.audit;
      const stream = '/api/audit/v1/streams';
      const evaluation = `${stream}/evaluation-00000000-0000-5000-8000-000000000000`;
      const targets = [
        ...[
          'version:x',
          'version:-1',
          'version:1e3',
          'time:tomorrow',
          'time:2027-02-30',
          'index:',
          ':',
          '',
          'x',
        ].map((asOf) => `${evaluation}/state?purpose=x&asOf=${asOf}`),
        ...['2027-13-01', '0000-00-00', "';--", '9'.repeat(50)].map(
          (at) => `${evaluation}/state?purpose=x&asKnownAt=${encodeURIComponent(at)}`,
        ),
        ...['nothing', 'x'.repeat(2_000), '%27%3B--', 'evaluation-', '..', '%2e%2e'].map(
          (name) => `${stream}/${name}/history?purpose=x`,
        ),
        ...['from=1', 'from=2&to=1', 'from=-1&to=1', 'from=0&to=99999999999', 'from=a&to=b'].map(
          (range) => `${evaluation}/diff?purpose=x&${range}`,
        ),
        ...['fromVersion=0', 'fromVersion=9&toVersion=1', 'diff=2'].map(
          (range) => `${evaluation}/history?purpose=x&${range}`,
        ),
        ...['purpose=', 'purpose=two words', `purpose=${'x'.repeat(200)}`, 'purpose=x&caseId=1'].map(
          (purpose) => `${evaluation}/history?${purpose.replace(' ', '%20')}`,
        ),
        ...['service=payroll', "type=');--", 'from=yesterday', 'to=2027-99-99'].map(
          (filter) => `/api/audit/v1/events?purpose=x&${filter.replaceAll("'", '%27')}`,
        ),
        ...['/events/1', '/events/%27', '/subjects/me/events', '/subjects/1/accesses'].map(
          (path) => `/api/audit/v1${path}?purpose=x`,
        ),
      ];
      const asked = targets.map((target): Hostile => ({
        ...{ name: target, request: { target, headers: head }, wanted: 'refused' },
      }));
      expect(await faults(asked)).toEqual([]);
    });

    it('that is no request is refused at the door', async () => {
      const found: string[] = [];
      for (const [name, bytes] of NO_REQUESTS) {
        // Node itself answers some of them, with the bare status.
        const answer = await sendBytes(city.gatewayPort, bytes);
        const fault = faultOf(answer, [400], answer.contentType !== '');
        if (fault !== undefined) found.push(`${name}: ${fault}`);
      }
      expect(found).toEqual([]);
    });

    it('takes a text for a text, whatever it looks like', async () => {
      const names = [
        `'); DROP TABLE es.events; --`,
        '<script>alert(1)</script>',
        '${7*7} {{7*7}}',
        '=1+1',
        '😀 ﷽ İ',
      ];
      for (const [at, name] of names.entries()) {
        const body = { code: `TEXT-${at}`, name, kind: 'SEKSI', from: '2027-01-01' };
        const { stream, version } = await api.command('/api/career/v1/units/create', {
          ...{ as: 'HR-2', role: 'hr_admin', body },
        });
        expect([stream.startsWith('unit-'), version]).toEqual([true, 1]);
        const { items } = await api.get<{ items: { name: string }[] }>(
          `/api/career/v1/units/by-code?code=TEXT-${at}&version=1`,
          { as: 'HR-2', role: 'hr_admin', headers: { prefer: 'wait=10' } },
        );
        expect(items).toEqual([expect.objectContaining({ name })]);
      }
    });

    it('leaves everything in health', async () => {
      expect((await api.ask('GET', '/health')).status).toBe(200);
      expect(timesRestarted()).toBe(restarts);
    });
  });

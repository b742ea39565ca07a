import { eventually, freePort } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer } from './answer';
import { type City, type Person, startCity } from './city';

const ROWS = 6_000;
/** For the rest of them, and for their rows, on a machine that is busy with other things. */
const WHOLE_FILE_LIMIT_MS = 200_000;
const HEADER = 'participant,formation_code,formation,list,gpa,twk,tiu,tkp,skb';
const file = [
  HEADER,
  ...Array.from(
    { length: ROWS },
    (_, i) => `R${i},pk,Penata,${(i % 3) + 1},3.5,${i % 151},${i % 176},${i % 226},${i % 101}`,
  ),
].join('\n');

describe('an import that is cut off', () => {
  let city: City;
  let hr: Person;
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    city = await startCity();
    hr = await city.person('hr_admin');
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await city.stop();
  });

  const recorded = async (): Promise<number> =>
    (
      await city.service.platform.pool.query<{ n: number }>(
        `select count(*)::int as n from es.streams where stream_type = 'application'`,
      )
    ).rows[0].n;
  const take = (headers: Record<string, string> = {}): Promise<Answer> =>
    city.ask('POST', '/imports/selection?year=2025', { as: hr, csv: file, headers });

  /** The service in a process of its own, which can be killed. */
  const ownProcess = async (): Promise<{ child: ChildProcess; url: string }> => {
    const port = await freePort();
    const child = spawn(process.execPath, [join(__dirname, '../dist/main.js')], {
      env: { PATH: process.env.PATH, ...city.environment, PORT: String(port) },
      stdio: 'ignore',
    });
    children.push(child);
    const url = `http://127.0.0.1:${port}/v1`;
    await eventually(
      'the process answers',
      async () => (await fetch(`${url}/vacancies`).catch(() => null))?.ok,
    );
    return { child, url };
  };

  it('by kill -9 goes on when the file is sent again, and nothing stands twice', async () => {
    const { child, url } = await ownProcess();
    const headers = { authorization: `Bearer ${hr.token}`, 'content-type': 'text/csv' };
    const answer = await fetch(`${url}/imports/selection?year=2025`, { method: 'POST', headers, body: file });
    expect(answer.status).toBe(202);
    const { importId, state } = (await answer.json()) as { importId: string; state: string };
    expect(state).toBe('RUNNING');
    await eventually('some of it is recorded', async () => (await recorded()) > 500);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const cut = await recorded();
    expect(cut).toBeLessThan(ROWS);
    await eventually('its lock is gone', async () => {
      const { body } = await city.ask('GET', `/imports/${importId}`, { as: hr });
      return body.state === 'INTERRUPTED' && body.rows === ROWS;
    });
    expect((await city.ask('GET', `/exports/selection?import=${importId}`)).body.code).toBe(
      'IMPORT_NOT_FINISHED',
    );

    const begun = await take();
    expect([begun.status, begun.body.state, begun.body.importId]).toEqual([202, 'RUNNING', importId]);
    // The same file meanwhile joins the run that is there.
    expect((await take()).body.state).toBe('RUNNING');
    await eventually('more of it is recorded', async () => (await recorded()) > cut);
    // And an orderly end in the middle is no different.
    await city.restart();
    expect((await city.ask('GET', `/imports/${importId}`, { as: hr })).body).toMatchObject({
      state: 'INTERRUPTED',
      failure: 'STOPPED',
    });

    const report = await eventually(
      'the whole file is recorded',
      async () => {
        const { body } = await take({ prefer: 'wait=30' });
        return body.state === 'COMPLETED' ? body : false;
      },
      WHOLE_FILE_LIMIT_MS,
    );
    expect(report).toMatchObject({ importId, rows: ROWS, accepted: ROWS, rejected: 0, duplicate: 0 });
    const { rows } = await city.service.platform.pool.query<{ type: string; n: number }>(
      `select split_part(event_type, '.', 3) as type, count(*)::int as n from es.events
       where stream_id not like 'heartbeat-%' group by 1 order by 1`,
    );
    expect(Object.fromEntries(rows.map(({ type, n }) => [type, n]))).toMatchObject({
      ...{ ApplicationSubmitted: ROWS, SkdScored: ROWS, SkbScored: ROWS, FinishedRoundImported: 3 },
      // 2 000 rows a list, 1 000 a part.
      ...{ RankingComputed: 6, StageResultPublished: 3, DatasetPublished: 3, ImportCompleted: 1 },
    });
    // The read models may be behind for longer than the export waits for them.
    const { text } = await eventually(
      'the export has every row',
      async () => {
        const answer = await city.ask('GET', `/exports/selection?import=${importId}`);
        return answer.status === 503 ? false : answer;
      },
      WHOLE_FILE_LIMIT_MS,
    );
    expect(text.trimEnd().split('\r\n')).toHaveLength(ROWS + 1);
  }, 600_000);
});

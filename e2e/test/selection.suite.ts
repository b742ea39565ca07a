import { eventually } from '@jejak/testing';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type City, WORKSPACE } from './city';
import type { PublicApi } from './public-api';
import { COLUMNS, fileOf, makeRound, placesOf, resultsOf } from './selection-round';

const DEMO = join(WORKSPACE, 'libs', 'cli', 'demo', 'selection');
const APPLICANTS = join(DEMO, 'applicants.csv');
const OFFICIAL = join(DEMO, 'official-results.csv');

interface Logged {
  readonly type: string;
}
interface Report {
  readonly importId: string;
  readonly state: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly flags: readonly { readonly flag: string }[];
}

/** A good file of a few rows, to be broken. */
const ROWS = [
  'A-1,x,Analis,1,3.50,100,120,180,71.25',
  'A-2,x,Analis,1,3.10,90,110,190,69.5',
  'A-3,x,Analis,2,2.95,85,100,170,80',
];
const replacing = (line: number, row: string): string =>
  [COLUMNS, ...ROWS].map((text, at) => (at + 1 === line ? row : text)).join('\n');

/** What is wrong with a file, and where the refusal says it is. */
const BROKEN: readonly (readonly [string, string | Buffer, RegExp])[] = [
  [
    'a bad number',
    replacing(3, 'A-2,x,Analis,1,3.10,9O,110,190,69.5'),
    /line 3, column twk: NOT_A_NUMBER: \S/,
  ],
  [
    'points that no paper has',
    replacing(2, 'A-1,x,Analis,1,3.50,151,120,180,71.25'),
    /line 2, column twk: SCORE_OUT_OF_RANGE: \S/,
  ],
  ['an empty cell', replacing(4, 'A-3,x,Analis,2,2.95,85,100,170,'), /line 4, column skb: VALUE_MISSING: \S/],
  ['a row that is too narrow', replacing(3, 'A-2,x,Analis,1,3.10,90,110,190'), /line 3: ROW_WIDTH: \S/],
  ['a row that is too wide', replacing(3, 'A-2,x,Analis,1,3.10,90,110,190,69.5,'), /line 3: ROW_WIDTH: \S/],
  ['one participant twice', replacing(4, 'A-1,x,Analis,2,2.95,85,100,170,80'), /line 4: IMPORT_MISMATCH: \S/],
  [
    'bytes that are no UTF-8',
    Buffer.concat([Buffer.from(`${COLUMNS}\nA-1,x,Anal`), Buffer.from([0xff, 0xfe]), Buffer.from('s,1')]),
    /line 2: ENCODING_INVALID: \S/,
  ],
  [
    'a formula for a code',
    replacing(2, '=1+1,x,Analis,1,3.50,100,120,180,71.25'),
    /line 2, column participant: VALUE_INVALID: \S/,
  ],
  [
    'a formula for a number',
    replacing(2, 'A-1,x,Analis,1,3.50,=50*2,120,180,71.25'),
    /line 2, column twk: NOT_A_NUMBER: \S/,
  ],
  ['an open quote', replacing(3, 'A-2,x,"Analis,1,3.10,90,110,190,69.5'), /line 3: QUOTE_INVALID: \S/],
  [
    'a missing column',
    [COLUMNS.replace(',skb', ''), 'A-1,x,Analis,1,3.50,100,120,180'].join('\n'),
    /400 COLUMN_MISSING \(header\): .*skb/,
  ],
  [
    'an unknown column',
    [`${COLUMNS},note`, `${ROWS[0]},hello`].join('\n'),
    /400 COLUMN_UNKNOWN \(header\): \S/,
  ],
  ['no rows', `${COLUMNS}\n`, /400 FILE_EMPTY: \S/],
  ['nothing at all', '', /400 \w+.*: \S/],
];

export const selectionRounds = (city: City, api: PublicApi): void =>
  describe('finished selection rounds', () => {
    const folder = join(city.home, 'files');
    const file = (name: string): string => join(folder, name);
    const write = (name: string, content: string | Buffer): string => {
      writeFileSync(file(name), content);
      return file(name);
    };
    /** What recruitment has put on record since a moment of the city, but for its sign of life. */
    const recordedSince = async (moment: string): Promise<Logged[]> => {
      const events = await api.all<Logged>(
        `/api/audit/v1/events?${new URLSearchParams({ service: 'recruitment', from: moment, purpose: 'test' }).toString()}`,
        { as: 'INS-1' },
      );
      return events.filter(({ type }) => !type.includes('.Heartbeat.'));
    };
    const heard = (): Promise<string> =>
      eventually('the log has all of recruitment', async () => {
        const { asOf, items } = await api.get<{
          asOf: { time: string };
          items: { source: string; state: string }[];
        }>('/api/audit/v1/sources?purpose=test', { as: 'INS-1' });
        const recruitment = items.find(({ source }) => source === 'recruitment');
        if (recruitment?.state !== 'complete') throw new Error(JSON.stringify(recruitment));
        return asOf.time;
      });

    beforeAll(() => void mkdirSync(folder));

    it('of 2024 comes out as it was officially published', async () => {
      const told = await city.jejak('export', 'selection', file('results.csv'), '--compare', OFFICIAL);
      expect(told).toMatchObject({ code: 0, err: '' });
      expect(told.out).toContain('976 rows, all equal');
    });

    it('differs from a file with one altered row, by that row', async () => {
      const lines = readFileSync(OFFICIAL, 'utf8').split('\n');
      const [participant, code, list, skd, final, position] = lines[500].split(',');
      // The line ends as the others do: that stands in its last cell.
      lines[500] = [participant, code, list, skd, (Number(final) + 0.001).toFixed(3), position].join(',');
      const altered = write('altered.csv', lines.join('\n'));
      const told = await city.jejak('export', 'selection', file('results.csv'), '--compare', altered);
      expect(told.code).toBe(1);
      const differing = told.out.split('\n').filter((line) => line.includes('officially'));
      expect(differing).toEqual([expect.stringContaining(`${participant} ${code} ${list}: final_score`)]);
      expect(told.out).toContain('976 rows, 1 differ');
    });

    it('is taken once, however often it is sent', async () => {
      const before = await heard();
      const told = await city.jejak('--json', 'import', 'selection', APPLICANTS, '--year', '2024');
      expect(told.code).toBe(0);
      expect(JSON.parse(told.out)).toMatchObject({
        state: 'COMPLETED',
        rows: 976,
        accepted: 976,
        rejected: 0,
      });
      await heard();
      // A moment of the city lies between two events: what the import wrote is older.
      expect(await recordedSince(before)).toEqual([]);
    });

    it('is refused when it is broken, with line, column and rule, and nothing of it is recorded', async () => {
      const before = await heard();
      const told = BROKEN.map(async ([name, content, wanted]) => {
        const { code, out, err } = await city.jejak('import', 'selection', write(`${name}.csv`, content));
        const whole = `${out}${err}`;
        const told = wanted.test(whole) && !/\n\s+at /.test(whole);
        return code === 1 && told ? [] : [`${name}: exit code ${code ?? 'none'}, ${whole}`];
      });
      expect((await Promise.all(told)).flat()).toEqual([]);
      await heard();
      expect(await recordedSince(before)).toEqual([]);
    });

    it('of another kind comes out as the rules say, ties included', async () => {
      const round = makeRound(20_261);
      const { places, unresolved } = placesOf(round);
      expect(unresolved).toBeGreaterThan(0);
      const source = write('round.csv', fileOf(round));
      const dry = await city.jejak('--json', 'import', 'selection', source, '--dry-run', '--year', '2026');
      expect(JSON.parse(dry.out)).toMatchObject({ state: 'DRY_RUN', rows: round.length, rejected: 0 });
      const told = await city.jejak('--json', 'import', 'selection', source, '--year', '2026');
      expect(told.code).toBe(0);
      const report = JSON.parse(told.out) as Report;
      expect(report).toMatchObject({ state: 'COMPLETED', rows: round.length, accepted: round.length });
      expect(report.flags.map(({ flag }) => flag)).toEqual(Array(unresolved).fill('TIE_UNRESOLVED'));
      const written = await city.jejak(
        ...['export', 'selection', file('places.csv'), '--import', report.importId],
        ...['--compare', write('expected.csv', resultsOf(places))],
      );
      expect(written.out).toContain(`${round.length} rows, all equal`);
      expect(written.code).toBe(0);
      expect(readFileSync(file('places.csv'), 'utf8')).toBe(resultsOf(places));
    });

    it('is compared with the newest round where no import is named', async () => {
      const told = await city.jejak('export', 'selection', file('newest.csv'));
      expect(told.code).toBe(0);
      expect(readFileSync(file('newest.csv'), 'utf8')).toBe(readFileSync(file('places.csv'), 'utf8'));
    });
  });

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cycleList } from '../src/cycle/cycle.projection';
import { accepted } from './answers';
import { type Asking, type City, startCity } from './city';
import { E1, indicators, POSITION, SUP1, SUP2, UNIT } from './nurse';

const HR = '0198c1a2-0000-7000-8000-000000000006';
const COLLEAGUE = '0198c1a2-0000-7000-8000-000000000701';
const WORDS = 'berorientasiPelayanan akuntabel kompeten harmonis loyal adaptif kolaboratif'.split(' ');
const TOPICS = 'topics=me.performance,team';

interface Page {
  readonly items: readonly { readonly topic: string; readonly key: string; readonly version: number }[];
  readonly after: number;
  readonly reset: boolean;
}

/** Who is told that something has changed, and of what. @source console.md 11 */
describe('the changes of a performance service', () => {
  let city: City;
  let employee: Asking, supervisor: Asking, supervisorAsEmployee: Asking, colleague: Asking;
  const changes = async (as: Asking, query: string): Promise<Page> => {
    const { status, body } = await as.get(`changes?${query}`);
    expect(status).toBe(200);
    return body as unknown as Page;
  };

  beforeAll(async () => {
    city = await startCity(UNIT, '2026-01-05');
    const position = POSITION;
    await city.employee({ id: SUP1, nip: '198001012005011001', position, supervisorId: SUP2 });
    await city.employee({ id: E1, nip: '199001012019042001', position, supervisorId: SUP1 });
    await city.employee({ id: COLLEAGUE, nip: '196801012000041003', position, supervisorId: SUP1 });
    [employee, colleague] = [city.as(E1, 'employee'), city.as(COLLEAGUE, 'employee')];
    [supervisor, supervisorAsEmployee] = [city.as(SUP1, 'supervisor'), city.as(SUP1, 'employee')];
    await city.shows(cycleList, await city.as(HR, 'hr_admin').post('cycles', { year: 2026 }));
  }, 120_000);
  afterAll(() => city.stop(), 60_000);

  it('are told to whom they are about and to their supervisor, by topic, key and version alone', async () => {
    const { after, items } = await changes(employee, TOPICS);
    expect(items).toEqual([]);
    const waiting = changes(employee, `${TOPICS}&after=${after}&timeout=20000`);
    const drafted = await employee.post('plans', {
      year: 2026,
      indicators: indicators('1200').map(({ rangeLow: _, rangeHigh: __, ...line }) => line),
      behaviourExpectations: Object.fromEntries(WORDS.map((value) => [value, 'Sesuai nilai dasar.'])),
    });
    expect(accepted(drafted)).toBe('PlanDrafted');
    const { version } = drafted.body;
    const told = await waiting;
    expect(told.items).toEqual([{ topic: 'me.performance', key: E1, version }]);
    expect(told.after).toBeGreaterThan(after);
    const since = `${TOPICS}&after=${after}&timeout=0`;
    expect((await changes(supervisor, since)).items).toEqual([{ topic: 'team', key: SUP1, version }]);
    expect((await changes(supervisorAsEmployee, since)).items).toEqual([]);
    expect((await changes(colleague, since)).items).toEqual([]);
    expect((await changes(employee, `topics=team&after=${after}`)).items).toEqual([]);
    // What was told is told once.
    expect((await changes(employee, `${TOPICS}&after=${told.after}`)).items).toEqual([]);
  }, 60_000);

  it('begin anew where the caller stands behind what was ever recorded', async () => {
    const { after } = await changes(employee, TOPICS);
    expect(await changes(employee, `${TOPICS}&after=${after + 1_000}`)).toEqual({
      ...{ items: [], after, reset: true },
    });
  });

  it('are asked for by known words, and by nobody from outside', async () => {
    for (const query of ['', 'topics=', 'topics=UPPER', `${TOPICS}&after=-1`, `${TOPICS}&timeout=31000`]) {
      const { status, body } = await employee.get(`changes?${query}`);
      expect([query, status, body.code]).toEqual([query, 400, 'VALIDATION_FAILED']);
    }
    expect((await city.as(COLLEAGUE, 'applicant').get(`changes?${TOPICS}`)).status).toBe(403);
  });
});

import { eventually } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { codeOf, person, type PublicApi } from './public-api';

/** One event of a history, as far as it is looked at here. */
export interface Item {
  readonly version: number;
  readonly type: string;
  readonly local: string;
  readonly at: string;
  readonly actor: string | null;
  readonly role: string | null;
  readonly subject: string | null;
  readonly reason: { readonly code: string; readonly text: string | null } | null;
  readonly policies: readonly string[];
  readonly changes?: readonly { readonly field: string; readonly old?: unknown; readonly new?: unknown }[];
}
interface Answer<Found> {
  readonly complete: { readonly gaps: readonly unknown[] };
  readonly items: readonly Found[];
  readonly next: string | null;
  readonly accessEvent: string | null;
}
interface State {
  readonly version: number;
  readonly status: string;
  readonly contested: boolean;
  readonly final: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}
interface Access {
  readonly id: string;
  readonly reader: string;
  readonly role: string;
  readonly purpose: string;
  readonly what: string;
}

const AUDIT = '/api/audit/v1';
const INSPECTOR = { as: 'INS-1' } as const;
const E1 = person('E-1').id;

/** The evaluation of E-1 for 2026, as the inspector finds it: among everything about the person. */
export const evaluationOfE1 = async (api: PublicApi): Promise<string> => {
  const events = await api.all<{ stream: string; type: string }>(
    `${AUDIT}/subjects/${E1}/events?purpose=test&type=EvaluationOpened&to=2027-01-31`,
    INSPECTOR,
  );
  expect(events).toHaveLength(1);
  return events[0].stream;
};

/** The whole timeline of a stream. */
export const historyOf = async (api: PublicApi, stream: string, diff = false): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for (;;) {
    const query = new URLSearchParams({ purpose: 'case-1', fromVersion: String(items.length + 1) });
    if (diff) query.set('diff', '1');
    const page = await api.get<Answer<Item>>(
      `${AUDIT}/streams/${stream}/history?${query.toString()}`,
      INSPECTOR,
    );
    expect(page.complete.gaps).toEqual([]);
    items.push(...page.items);
    if (page.next === null) return items;
  }
};

/** Each event by name, hour of the city, and role. */
const STORY = [
  ['EvaluationOpened', '2027-01-01T09:00', 'service'],
  ['CitizenIndexRecorded', '2027-01-01T09:00', 'service'],
  ['PerformanceInterviewHeld', '2027-01-11T09:00', 'supervisor'],
  ['BehaviourRated', '2027-01-11T09:00', 'supervisor'],
  ['RatingRecommended', '2027-01-11T09:00', 'service'],
  ['AnnualRated', '2027-01-12T09:00', 'supervisor'],
  ['EvaluationDelivered', '2027-01-13T09:00', 'supervisor'],
  ['EvaluationObjected', '2027-01-22T09:00', 'employee'],
  ['ObjectionHearingHeld', '2027-01-29T09:00', 'supervisor'],
  ['RatingRecommended', '2027-02-05T09:00', 'supervisor'],
  ['ObjectionDecided', '2027-02-05T09:00', 'supervisor'],
  ['EvaluationFinalised', '2027-02-05T09:00', 'supervisor'],
];

export const timelineOfE1 = (api: PublicApi): void =>
  describe('the year of nurse E-1, as the inspector sees it', () => {
    const stream = (): Promise<string> => evaluationOfE1(api);
    const stateAt = async (asOf: string): Promise<State> => {
      const query = new URLSearchParams({ purpose: 'case-1', asOf }).toString();
      const { items } = await api.get<Answer<State>>(
        `${AUDIT}/streams/${await stream()}/state?${query}`,
        INSPECTOR,
      );
      return items[0];
    };

    it('says who did what, in which role, when, why, and under which policies', async () => {
      const items = await historyOf(api, await stream(), true);
      const told = items.map(({ type, local, role }) => [type.split('.')[2], local.slice(0, 16), role]);
      expect(told).toEqual(STORY);
      expect(items.map(({ version }) => version)).toEqual(STORY.map((_row, at) => at + 1));
      for (const { actor, policies, subject } of items) {
        // Persons are pseudonyms, machines have their names.
        expect(actor).toMatch(/^(p_[\w-]{22}|performance|service-performance)$/);
        expect(subject).toBe(items[0].subject);
        expect(policies).toEqual(expect.arrayContaining(['gov.calendar@2']));
      }
      const [rated, objected, decided] = [items[5], items[7], items[10]];
      expect(rated.policies).toContain('perf.result@1');
      expect(objected).toMatchObject({
        actor: items[0].subject,
        reason: { code: 'OBJECTION', text: expect.stringContaining('Enam puluh anak') },
      });
      expect(decided.reason?.text).toContain('Register asli membuktikan');
      expect(decided.actor).not.toBe(rated.actor);
    });

    it('shows what the objection changed', async () => {
      const items = await historyOf(api, await stream(), true);
      const second = items[9].changes ?? [];
      const change = (field: string) => second.find((one) => one.field === field);
      expect(change('/composite')).toMatchObject({ old: '108.8149', new: '110.2149' });
      expect(change('/predicate')).toMatchObject({ old: 'BAIK', new: 'SANGAT_BAIK' });
      expect(change('/resultRating')).toMatchObject({ old: 'MEETS', new: 'ABOVE' });
      const query = new URLSearchParams({ purpose: 'case-1', from: '7', to: '12' }).toString();
      const { items: between } = await api.get<Answer<{ field: string; old: unknown; new: unknown }>>(
        `${AUDIT}/streams/${await stream()}/diff?${query}`,
        INSPECTOR,
      );
      expect(between).toContainEqual(
        expect.objectContaining({ field: '/composite', old: '108.8149', new: '110.2149' }),
      );
    });

    it.each([
      ['version:4', { version: 4, status: 'OPENED', contested: false, final: false }],
      ['version:7', { version: 7, status: 'DELIVERED', contested: false, final: false }],
      ['time:2027-01-20', { version: 7, status: 'DELIVERED', contested: false, final: false }],
      ['time:2027-01-23', { version: 8, status: 'UNDER_OBJECTION', contested: true, final: false }],
      ['time:2027-02-06', { version: 12, status: 'FINAL', contested: false, final: true }],
    ])('shows how it stood as of %s', async (asOf, wanted) => {
      const { fields, ...state } = await stateAt(asOf);
      expect(state).toMatchObject(wanted);
      const last = wanted.version === 12;
      expect(fields).toMatchObject(
        wanted.version === 4
          ? { mean: '2.7143' }
          : {
              predicate: last ? 'SANGAT_BAIK' : 'BAIK',
              composite: last ? '110.2149' : '108.8149',
            },
      );
    });

    it('can be checked', async () => {
      const { items } = await api.get<Answer<object>>(
        `${AUDIT}/streams/${await stream()}/verify?purpose=case-1`,
        INSPECTOR,
      );
      expect(items).toEqual([
        expect.objectContaining({ valid: true, events: STORY.length, withoutPayload: [], firstBroken: null }),
      ]);
    });

    it('stands in everything about the person, in order of time', async () => {
      const events = await api.all<Item>(`${AUDIT}/subjects/${E1}/events?purpose=case-1`, INSPECTOR);
      const names = events.map(({ type }) => type.split('.')[2]);
      const wanted = ['EmployeeRegistered', 'PlanAgreed', 'MeasurementRejected', 'AnnualRated'];
      const found = [...wanted, 'EvaluationFinalised'].map((name) => names.indexOf(name));
      expect(found.every((at) => at >= 0)).toBe(true);
      expect(found).toEqual([...found].sort((a, b) => a - b));
      const times = events.map(({ at }) => at);
      expect(times).toEqual([...times].sort());
    });

    it('shows the employee who looked, and lets nobody look unseen', async () => {
      const mine = (): Promise<Access[]> => api.all(`${AUDIT}/subjects/${E1}/accesses`, { as: 'E-1' });
      const { accessEvent } = await api.get<Answer<Item>>(
        `${AUDIT}/streams/${await stream()}/history?purpose=case-77`,
        INSPECTOR,
      );
      const seen = await eventually('the read is in the log', async () =>
        (await mine()).find(({ id }) => id === accessEvent),
      );
      expect(seen).toMatchObject({
        ...{ role: 'inspector', purpose: 'case-77', what: 'audit.history' },
        reader: expect.stringMatching(/^p_/),
      });
    });

    it('counts a second read under the same Idempotency-Key as a read', async () => {
      const evaluation = `/api/performance/v1/evaluations/${(await stream()).slice(-36)}`;
      const reads = async (): Promise<number> =>
        (await api.all<Access>(`${AUDIT}/subjects/${E1}/accesses`, { as: 'E-1' })).filter(
          ({ what, role }) => what.startsWith('performance.') && role === 'supervisor',
        ).length;
      const before = await reads();
      for (let time = 0; time < 2; time++) {
        const headers = { 'idempotency-key': 'looking-twice' };
        const { predicate } = await api.get<{ predicate: string }>(evaluation, {
          ...{ as: 'SUP-1', role: 'supervisor', headers },
        });
        expect(predicate).toBe('SANGAT_BAIK');
      }
      await eventually('both reads are in the log', async () => (await reads()) === before + 2, 15_000);
    });

    it('is not answered without a purpose, nor to those whom it does not concern', async () => {
      const asked = [
        [`${AUDIT}/streams/${await stream()}/history`, 'INS-1', 400, 'PURPOSE_REQUIRED'],
        [`${AUDIT}/streams/${await stream()}/history?purpose=x`, 'E-1', 403, 'FORBIDDEN_ROLE'],
        [`${AUDIT}/subjects/${person('V-1').id}/accesses`, 'E-1', 403, 'NOT_RELATED'],
        [`${AUDIT}/subjects/${E1}/events?purpose=x`, 'E-1', 403, 'FORBIDDEN_ROLE'],
        [`${AUDIT}/subjects/${E1}/events?purpose=x`, undefined, 401, 'NOT_SIGNED_IN'],
      ] as const;
      for (const [path, as, status, code] of asked) {
        const answer = await api.ask('GET', path, as ? { as } : {});
        expect([path, answer.status, codeOf(answer)]).toEqual([path, status, code]);
      }
    });
  });

import type { Cast, Player } from './cast';
import type { Memory } from './memory';
import { forMany, type Scene } from './scene';

const API = '/api/policy/v1';

/** A version on its way, as HR drafts it. */
interface Draft {
  readonly key: string;
  readonly version: number;
  readonly text: object;
}

/** So many work for the city when the first version is to come into force. */
const CITY = 40;

const reasons = (problem: string, impactNote: string) => ({
  ...{ problem, impactNote, intendedOutcome: 'Hasil kerja dinilai sama di semua unit.' },
  outcomeMeasures: [{ name: 'Bagian di atas ekspektasi', target: '30 %' }],
});
const FIRST: Draft = {
  ...{ key: 'perf.result', version: 1 },
  text: {
    ...reasons('Ambang nilai berbeda antarunit.', 'Satu ambang untuk semua: 110 dan 90.'),
    ...{ parameters: { above: '110', meets: '90' }, legalBasis: 'Peraturan Wali Kota 40/2025' },
  },
};
const SECOND: Draft = {
  ...{ key: 'perf.result', version: 2 },
  text: {
    ...reasons('Terlalu banyak hasil kerja di atas ekspektasi.', 'Enam dari seratus rekomendasi berubah.'),
    ...{ parameters: { above: '112', meets: '90' }, legalBasis: 'Peraturan Wali Kota 12/2026' },
  },
};
/** The calendar begins without holidays; the yearly decree names one. */
const HOLIDAYS: Draft = {
  ...{ key: 'gov.calendar', version: 2 },
  text: {
    ...reasons('Hari libur 2026 belum ada dalam kalender.', 'Tenggat hari kerja bergeser satu hari.'),
    parameters: { zone: 'Asia/Jakarta', holidays: ['2026-08-17'] },
    legalBasis: 'SKB Tiga Menteri tentang hari libur 2026',
  },
};

interface VersionView {
  readonly status: string;
}
interface ReviewView {
  readonly reviewId: string;
  readonly policyVersion: number;
  readonly status: string;
}

// What one scene tells, and another needs.
const REVIEW = 'the review of perf.result';

/**
 * How the city comes to the threshold above which a result is above expectation, looks at it after six months, and raises it.
 * @source domain.md 15, steps 1, 2, 26 and 27
 */
export const policyScenes = (cast: Cast, memory: Memory): Scene[] => {
  const hr = cast.as('HR-1', 'hr_admin');
  const mayor = cast.as('PPK', 'leadership');
  const citizen = cast.as('C-1');
  // All who work for the city but the mayor and the inspector: 95.0 %.
  const readers = cast.employees();
  const at = ({ key, version }: Draft): string => `${API}/policies/${key}/versions/${version}`;
  const named = ({ key, version }: Draft): string => `${key}@${version}`;
  const becomes = (draft: Draft, wanted: string): Promise<VersionView> =>
    citizen.reads<VersionView>(at(draft), ({ status }) => status === wanted);

  const drafts = async (draft: Draft, from: string, to: string): Promise<void> => {
    await hr.does(`draft ${named(draft)}`, `${API}/policies/${draft.key}/versions`, draft.text);
    const { simulationId } = await hr.does<{ simulationId: string }>(
      ...([`simulate ${named(draft)}`, `${at(draft)}/simulations`, { from, to }] as const),
    );
    await hr.reads<VersionView>(
      `${at(draft)}/simulations/${simulationId}`,
      ({ status }) => status === 'DONE',
    );
  };
  const asks = (draft: Draft, closesOn: string): Promise<unknown> =>
    hr.does(`ask about ${named(draft)}`, `${at(draft)}/consultation`, { closesOn });
  const says = (by: Player, who: string, draft: Draft, text: string): Promise<unknown> =>
    by.does(`${who} on ${named(draft)}`, `${at(draft)}/opinions`, { text });
  /** Every opinion has an answer before a version is approved. */
  const answers = async (draft: Draft, given: number): Promise<void> => {
    const opinions = `${at(draft)}/opinions?limit=200`;
    type Opinions = { items: readonly { opinionId: string; status: string }[] };
    const { items } = await citizen.reads<Opinions>(opinions, (list) => list.items.length === given);
    await forMany(items, ({ opinionId }) =>
      hr.does(`answer ${opinionId}`, `${API}/opinions/${opinionId}/answer`, {
        ...{ answer: 'Ambang diuji kembali setelah enam bulan.', adopted: false },
      }),
    );
    await citizen.reads<Opinions>(opinions, (list) =>
      list.items.every(({ status }) => status === 'ANSWERED'),
    );
  };
  const approves = (draft: Draft, effectiveFrom: string): Promise<unknown> =>
    mayor.does(`approve ${named(draft)}`, `${at(draft)}/approve`, { effectiveFrom });
  const publishes = (draft: Draft): Promise<unknown> =>
    hr.does(`publish ${named(draft)}`, `${at(draft)}/publish`);

  return [
    {
      on: '2025-10-06',
      steps: [1],
      what: 'HR-1 drafts what counts as above expectation, and the calendar of 2026',
      play: () => forMany([FIRST, HOLIDAYS], (draft) => drafts(draft, '2024-01-01', '2024-12-31')),
    },
    {
      on: '2025-10-07',
      steps: [1],
      what: 'everyone is asked, for fourteen days',
      play: async () => {
        await forMany([FIRST, HOLIDAYS], (draft) => asks(draft, '2025-10-21'));
        await Promise.all([
          says(citizen, 'C-1', FIRST, 'Ambang 110 terlalu tinggi untuk layanan kecil.'),
          says(cast.as('E-1'), 'E-1', FIRST, 'Ambang yang sama untuk semua unit adalah adil.'),
          says(citizen, 'C-1', HOLIDAYS, 'Mohon diumumkan juga di loket.'),
        ]);
      },
    },
    {
      on: '2025-10-22',
      steps: [1],
      what: 'every opinion is answered',
      play: async () => {
        await Promise.all([answers(FIRST, 2), answers(HOLIDAYS, 1)]);
      },
    },
    {
      on: '2025-11-03',
      steps: [1],
      what: 'the mayor approves, who did not draft, and HR-1 publishes',
      play: async () => {
        await cast
          .as('HR-1', 'leadership')
          .isRefused('SOD_VIOLATION', 'HR-1 approves the own draft', `${at(FIRST)}/approve`, {
            effectiveFrom: '2026-01-01',
          });
        await forMany([FIRST, HOLIDAYS], async (draft) => {
          await approves(draft, '2026-01-01');
          await publishes(draft);
        });
      },
    },
    {
      on: '2025-11-10',
      steps: [2],
      what: `${readers.length} of ${CITY} have read it`,
      play: async () => {
        await hr.does('make perf.result@1 known', `${at(FIRST)}/socialisation`, {
          ...{ title: 'Sosialisasi ambang hasil kerja', heldOn: '2025-11-10', participants: readers.length },
        });
        await forMany(readers, ({ key }) =>
          cast
            .as(key, 'employee')
            .does(`${key} acknowledges`, `${at(FIRST)}/acknowledge`, { quizScore: '90' }),
        );
        // What is decided on the first day counts what the read model has by then.
        await citizen.reads<{ acknowledged: number; active: number }>(
          `${at(FIRST)}/coverage`,
          ({ acknowledged, active }) => acknowledged === readers.length && active === CITY,
        );
      },
    },
    {
      on: '2025-12-30',
      steps: [3],
      what: 'a cycle cannot be opened before its policies are in force',
      play: () =>
        cast
          .as('HR-1', 'hr_admin')
          .isRefused(
            ...(['POLICY_MISSING', 'open the cycle too early', '/api/performance/v1/cycles'] as const),
            { year: 2026 },
          ),
    },
    {
      on: '2026-01-01',
      steps: [2],
      what: 'perf.result@1 comes into force: 95.0 % know of it',
      play: () => becomes(FIRST, 'IN_FORCE').then(() => undefined),
    },
    {
      on: '2026-01-02',
      steps: [],
      what: 'sixty days after its publication the calendar is in force too',
      play: () => becomes(HOLIDAYS, 'IN_FORCE').then(() => undefined),
    },
    {
      on: '2026-07-01',
      steps: [26],
      what: 'after six months perf.result is looked at again',
      play: async () => {
        const { items } = await citizen.reads<{ items: readonly ReviewView[] }>(
          `${API}/reviews?policy=perf.result&status=RUNNING`,
          (list) => list.items.length > 0,
        );
        memory.know(REVIEW, items[0].reviewId);
      },
    },
    {
      on: '2026-07-31',
      steps: [26],
      what: 'the review says: adjust',
      play: async () => {
        const review = `${API}/reviews/${memory.recall(REVIEW)}`;
        const actions = [{ what: 'Susun versi 2', due: '2026-09-30' }];
        await hr.does('publish the review', `${review}/publish`, {
          measures: [{ name: 'Bagian di atas ekspektasi', target: '30 %', actual: '41 %' }],
          ...{ verdict: 'ADJUST', actions },
        });
        await mayor.does('agree on the actions', `${review}/agree`, {
          actions: actions.map((action) => ({ ...action, owner: cast.person('HR-2').id })),
        });
      },
    },
    {
      on: '2026-08-03',
      steps: [27],
      what: 'HR-1 drafts a second version: above is 112',
      play: () => drafts(SECOND, '2025-01-01', '2025-12-31'),
    },
    {
      on: '2026-08-04',
      steps: [27],
      what: 'everyone is asked about it',
      play: async () => {
        await asks(SECOND, '2026-08-18');
        await says(cast.as('E-1'), 'E-1', SECOND, 'Mohon tidak berlaku untuk rencana yang sudah disepakati.');
      },
    },
    {
      on: '2026-08-28',
      steps: [27],
      what: 'the mayor approves it',
      play: async () => {
        await answers(SECOND, 1);
        await approves(SECOND, '2027-01-01');
      },
    },
    {
      on: '2026-09-01',
      steps: [27],
      what: 'it is published for 2027, and not for what has been',
      play: async () => {
        await hr.isRefused('POLICY_NOT_RETROACTIVE', 'publish for 1 July', `${at(SECOND)}/publish`, {
          effectiveFrom: '2026-07-01',
        });
        await publishes(SECOND);
        await hr.does('the action is done', `${API}/reviews/${memory.recall(REVIEW)}/actions`, {
          ...{ action: 1, doneOn: '2026-09-01', note: 'Versi 2 diumumkan.' },
        });
      },
    },
    {
      on: '2027-01-01',
      steps: [27],
      what: 'perf.result@2 counts for what begins now',
      play: () => becomes(SECOND, 'IN_FORCE').then(() => undefined),
    },
  ];
};

import { createHash } from 'node:crypto';
import { naturalId } from '@jejak/kernel';
import type { Cast, HandedIn } from './cast';
import type { Memory } from './memory';
import type { Scene } from './scene';
import {
  APPLICANTS,
  B1,
  B2,
  FINAL_V1,
  FINAL_V2,
  INTERVIEWED,
  type Place,
  RUBRIC,
  SEAL_NOTES,
} from './selection.tables';

const API = '/api/recruitment/v1';
const OUTSIDERS = '/api/career/v1/outsiders';
const WAITING = { Prefer: 'wait=30' };

const pdf = (text: string): HandedIn => ({
  mediaType: 'application/pdf',
  content: `%PDF-1.7\n% ${text}\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`,
});
const MINUTES = pdf('Risalah klarifikasi');

const APPLYING = { channel: 'CAMPUS', educationGpa: '3.50', birthDate: '1999-04-30', noticeAccepted: true };
const LICENCE = 'SIPP 0001-23';

// What one scene tells, and another needs.
const VACANCY = 'the vacancy';
const OBJECTION = 'the objection in hand';
const CLARIFICATION = 'the clarification session';

interface ApplicationRow {
  readonly participantNo: string;
  readonly status: string;
  readonly cat: string | null;
  readonly interview: string | null;
  readonly psychological: string | null;
}

/**
 * One seat "nurse, Ahli Pertama" from its formation to the appointment, each command by who gives it, the refusals among them.
 * @source domain.md 15, steps 7–21
 */
export const selectionScenes = (cast: Cast, memory: Memory): Scene[] => {
  const hr = cast.as('HR-1', 'hr_admin');
  const assigner = cast.as('HR-2', 'hr_admin');
  const mayor = cast.as('PPK', 'leadership');
  const chair = cast.as('KET');
  const [verifier1, verifier2, member] = ['PAN-1', 'PAN-2', 'PAN-3'].map((key) => cast.as(key));
  const panelist = (key: string) => cast.as(key, 'committee');
  const provider = cast.as('SVC');
  const psychologist = cast.as('PSY');
  const citizen = cast.as('C-1');
  const at = (): string => `${API}/vacancies/${memory.recall(VACANCY)}`;
  const clarification = (): string => `${API}/clarifications/${memory.recall(CLARIFICATION)}`;
  const votes = (): string => `${API}/objections/${memory.recall(OBJECTION)}/vote`;
  const file = (name: string): string => `${API}/applications/${memory.recall(`the application of ${name}`)}`;
  const numberOf = (name: string): string => memory.recall(`the number of ${name}`);
  const becomes = (status: string): Promise<unknown> =>
    citizen.reads<{ status: string }>(at(), (shown) => shown.status === status);
  /** Every application is where the step before has brought it. */
  const settled = (passed: (status: string) => boolean): Promise<unknown> =>
    hr.reads<{ items: ApplicationRow[] }>(
      `${at()}/applications?limit=200`,
      ({ items }) => items.length === APPLICANTS.length && items.every(({ status }) => passed(status)),
    );
  const importScores = async (step: string, lines: readonly string[]): Promise<void> => {
    const scores = { mediaType: 'text/csv', content: lines.join('\n') };
    const report = await provider.handsIn<{ state: string }>(step, `${API}/imports/scores`, scores, WAITING);
    if (report.state !== 'COMPLETED') throw new Error(`${step}: ${JSON.stringify(report)}`);
  };
  const publishAdmin = async (step: string, change?: string): Promise<void> => {
    const { adminResultId } = await chair.reads<{ adminResultId: string | null }>(
      `${at()}/admin-result`,
      (result) => result.adminResultId !== null,
    );
    await chair.does(step, `${at()}/publish-admin-result`, { adminResultId, change });
  };
  const publish = async (step: string, stage: 'SKD' | 'FINAL', change?: string): Promise<void> => {
    const { stream } = await provider.does(`${step}: rank`, `${at()}/rank`, { stage });
    const rankingId = stream.slice('ranking-'.length);
    await chair.does(`${step}: publish`, `${at()}/publish-result`, { stage, rankingId, change });
  };
  const vote = async (key: string, body: object): Promise<void> => {
    await cast.as(key, 'committee').does(`${key} votes on ${memory.recall(OBJECTION)}`, votes(), body);
  };
  const objects = async (name: string, body: object): Promise<void> => {
    const { stream } = await cast.as(name).does(`${name} objects`, `${file(name)}/object`, body);
    memory.know(OBJECTION, stream.slice('objection-'.length));
  };
  /** The published ranking is the table of the scenario. @throws Error with what it is instead */
  const shows = async (expected: readonly Place[]): Promise<void> => {
    const { items } = await citizen.reads<{
      items: { participantNo: string; skb: string; final: string; rank: number }[];
    }>(
      `${at()}/ranking?stage=FINAL`,
      (ranking) =>
        JSON.stringify(ranking.items.map(({ skb, final, rank }) => [skb, final, rank])) ===
        JSON.stringify(expected.map(({ skb, final, rank }) => [skb, final, rank])),
    );
    for (const [index, { name }] of expected.entries())
      if (items[index].participantNo !== numberOf(name))
        throw new Error(`${name} is not at rank ${index + 1}`);
  };

  return [
    {
      on: '2026-01-12',
      what: 'HR-1 proposes a formation of one nurse, and the mayor approves',
      play: async () => {
        const proposal = await hr.does('propose the formation', `${API}/formations`, {
          ...{ unitId: naturalId('unit', 'DINKES-IMUN'), position: 'Perawat', level: 'Ahli Pertama' },
          ...{ education: 'S-1 Keperawatan', seats: 1, workloadHours: '1250' },
        });
        const formationId = proposal.stream.slice('formation-'.length);
        await cast
          .as('HR-1', 'leadership')
          .isRefused(
            ...(['SOD_VIOLATION', 'HR-1 approves the own formation'] as const),
            `${API}/formations/${formationId}/approve`,
            { seats: 1, budgetRef: 'DPA 1.02/2026' },
          );
        await mayor.does('approve the formation', `${API}/formations/${formationId}/approve`, {
          ...{ seats: 1, budgetRef: 'DPA 1.02/2026' },
        });
        const draft = await hr.does('draft the vacancy', `${API}/vacancies`, {
          ...{ year: 2026, formationId, formationKind: 'GENERAL', seats: 1 },
          appointment: { kind: 'CPNS', golongan: 'III/a' },
          requirements: [{ kind: 'EDUCATION', text: 'D-III atau S-1 Keperawatan, ijazah terbaca' }],
        });
        memory.know(VACANCY, draft.stream.slice('vacancy-'.length));
        await mayor.does('approve the vacancy', `${at()}/approve`);
      },
    },
    {
      on: '2026-02-02',
      what: 'the vacancy is announced for fifteen days',
      play: async () => {
        const window = { openOn: '2026-02-02', closeOn: '2026-02-17' };
        await hr.isRefused(
          ...(['ANNOUNCEMENT_TOO_SHORT', 'announce for fourteen days', `${at()}/announce`] as const),
          { ...window, closeOn: '2026-02-16' },
        );
        await hr.does('announce the vacancy', `${at()}/announce`, window);
        for (const [key, duty] of [
          ['KET', 'committee_chair'],
          ...['PAN-1', 'PAN-2', 'PAN-3', 'PAN-4'].map((member) => [member, 'panelist']),
        ])
          await assigner.does(
            `${key} is of the committee`,
            `${OUTSIDERS}/${cast.person(key).id}/assign-duty`,
            {
              ...{ duty, scope: memory.recall(VACANCY), from: '2026-02-02', to: '2026-12-31' },
            },
          );
      },
    },
    {
      on: '2026-02-17',
      at: '23:30:00.000',
      what: 'eight have applied by the last evening',
      play: async () => {
        for (const name of [...APPLICANTS, 'A-9']) {
          const applicant = cast.as(name);
          await applicant.does(`${name} registers`, `${API}/applicants`, {
            ...{ name: cast.person(name).name, email: `${name.toLowerCase()}@kota-contoh.example` },
            noticeAccepted: true,
          });
          for (const kind of ['DIPLOMA', 'IDENTITY'])
            await applicant.handsIn(
              ...([`${name} gives ${kind}`, `${API}/my/documents?kind=${kind}`] as const),
              pdf(`${kind} ${name}`),
            );
        }
        for (const name of APPLICANTS) {
          const { stream } = await cast.as(name).does(`${name} applies`, `${at()}/apply`, APPLYING);
          memory.know(`the application of ${name}`, stream.slice('application-'.length));
        }
      },
    },
    {
      on: '2026-02-18',
      at: '00:00:00.000',
      what: 'A-9 comes too late',
      play: async () => {
        await cast.as('A-9').isRefused('WINDOW_CLOSED', 'A-9 applies', `${at()}/apply`, APPLYING);
        await becomes('closed');
        for (const name of APPLICANTS) {
          const { participantNo } = await cast.as(name).reads<ApplicationRow>(file(name), () => true);
          memory.know(`the number of ${name}`, participantNo);
        }
      },
    },
    {
      on: '2026-02-20',
      what: 'two verify each application, and the chair publishes who passed',
      play: async () => {
        for (const [at, verifier] of [verifier1, verifier2].entries())
          for (const name of APPLICANTS)
            await verifier.does(`verifier ${at + 1} judges ${name}`, `${file(name)}/verify`, {
              ...(name === 'A-8'
                ? {
                    ...{ outcome: 'REJECTED', requirementRefs: ['1'] },
                    reason: 'Ijazah pada berkas yang diunggah tidak dapat dibaca.',
                  }
                : { outcome: 'PASSED' }),
            });
        await publishAdmin('publish the ADMIN result');
        await becomes('admin-published');
      },
    },
    {
      on: '2026-02-22',
      what: 'A-8 objects: the scan was readable',
      play: () =>
        objects('A-8', {
          ...{ stage: 'ADMIN', ground: 'VERIFICATION' },
          text: 'Pindaian ijazah saya terbaca jelas pada semua halaman.',
        }),
    },
    {
      on: '2026-02-25',
      what: 'the majority upholds it, and the result has a second version',
      play: async () => {
        const uphold = { outcome: 'UPHELD', reasons: 'Berkasnya terbaca: kekeliruan ada pada verifikator.' };
        await verifier1.isRefused(...(['SOD_VIOLATION', 'a verifier votes', votes()] as const), uphold);
        for (const key of ['PAN-3', 'PAN-4']) await vote(key, uphold);
        await hr.reads<{ items: ApplicationRow[] }>(`${at()}/applications?limit=200`, ({ items }) =>
          items.every(({ status }) => status === 'admin-passed'),
        );
        await publishAdmin(
          'publish the ADMIN result again',
          'Satu peserta lulus setelah sanggahannya diterima: berkasnya terbaca.',
        );
      },
    },
    {
      on: '2026-03-09',
      what: 'the scores of the SKD are imported',
      play: async () => {
        await importScores('import the SKD', [
          'participant,twk,tiu,tkp',
          ...APPLICANTS.map((name) => [numberOf(name), ...B1[name]].join()),
        ]);
        await settled((status) => status === 'skd-scored');
      },
    },
    {
      on: '2026-03-11',
      what: 'the SKD is published: four go on, two of them at the third place',
      play: async () => {
        await publish('the SKD', 'SKD');
        await becomes('skd-published');
        await settled((status) => status !== 'skd-scored');
      },
    },
    {
      on: '2026-03-20',
      what: 'a panel is appointed, with people from outside',
      play: async () => {
        for (const key of ['P-1', 'P-2', 'P-3', 'P-4', 'PSY']) {
          const employed = cast.person(key).nip !== undefined;
          await assigner.does(
            `duty of ${key}`,
            `${employed ? '/api/career/v1/employees' : OUTSIDERS}/${cast.person(key).id}/assign-duty`,
            {
              duty: key === 'PSY' ? 'psychologist' : 'panelist',
              scope: memory.recall(VACANCY),
              from: '2026-03-20',
            },
          );
        }
        const seat = (key: string, kind: string) => ({ personId: cast.person(key).id, kind });
        await hr.does('appoint the panel', `${at()}/appoint-panel`, {
          members: [
            ...[seat('P-1', 'EXTERNAL_ACADEMIC'), seat('P-2', 'EXTERNAL_PRACTITIONER')],
            seat('P-3', 'INTERNAL'),
          ],
          reserves: [seat('P-4', 'INTERNAL')],
          rubric: RUBRIC,
        });
        await hr.does('license PSY', `${API}/psychologists/${cast.person('PSY').id}/register-licence`, {
          ...{ licenceNo: LICENCE, validFrom: '2023-01-01', validTo: '2027-12-31' },
        });
      },
    },
    {
      on: '2026-03-23',
      what: 'P-2 is kin to A-6, and P-4 takes the place for A-6 only',
      play: async () => {
        await panelist('P-2').does('P-2 declares the kinship', `${file('A-6')}/declare-conflict`, {
          ...{ kind: 'KINSHIP', explanation: 'Pelamar adalah keponakan saya.' },
        });
        await panelist('P-2').isRefused(
          'CONFLICT_OF_INTEREST',
          'P-2 seals A-6',
          `${file('A-6')}/seal-score`,
          {
            ...{ score: '75', notes: SEAL_NOTES },
          },
        );
      },
    },
    {
      on: '2026-03-24',
      what: 'the panel seals and reveals, PSY records, the CAT is imported',
      play: async () => {
        for (const name of INTERVIEWED) {
          const { interview, psychological } = B2[name];
          const members = name === 'A-6' ? ['P-1', 'P-4', 'P-3'] : ['P-1', 'P-2', 'P-3'];
          for (const [at, key] of members.entries()) {
            if (at === 2)
              await provider.isRefused(
                'PANEL_INCOMPLETE',
                `reveal ${name} early`,
                `${file(name)}/reveal-scores`,
              );
            await panelist(key).does(`${key} seals ${name}`, `${file(name)}/seal-score`, {
              ...{ score: interview[at], notes: SEAL_NOTES },
            });
          }
          await provider.does(`reveal ${name}`, `${file(name)}/reveal-scores`);
          await psychologist.does(`PSY records ${name}`, `${file(name)}/record-psychological-result`, {
            ...{ score: psychological, reportRef: `LAP-PSI/2026/${name}`, licenceNo: LICENCE },
          });
        }
        await importScores('import the CAT', [
          'participant,component,raw,of',
          ...INTERVIEWED.map((name) => `${numberOf(name)},CAT,${B2[name].cat},500`),
        ]);
        await provider.isRefused('STAGE_NOT_SETTLED', 'rank over an open spread', `${at()}/rank`, {
          stage: 'FINAL',
        });
      },
    },
    {
      on: '2026-03-27',
      what: 'the panel explains the spread of A-5',
      play: async () => {
        const agreed = {
          justification: 'Perbedaan berasal dari penilaian atas studi kasus, bukan kekeliruan.',
        };
        for (const key of ['P-1', 'P-2'])
          await panelist(key).does(`${key} explains A-5`, `${file('A-5')}/reconcile-panel`, agreed);
      },
    },
    {
      on: '2026-04-06',
      what: 'the final result is published: A-1 before A-2, A-5, A-6',
      play: async () => {
        await hr.reads<{ items: ApplicationRow[] }>(
          `${at()}/applications?limit=200`,
          ({ items }) =>
            items.filter(({ cat, interview, psychological }) => cat && interview && psychological).length ===
            INTERVIEWED.length,
        );
        await publish('the final result', 'FINAL');
        await becomes('final-published');
        await settled((status) => status !== 'skd-passed');
        await shows(FINAL_V1);
      },
    },
    {
      on: '2026-04-08',
      at: '10:00:00.000',
      what: 'A-2 objects: the report says 85, not 75',
      play: async () => {
        await objects('A-2', {
          ...{ stage: 'FINAL', ground: 'SCORE' },
          text: 'Nilai psikologi saya tertulis 75, sedangkan laporannya menyebut 85.',
        });
        await hr.does('record the NIP', `${file('A-1')}/record-nip`, {
          ...{ nip: '199904302026062001', decision: 'PERTEK-42/2026' },
        });
        await mayor.isRefused('OBJECTION_PENDING', 'appoint over an objection', `${file('A-1')}/appoint`, {
          ...{ employeeId: cast.person('E-9').id, tmt: '2026-06-01' },
        });
        const session = await member.does('schedule the clarification', `${at()}/clarifications`, {
          ...{ stage: 'FINAL', startsAt: '2026-04-10T09:00:00+07:00', place: 'Aula BKPSDM' },
        });
        memory.know(CLARIFICATION, session.stream.slice('clarification-'.length));
      },
    },
    {
      on: '2026-04-10',
      at: '12:00:00.000',
      what: 'a clarification session, with minutes',
      play: async () => {
        await member.does('hold the clarification', `${clarification()}/hold`, {
          ...{ heldAt: '2026-04-10T02:00:00.000Z', attendees: [cast.person('A-2').id] },
          ...{
            questions: ['Bagaimana nilai psikologi dihitung?'],
            answers: ['Bobotnya 15 persen dari SKB.'],
          },
        });
        await member.handsIn('hand in the minutes', `${clarification()}/minutes-file`, MINUTES);
        await member.does('publish the minutes', `${clarification()}/publish-minutes`, {
          sha256: createHash('sha256').update(MINUTES.content).digest('hex'),
        });
      },
    },
    {
      on: '2026-04-13',
      what: 'the objection is upheld, and the result has a second version',
      play: async () => {
        const uphold = {
          ...{ outcome: 'UPHELD', correction: { component: 'PSYCHOLOGICAL', value: '85' } },
          reasons: 'Laporan psikolog menyebut 85; 75 adalah salah ketik.',
        };
        await psychologist.isRefused(...(['SOD_VIOLATION', 'PSY votes', votes()] as const), uphold);
        for (const key of ['PAN-3', 'PAN-4', 'KET']) await vote(key, uphold);
        await hr.reads<{ items: ApplicationRow[] }>(`${at()}/applications?limit=200`, ({ items }) =>
          items.some(({ psychological }) => psychological === '85.000'),
        );
        await publish(
          ...(['the corrected final result', 'FINAL'] as const),
          'Nilai psikologi satu peserta dikoreksi dari 75 menjadi 85.',
        );
        await shows(FINAL_V2);
      },
    },
    {
      on: '2026-04-20',
      what: 'the mayor appoints A-1, who becomes E-9',
      play: async () => {
        const appoint = { employeeId: cast.person('E-9').id, tmt: '2026-06-01' };
        await mayor.isRefused('RANK_ORDER_VIOLATION', 'appoint A-2', `${file('A-2')}/appoint`, appoint);
        await mayor.does('appoint A-1', `${file('A-1')}/appoint`, appoint);
        await becomes('completed');
      },
    },
  ];
};

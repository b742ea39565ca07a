import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import type { Memory } from './memory';
import { forMany, type Scene } from './scene';
import { API, type ApplicationRow, OUTSIDERS, pdf, selectionRound, VACANCY } from './selection-round';
import { APPLICANTS } from './selection.tables';

/** Who comes when the window is closed. */
const LATE = 'A-9';
const APPLYING = { channel: 'CAMPUS', educationGpa: '3.50', birthDate: '1999-04-30', noticeAccepted: true };

/**
 * One seat "nurse, Ahli Pertama" from its formation to those whose documents passed, each command by who gives it, the refusals among them.
 * @source domain.md 15, steps 7–11
 */
export const admissionScenes = (cast: Cast, memory: Memory): Scene[] => {
  const { hr, assigner, mayor, at, votes, file, becomes, publishAdmin, vote, objects, verifier1, verifier2 } =
    selectionRound(cast, memory);

  return [
    {
      on: '2026-01-12',
      steps: [7],
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
      steps: [8],
      what: 'the vacancy is announced for fifteen days',
      play: async () => {
        const window = { openOn: '2026-02-02', closeOn: '2026-02-17' };
        await hr.isRefused(
          ...(['ANNOUNCEMENT_TOO_SHORT', 'announce for fourteen days', `${at()}/announce`] as const),
          { ...window, closeOn: '2026-02-16' },
        );
        await hr.does('announce the vacancy', `${at()}/announce`, window);
        const committee = [
          ['KET', 'committee_chair'],
          ...['PAN-1', 'PAN-2', 'PAN-3', 'PAN-4'].map((member) => [member, 'panelist']),
        ];
        await forMany(committee, ([key, duty]) =>
          assigner.does(`${key} is of the committee`, `${OUTSIDERS}/${cast.person(key).id}/assign-duty`, {
            ...{ duty, scope: memory.recall(VACANCY), from: '2026-02-02', to: '2026-12-31' },
          }),
        );
      },
    },
    {
      on: '2026-02-17',
      steps: [9],
      at: '23:30:00.000',
      what: 'eight have applied by the last evening',
      play: async () => {
        await forMany([...APPLICANTS, LATE], async (name) => {
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
          if (name === LATE) return;
          const { stream } = await applicant.does(`${name} applies`, `${at()}/apply`, APPLYING);
          memory.know(`the application of ${name}`, stream.slice('application-'.length));
        });
      },
    },
    {
      on: '2026-02-18',
      steps: [9],
      at: '00:00:00.000',
      what: 'A-9 comes too late',
      play: async () => {
        await cast.as(LATE).isRefused('WINDOW_CLOSED', 'A-9 applies', `${at()}/apply`, APPLYING);
        await becomes('closed');
        await forMany(APPLICANTS, async (name) => {
          const { participantNo } = await cast.as(name).reads<ApplicationRow>(file(name), () => true);
          memory.know(`the number of ${name}`, participantNo);
        });
      },
    },
    {
      on: '2026-02-20',
      steps: [10],
      what: 'two verify each application, and the chair publishes who passed',
      play: async () => {
        await forMany(APPLICANTS, async (name) => {
          for (const [at, verifier] of [verifier1, verifier2].entries())
            await verifier.does(`verifier ${at + 1} judges ${name}`, `${file(name)}/verify`, {
              ...(name === 'A-8'
                ? {
                    ...{ outcome: 'REJECTED', requirementRefs: ['1'] },
                    reason: 'Ijazah pada berkas yang diunggah tidak dapat dibaca.',
                  }
                : { outcome: 'PASSED' }),
            });
        });
        await publishAdmin('publish the ADMIN result');
        await becomes('admin-published');
      },
    },
    {
      on: '2026-02-22',
      steps: [11],
      what: 'A-8 objects: the scan was readable',
      play: () =>
        objects('A-8', {
          ...{ stage: 'ADMIN', ground: 'VERIFICATION' },
          text: 'Pindaian ijazah saya terbaca jelas pada semua halaman.',
        }),
    },
    {
      on: '2026-02-25',
      steps: [11],
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
  ];
};

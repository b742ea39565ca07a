import { createHash } from 'node:crypto';
import type { Cast } from './cast';
import type { Memory } from './memory';
import { forMany, type Scene } from './scene';
import {
  API,
  type ApplicationRow,
  CLARIFICATION,
  OUTSIDERS,
  pdf,
  selectionRound,
  VACANCY,
} from './selection-round';
import { APPLICANTS, B1, B2, FINAL_V1, FINAL_V2, INTERVIEWED, RUBRIC, SEAL_NOTES } from './selection.tables';

const MINUTES = pdf('Risalah klarifikasi');
const LICENCE = 'SIPP 0001-23';

/** From the scores of the SKD to the appointment, with the panel, the objection, and both results. @source domain.md 15, steps 12–21 */
export const selectionScenes = (cast: Cast, memory: Memory): Scene[] => {
  const {
    hr,
    assigner,
    mayor,
    panelist,
    provider,
    psychologist,
    at,
    clarification,
    votes,
    file,
    numberOf,
    becomes,
    settled,
    importScores,
    publish,
    vote,
    objects,
    shows,
    member,
  } = selectionRound(cast, memory);

  return [
    {
      on: '2026-03-09',
      steps: [12],
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
      steps: [13],
      what: 'the SKD is published: four go on, two of them at the third place',
      play: async () => {
        await publish('the SKD', 'SKD');
        await becomes('skd-published');
        await settled((status) => status !== 'skd-scored');
      },
    },
    {
      on: '2026-03-20',
      steps: [],
      what: 'a panel is appointed, with people from outside',
      play: async () => {
        await forMany(['P-1', 'P-2', 'P-3', 'P-4', 'PSY'], (key) => {
          const employed = cast.person(key).nip !== undefined;
          return assigner.does(
            `duty of ${key}`,
            `${employed ? '/api/career/v1/employees' : OUTSIDERS}/${cast.person(key).id}/assign-duty`,
            {
              duty: key === 'PSY' ? 'psychologist' : 'panelist',
              scope: memory.recall(VACANCY),
              from: '2026-03-20',
            },
          );
        });
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
      steps: [14],
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
      steps: [15],
      what: 'the panel seals and reveals, PSY records, the CAT is imported',
      play: async () => {
        await forMany(INTERVIEWED, async (name) => {
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
        });
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
      steps: [16],
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
      steps: [17],
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
      steps: [18],
      at: '10:00:00.000',
      what: 'A-2 objects: the report says 85, not 75',
      play: async () => {
        await objects('A-2', {
          ...{ stage: 'FINAL', ground: 'SCORE' },
          text: 'Nilai psikologi saya tertulis 75, sedangkan laporannya menyebut 85.',
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
      steps: [19],
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
      steps: [20],
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
      steps: [21],
      what: 'the mayor appoints A-1, who becomes E-9',
      play: async () => {
        const appoint = { employeeId: cast.person('E-9').id, tmt: '2026-06-01' };
        await hr.does('record the NIP', `${file('A-1')}/record-nip`, {
          ...{ nip: '199904302026062001', decision: 'PERTEK-42/2026' },
        });
        await mayor.isRefused('RANK_ORDER_VIOLATION', 'appoint A-2', `${file('A-2')}/appoint`, appoint);
        await mayor.does('appoint A-1', `${file('A-1')}/appoint`, appoint);
        await becomes('completed');
      },
    },
  ];
};

import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import { sha256Of } from './documents';
import type { Memory } from './memory';
import { EVALUATION } from './nurse.scenes';
import type { Scene } from './scene';

const API = '/api/career/v1';
const FORMATIONS = '/api/recruitment/v1/formations';

const DOCUMENTS = ['CREDIT_DECREE', 'EVALUATIONS', 'RANK_DECREE', 'TEST_CERTIFICATE'].map((kind) => ({
  ...{ kind, sha256: sha256Of(`${kind} E-1`) },
}));

/** The promotion that is asked for. */
const QUESTION = { kind: 'LEVEL', effective: '2027-04-01' };
const GRANTED = { outcome: 'GRANTED', effective: '2027-04-01' };

// What one scene tells, and another needs.
const TEST = 'the competency test of E-1';
const CASE = 'the promotion of E-1';

interface LedgerView {
  readonly sections: readonly { readonly level: string; readonly balance: string }[];
}

/**
 * What E-1 brings along, what the corrected year is worth, and the promotion to Ahli Muda that rests on it, each command by who
 * gives it, the refusals among them.
 * @source domain.md 15, starting data, steps 38, 42, 44–46
 */
export const promotionScenes = (cast: Cast, memory: Memory): Scene[] => {
  const nurse = cast.as('E-1');
  const hr = cast.as('HR-1', 'hr_admin');
  const verifier = cast.as('HR-2', 'hr_admin');
  const mayor = cast.as('PPK', 'leadership');
  const assessor = cast.as('ASR-1');
  const nurseId = cast.person('E-1').id;
  const ledger = `${API}/credit-ledgers/${nurseId}`;
  const test = (): string => `${API}/competency-tests/${memory.recall(TEST)}/record`;
  const promotion = (): string => `${API}/promotions/${memory.recall(CASE)}`;
  const comesTo = (wanted: string): Promise<LedgerView> =>
    nurse.reads<LedgerView>(ledger, ({ sections }) =>
      sections.some(({ level, balance }) => level === 'Ahli Pertama' && balance === wanted),
    );

  return [
    {
      on: '2026-01-05',
      steps: [],
      what: 'what E-1 brings along: 83.33 points, Baik in 2025, rank and degree',
      play: async () => {
        const record = `${API}/career-records/${nurseId}`;
        await Promise.all([
          verifier.does('import the points of E-1', `${ledger}/import-balance`, {
            ...{ balance: '83.33', asOf: '2025-12-31', documentSha256: sha256Of('PAK 2025 E-1') },
          }),
          verifier.does('import the predicate of 2025', `${record}/import-past-predicate`, {
            ...{ year: 2025, predicate: 'BAIK', documentSha256: sha256Of('Penilaian 2025 E-1') },
          }),
          verifier.does('import the rank of E-1', `${record}/import-past-rank`, {
            ...{ rank: 'III/b', level: 'Ahli Pertama', from: '2023-04-01' },
            documentSha256: sha256Of('SK pangkat E-1'),
          }),
          verifier.does('record the degree of E-1', `${record}/record-education`, {
            ...{ degree: 'S-1', field: 'Keperawatan', documentSha256: sha256Of('Ijazah E-1') },
          }),
        ]);
        await comesTo('83.33');
      },
    },
    {
      on: '2027-01-18',
      steps: [],
      what: 'one seat of Ahli Muda is approved',
      play: async () => {
        const proposal = await hr.does('propose a seat of Ahli Muda', FORMATIONS, {
          ...{ unitId: naturalId('unit', 'DINKES-IMUN'), position: 'Perawat', level: 'Ahli Muda' },
          ...{ education: 'S-1 Keperawatan', seats: 1, workloadHours: '1250' },
        });
        const formationId = proposal.stream.slice('formation-'.length);
        await mayor.does('approve the seat of Ahli Muda', `${FORMATIONS}/${formationId}/approve`, {
          ...{ seats: 1, budgetRef: 'DPA 1.02/2027' },
        });
      },
    },
    {
      on: '2027-01-22',
      steps: [38],
      what: 'a contested predicate is worth nothing yet',
      play: () =>
        cast
          .as('SVC')
          .isRefused(
            ...(['EVALUATION_NOT_FINAL', 'convert a contested predicate', `${ledger}/convert`] as const),
            { evaluationId: memory.recall(EVALUATION).slice('evaluation-'.length) },
          ),
    },
    {
      on: '2027-02-05',
      steps: [42],
      what: 'Sangat Baik is worth 18.75 points: 102.08',
      play: async () => void (await comesTo('102.08')),
    },
    {
      on: '2027-02-15',
      steps: [44],
      what: 'E-1 registers for the competency test',
      play: async () => {
        const registered = await nurse.does('register for the test', `${API}/competency-tests`, {
          level: 'Ahli Muda',
        });
        memory.know(TEST, registered.stream.slice('competency-test-'.length));
        const assessorId = cast.person('ASR-1').id;
        await verifier.does('ASR-1 assesses', `${API}/outsiders/${assessorId}/assign-duty`, {
          ...{ duty: 'assessor', from: '2027-02-15' },
        });
      },
    },
    {
      on: '2027-02-20',
      steps: [44],
      what: 'an assessor records 81: passed',
      play: async () => {
        const result = { score: '81', takenOn: '2027-02-20' };
        await cast
          .as('SUP-1', 'employee')
          .isRefused('SOD_VIOLATION', 'SUP-1 records the test', test(), result);
        await assessor.does('ASR-1 records the test', test(), result);
      },
    },
    {
      on: '2027-03-01',
      steps: [45],
      what: 'HR-1 opens the promotion to Ahli Muda: every condition is met',
      play: async () => {
        const opened = await hr.does('open the promotion', `${API}/promotions`, {
          ...{ employeeId: nurseId, ...QUESTION },
        });
        memory.know(CASE, opened.stream.slice('promotion-'.length));
        await hr.does('propose the promotion', `${promotion()}/propose`);
      },
    },
    {
      on: '2027-03-04',
      steps: [45],
      what: 'HR-2 verifies the file',
      play: async () => {
        await hr.isRefused('SOD_VIOLATION', 'HR-1 verifies the own proposal', `${promotion()}/verify`, {
          documents: DOCUMENTS,
        });
        await verifier.does('verify the promotion', `${promotion()}/verify`, { documents: DOCUMENTS });
      },
    },
    {
      on: '2027-03-10',
      steps: [45],
      what: 'the national agency approves',
      play: async () => {
        await verifier.does('record the approval', `${promotion()}/record-technical-approval`, {
          ...{ given: true, number: 'PT-12/2027', documentSha256: sha256Of('PT-12/2027') },
        });
      },
    },
    {
      on: '2027-03-15',
      steps: [46],
      what: 'the mayor grants it, for 1 April and not for 20 March',
      play: async () => {
        const decide = `${promotion()}/decide`;
        await cast
          .as('HR-1', 'leadership')
          .isRefused('SOD_VIOLATION', 'HR-1 decides the own proposal', decide, GRANTED);
        await mayor.isRefused('EFFECTIVE_DATE_INVALID', 'decide for 20 March', decide, {
          ...{ ...GRANTED, effective: '2027-03-20' },
        });
        await mayor.does('decide for 1 April', decide, GRANTED);
      },
    },
    {
      on: '2027-04-01',
      steps: [46],
      what: 'E-1 is III/c, Ahli Muda, and 2.08 points lapse',
      play: async () => {
        await hr.reads<{ status: string }>(promotion(), ({ status }) => status === 'EFFECTIVE');
        await comesTo('100.00');
      },
    },
  ];
};

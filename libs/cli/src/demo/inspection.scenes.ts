import { naturalId } from '@jejak/kernel';
import type { Cast } from './cast';
import { sha256Of } from './documents';
import type { Memory } from './memory';
import { EVALUATION } from './nurse.scenes';
import type { Scene } from './scene';

const API = '/api/audit/v1';

/** The letter of assignment, and the purpose of every read under it. */
const ASSIGNMENT = 'ST-700.1.2/18/2027';
const LETTER = { sha256: sha256Of(ASSIGNMENT), mediaType: 'application/pdf', size: 48_211 };

const QUESTION =
  'Why did E-1’s 2026 predicate change from Baik to Sangat Baik on 5 Feb 2027, 24 days after the rating, and would E-1 have been promoted otherwise?';

/** What the inspector shares, and in the end finds: about the unit of V-1, whose rejection nobody was asked about. */
const DRAFT = {
  severity: 'MODERATE',
  condition:
    'Enam puluh anak ditolak dengan alasan register sumber tidak ada, tanpa bertanya kepada pelapor.',
  criteria: 'Penolakan pengukuran didahului pertanyaan kepada pelapor dan pemeriksaan register asli.',
  cause: 'Unit tidak mempunyai prosedur tertulis untuk data yang registernya disimpan di puskesmas.',
  effect: 'Predikat tahunan berubah setelah penilaian, dan pegawai harus mengajukan keberatan.',
  recommendation: 'Tetapkan prosedur verifikasi yang mewajibkan pertanyaan kepada pelapor sebelum menolak.',
};

/** The checkpoint that the inspectorate kept when 5 February 2027 was over, before anybody proposed a promotion. */
const CHECKPOINT = 'the checkpoint of 5 February 2027';

// What one scene tells, and another needs.
const INSPECTION = 'the inspection of E-1’s predicate';
const FINDING = 'the finding on V-1’s unit';

interface List<Row> {
  readonly items: readonly Row[];
}
interface Trip {
  readonly tripId: string;
  readonly status: string;
}
interface Access {
  readonly what: string;
  readonly purpose: string;
  readonly caseId: string | null;
  readonly role: string;
}

/** How many entries a checkpoint covers: its second line. */
const sizeOf = (checkpoint: string): number => Number(checkpoint.split('\n')[1]);

/**
 * What the standing controls ask about the year of E-1, the checkpoint that is kept of it, and the inspection that answers it: its question, the finding on the unit
 * that rejected a figure without asking, none on E-1, and E-1 who sees that somebody looked.
 * @source domain.md 15, steps 49, 50, 54 to 56
 */
export const inspectionScenes = (cast: Cast, memory: Memory): Scene[] => {
  const inspector = cast.as('INS-1');
  const head = cast.as('SUP-2', 'supervisor');
  const unit = naturalId('unit', 'DINKES');
  const inspection = (): string => `${API}/inspections/${memory.recall(INSPECTION)}`;
  const finding = (): string => `${API}/findings/${memory.recall(FINDING)}`;
  /** The open question of a control about the evaluation of E-1, or the promotion that rests on it. */
  const tripped = async (control: string): Promise<string> => {
    const { items } = await inspector.reads<List<Trip>>(
      `${API}/control-trips?control=${control}&limit=200`,
      ({ items: trips }) => trips.length > 0,
    );
    return items[0].tripId;
  };

  /** What the finding rests on: the rejection of December's sixty, as the log has it. */
  const rejection = async (): Promise<object> => {
    const query = new URLSearchParams({ type: 'MeasurementRejected', purpose: ASSIGNMENT });
    const { items } = await inspector.reads<List<{ id: string }>>(
      `${API}/events?${query.toString()}`,
      ({ items: found }) => found.length > 0,
    );
    return { events: items.map(({ id }) => id) };
  };

  return [
    {
      on: '2027-02-05',
      at: '15:00:00.000',
      steps: [49],
      what: 'a control asks about the corrected composite, which crossed a threshold closely',
      play: async () => void (await tripped('C5')),
    },
    {
      on: '2027-02-05',
      at: '23:59:59.000',
      steps: [54],
      what: 'the inspectorate keeps the checkpoint of the day',
      play: async () => {
        const query = new URLSearchParams({ type: 'EvaluationFinalised', purpose: ASSIGNMENT, limit: '200' });
        const { items } = await inspector.reads<List<{ index: number; stream: string }>>(
          `${API}/events?${query.toString()}`,
          ({ items: found }) => found.some(({ stream }) => stream === memory.recall(EVALUATION)),
        );
        const final = items.find(({ stream }) => stream === memory.recall(EVALUATION))?.index ?? 0;
        const kept = await inspector.readsText('/log/checkpoint', (text) => sizeOf(text) > final);
        memory.know(CHECKPOINT, kept);
      },
    },
    {
      on: '2027-04-01',
      at: '15:00:00.000',
      steps: [49],
      what: 'a control asks about the promotion, 55 days behind the correction',
      play: async () => void (await tripped('C6')),
    },
    {
      on: '2027-05-03',
      steps: [50],
      what: 'INS-1 opens an inspection and asks why the predicate changed',
      play: async () => {
        const scope = {
          ...{ units: [unit], objects: [memory.recall(EVALUATION)], from: '2026-01-01', to: '2027-04-30' },
          question: QUESTION,
        };
        await inspector.isRefused(
          ...(['ASSIGNMENT_REQUIRED', 'inspect without a letter', `${API}/inspections`, scope] as const),
        );
        const { stream } = await inspector.does('open the inspection', `${API}/inspections`, {
          ...{ ...scope, assignment: { number: ASSIGNMENT, issuedOn: '2027-04-30' }, letter: LETTER },
        });
        const caseId = stream.slice('inspection-'.length);
        memory.know(INSPECTION, caseId);
        await inspector.does('ask why', `${API}/explanations`, {
          ...{ object: memory.recall(EVALUATION), question: QUESTION, purpose: ASSIGNMENT, caseId },
        });
      },
    },
    {
      on: '2027-05-05',
      steps: [55],
      what: 'INS-1 shares a draft finding with the unit of V-1',
      play: async () => {
        await cast
          .as('HR-2', 'hr_admin')
          .does('SUP-2 heads DINKES', `/api/career/v1/employees/${cast.person('SUP-2').id}/assign-duty`, {
            duty: 'unit_head',
            scope: unit,
            from: '2027-01-01',
          });
        await inspector.does('share the draft', `${inspection()}/findings`, {
          ...{ ...DRAFT, unitId: unit },
        });
        const { items } = await head.reads<List<{ findingId: string }>>(
          `${API}/findings`,
          ({ items: findings }) => findings.length > 0,
        );
        memory.know(FINDING, items[0].findingId);
        await inspector.isRefused(
          ...(['RIGHT_TO_REPLY', 'issue it before the unit replied', `${finding()}/issue`] as const),
          await rejection(),
        );
      },
    },
    {
      on: '2027-05-10',
      steps: [55],
      what: 'the unit replies to the draft',
      play: async () => {
        await head.does('reply to the draft', `${finding()}/reply`, {
          reply: 'Benar bahwa pelapor tidak ditanya. Prosedur tertulis sedang disusun.',
        });
      },
    },
    {
      on: '2027-05-17',
      steps: [55],
      what: 'the finding is issued, and the questions of the controls are answered',
      play: async () => {
        await inspector.does('issue the finding', `${finding()}/issue`, await rejection());
        for (const [control, reason] of [
          [
            'C5',
            'Koreksi berasal dari keberatan yang diputus dengan register asli; bukti ada sebelum keputusan.',
          ],
          ['C6', 'Kenaikan jenjang bertumpu pada penilaian final; alasan koreksi sah dan tercatat.'],
        ])
          await inspector.does(`clear ${control}`, `${API}/control-trips/${await tripped(control)}/clear`, {
            reason,
          });
      },
    },
    {
      on: '2027-05-20',
      steps: [56],
      what: 'E-1 sees who looked, when and what for',
      play: async () => {
        const caseId = memory.recall(INSPECTION);
        await cast
          .as('E-1')
          .reads<List<Access>>(`${API}/subjects/${cast.person('E-1').id}/accesses?limit=200`, ({ items }) =>
            items.some(
              (one) =>
                one.what === 'audit.explanation' && one.purpose === ASSIGNMENT && one.caseId === caseId,
            ),
          );
      },
    },
  ];
};

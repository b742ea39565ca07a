import {
  type AsnHistory,
  flatten,
  leafHash,
  legible,
  parseCheckpoint,
  parseLeaf,
  verifyFragment,
} from '@jejak/ledger';
import type { Answer } from '../answer/answers';
import { localTime } from '../history/item';
import type { HistoryItem } from '../history/stream-questions';
import { type Paper, paperOf, type Row, type Section, verifyAddress } from './official-paper';

const NOTES = [
  'Kertas ini sah bila berkas bukti yang dilampirkan di dalamnya sah: pindai kodenya, atau periksa luring dengan npx jejak verify.',
  'Tidak berarti keputusannya adil; berarti tidak ada yang diubah atau dihilangkan. Fakta keliru yang dimasukkan dengan benar tetap tercatat sebagaimana dimasukkan.',
];

const reasonOf = ({ reason }: HistoryItem): Row[] =>
  reason === null ? [] : [['Alasan', reason.text === null ? reason.code : `${reason.code}: ${reason.text}`]];

/** What an event says, as far as its reader may know. */
const factsOf = (item: HistoryItem): Row[] => [
  ...(item.effective === null ? [] : [['Berlaku sejak', item.effective] as const]),
  ...reasonOf(item),
  ...flatten(item.data).map(([pointer, value]): Row => [pointer.slice(1), legible(value)]),
];

const sectionOf = ({ index, leaf }: AsnHistory['events'][number], item: HistoryItem | undefined): Section => {
  const core = parseLeaf(leaf)?.core;
  // What the service proves itself has this form.
  if (!core) throw new Error(`entry ${index} is no leaf`);
  return {
    heading: `Versi ${core.ver}: ${core.type}`,
    rows: [
      ['Nomor di log', String(index)],
      ['Dicatat', `${localTime(core.at)} (${core.at})`],
      ['Pelaku, peran', `${core.actor ?? '–'}, ${core.role ?? '–'}`],
      ['Kebijakan', core.policy ?? '–'],
      ...(item ? factsOf(item) : [['Isi', 'ada di dalam berkas bukti'] as const]),
    ],
  };
};

/**
 * The exact history of a stream on paper, with its proof attached.
 * @param answer to a question with a proof
 * @source audit-ledger.md section 14, question 8; console.md section 10
 */
export const historyPaper = (
  stream: string,
  { proof, items, asOf, accessEvent }: Answer<HistoryItem>,
  publicUrl: string,
): Promise<Buffer> => {
  // What was asked with a proof has one.
  const file = proof as AsnHistory;
  const { origin, size, root, note } = parseCheckpoint(file.checkpoint);
  const last = file.events[file.events.length - 1];
  const fragment = verifyFragment({ stream, row: null, index: last.index, leafHash: leafHash(last.leaf) });
  const shown = new Map(items.map((item) => [item.version, item]));
  const paper: Paper = {
    title: 'Riwayat lengkap',
    rows: [
      ['Objek', stream],
      ['Versi', `1–${file.events.length}, lengkap per titik periksa ini`],
      ['Log', origin],
      ['Titik periksa', `ukuran ${size}, akar ${root.toString('base64')}`],
      ['Disaksikan', `${note.signatures.length - 1} tanda tangan saksi`],
      ['Dibuat', asOf.time],
      ['Catatan akses', accessEvent ?? '–'],
    ],
    sections: file.events.map((event, i) => sectionOf(event, shown.get(i + 1))),
    notes: NOTES,
    proof: {
      name: `${stream}.asn-history.json`,
      content: Buffer.from(JSON.stringify(file)),
      description: 'asn-history/v1: bukti bahwa inilah semua catatan objek ini',
    },
    link: verifyAddress(publicUrl, fragment),
    madeAt: asOf.time,
  };
  return paperOf(paper);
};

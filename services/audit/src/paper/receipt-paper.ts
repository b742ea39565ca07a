import {
  type AsnReceipt,
  type Leaf,
  leafHash,
  legible,
  parseCheckpoint,
  parseTlogProof,
  type ProvenField,
  verifyFragment,
} from '@jejak/ledger';
import { paperOf, type Row, verifyAddress } from './official-paper';

const NOTES = [
  'Kertas ini membuktikan bahwa baris di atas ada di dalam daftar yang diumumkan, tidak diubah. Pindai kodenya untuk memeriksa, dan untuk melihat apakah daftar itu sudah diganti.',
  'Bukti lengkapnya terlampir di dalam berkas ini, dan dapat diperiksa tanpa jaringan.',
];

const rowOf = ({ p, v }: ProvenField): Row => [
  p.replace(/^\/r\//, 'Peserta ').replace(/^\//, ''),
  legible(v),
];

/** What a participant can print and carry: the row of a published list, with its receipt attached. @source audit-ledger.md section 10 */
export const receiptPaper = (
  receipt: AsnReceipt,
  { core }: Pick<Leaf, 'core'>,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: string },
): Promise<Buffer> => {
  const number = receipt.row.p.slice('/r/'.length);
  const { index, checkpoint } = parseTlogProof(receipt.proof);
  const { origin, size, note } = parseCheckpoint(checkpoint);
  const fragment = verifyFragment({
    ...{ stream: core.stream, row: number, index, leafHash: leafHash(receipt.leaf) },
  });
  return paperOf({
    title: `Bukti hasil seleksi: peserta ${number}`,
    rows: [
      ['Diumumkan', core.at],
      ['Log', `${origin}, catatan nomor ${index}`],
      ['Titik periksa', `ukuran ${size}, ${note.signatures.length - 1} tanda tangan saksi`],
    ],
    sections: [
      { heading: 'Baris', rows: [rowOf(receipt.row)] },
      { heading: 'Daftar', rows: receipt.fields.map(rowOf) },
    ],
    notes: NOTES,
    proof: {
      name: `${number}.asn-receipt.json`,
      content: Buffer.from(JSON.stringify(receipt)),
      description: 'asn-receipt/v1: bukti bahwa baris ini ada di dalam daftar yang diumumkan',
    },
    link: verifyAddress(publicUrl, fragment),
    madeAt: now,
  });
};

import { keyIdText } from '@jejak/ledger';
import type { Evidence, TrustedKeys } from './material';
import type { Found, LineName, Outcome, Why } from './verification';

export type Language = 'id' | 'en';

/** What the page as a whole has come to say. */
export type Conclusion = 'valid' | 'valid-unwitnessed' | 'invalid' | 'undecided';

/** All that the page says, in one language. Both have every entry, or they do not compile. */
export interface Words {
  readonly title: string;
  readonly lead: string;
  readonly other: string;
  readonly files: string;
  readonly filesHint: string;
  readonly keys: string;
  readonly keysHint: string;
  readonly kept: string;
  readonly keptHint: string;
  readonly check: string;
  readonly linesTitle: string;
  readonly states: Readonly<Record<Outcome['state'] | 'waiting', string>>;
  readonly lines: (kind: Evidence['kind'] | null) => Readonly<Record<LineName, string>>;
  readonly found: (found: Found) => string;
  readonly why: (why: Why) => string;
  readonly broken: (link: string) => string;
  readonly conclusion: (conclusion: Conclusion, kind: Evidence['kind'], from: TrustedKeys['from']) => string;
  readonly limitsTitle: string;
  readonly limits: readonly string[];
  readonly offlineTitle: string;
  readonly offline: string;
  readonly events: string;
  readonly columns: readonly string[];
  readonly shown: (shown: number, redacted: number) => string;
  readonly row: string;
  readonly linkFound: (stream: string, index: number, row: string | null) => string;
  readonly linkWanted: string;
  readonly nothing: string;
  readonly unknown: (name: string) => string;
  readonly defect: (message: string) => string;
  readonly superseded: (version: number, reason: string | null) => string;
  readonly newest: (version: number) => string;
}

const number = (language: Language, value: number): string =>
  value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB');

/** Times of the log as people in the city read them; in both languages with the zone. */
export const localTime = (at: string | number, language: Language): string => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return String(at);
  const format = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    ...{ timeZone: 'Asia/Jakarta', day: '2-digit', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  });
  return `${format.format(date)} WIB`;
};

const id: Words = {
  title: 'Periksa keaslian',
  lead: 'Laman ini memeriksa bukti di peramban Anda sendiri. Berkas Anda tidak dikirim ke mana pun. Simpan laman ini, dan ia tetap bekerja tanpa jaringan.',
  other: 'English',
  files: 'Berkas bukti',
  filesHint:
    'Riwayat (asn-history/v1), bukti hasil seleksi (asn-receipt/v1), atau tlog-proof bersama catatannya. Berkas kebijakan saksi dan titik periksa boleh ikut dipilih.',
  keys: 'Kunci yang Anda percayai',
  keysHint:
    'Satu vkey tiap baris, atau sebuah tlog-policy. Pakai salinan yang Anda peroleh sendiri, misalnya dari inspektorat.',
  kept: 'Titik periksa yang Anda simpan',
  keptHint: 'Boleh kosong. Tempel seluruh isinya, dengan baris tanda tangan.',
  check: 'Periksa',
  linesTitle: 'Hasil pemeriksaan',
  states: { holds: 'cocok', open: 'belum dapat dipastikan', broken: 'PUTUS', waiting: 'belum diperiksa' },
  lines: (kind) => ({
    signature: 'Tanda tangan log',
    witnesses: 'Saksi',
    content: kind === 'receipt' ? 'Daftar ada di dalam log' : 'Isi catatan',
    completeness: kind === 'receipt' ? 'Baris ada di dalam daftar' : 'Tidak ada yang kurang',
    continuation: 'Kelanjutan log',
  }),
  found: (found) => {
    switch (found.is) {
      case 'signature':
        return `${found.origin}, kunci ${keyIdText(found.key.id)}${
          {
            reader: '',
            site: '; kunci dari laman ini, bandingkan dengan salinan Anda',
            file: '; kunci dari berkas itu sendiri, bandingkan dengan salinan Anda',
          }[found.from]
        }`;
      case 'witnesses':
        return `${found.cosignatures.length} dari ${found.known}: ${found.cosignatures
          .map(({ key, time }) => `${key.name} ${localTime(time * 1000, 'id')}`)
          .join(', ')}`;
      case 'events':
        return `${number('id', found.count)} catatan termasuk, ${number('id', found.links)} mata rantai, ${number('id', found.payloads)} isi, urut 1–${number('id', found.count)}`;
      case 'publication':
        return `${found.leaf.core.stream}, versi ${found.leaf.core.ver}, nomor ${number('id', found.index)}, ${localTime(found.leaf.core.at, 'id')}`;
      case 'entry':
        return `nomor ${number('id', found.index)}${found.leaf ? `, ${found.leaf.core.stream} versi ${found.leaf.core.ver}` : ''}`;
      case 'complete':
        return `peta kepala memuat ${found.versions === 0 ? 'tidak satu versi pun' : `versi ${number('id', found.versions)}`}`;
      case 'row':
        return `baris dan keterangan daftar termasuk dalam ${number('id', found.of)} isi`;
      case 'continuation':
        return `log sebesar ${number('id', found.size)} dan ${number('id', found.kept)} milik Anda adalah satu log`;
    }
  },
  why: (why) => {
    switch (why.is) {
      case 'keys-missing':
        return 'tempel kunci log untuk melanjutkan';
      case 'unwitnessed':
        return `belum disaksikan: ${why.cosigned} dari ${why.known} saksi yang Anda percayai`;
      case 'leaf-missing':
        return 'pilih juga berkas catatannya';
      case 'one-entry':
        return 'bukti satu catatan tidak berkata apa-apa tentang catatan lain';
      case 'nothing-kept':
        return 'tempel titik periksa Anda untuk membandingkannya';
      case 'no-consistency-proof':
        return `perlu bukti dari ukuran ${number('id', why.from)} ke ${number('id', why.to)}: minta di /api/audit/v1/verify/consistency?from=${why.from}&to=${why.to}, lalu pilih jawabannya`;
    }
  },
  broken: (link) => `tidak cocok: ${link}`,
  conclusion: (conclusion, kind, from) => {
    const keys = from === 'reader' ? '' : ' Menurut kunci yang belum Anda bandingkan.';
    const holds = {
      history: 'SAH: tidak diubah dan tidak ada yang dihilangkan. Tidak berarti nilainya adil.',
      receipt: 'SAH: baris ini ada di dalam daftar resmi, tidak diubah.',
      entry: 'SAH: catatan ini ada di dalam log.',
    }[kind];
    switch (conclusion) {
      case 'valid':
        return `${holds}${keys}`;
      case 'valid-unwitnessed':
        return `${holds} Belum disaksikan.${keys}`;
      case 'invalid':
        return 'TIDAK SAH: rantai putus pada baris yang ditandai.';
      case 'undecided':
        return 'BELUM DAPAT DIPASTIKAN: lihat baris yang ditandai.';
    }
  },
  limitsTitle: 'Yang tidak dibuktikan',
  limits: [
    'Fakta keliru yang dimasukkan dengan benar, misalnya nilai yang tidak adil, tetap tercatat sebagaimana dimasukkan.',
    'Apa yang disepakati sebelum dicatat tidak tampak di sini.',
    'Tanpa saksi, log dapat menunjukkan hal berbeda kepada orang berbeda: bandingkan titik periksa Anda dengan orang lain.',
    'Bahwa peta semua riwayat benar diperiksa oleh setiap pembaca seluruh log, bukan oleh laman ini.',
  ],
  offlineTitle: 'Tidak percaya laman ini?',
  offline: 'Periksa berkas yang sama dengan perintah',
  events: 'Catatan',
  columns: ['versi', 'nomor', 'waktu', 'jenis', 'pelaku', 'peran', 'kebijakan', 'isi'],
  shown: (shown, redacted) =>
    `${shown} kolom tampak${redacted > 0 ? `, ${redacted} disamarkan atau dihapus` : ''}`,
  row: 'Isi daftar',
  linkFound: (stream, index, row) =>
    `Kode ini menunjuk ${row === null ? '' : `peserta ${row}, `}${stream}, catatan nomor ${number('id', index)}.`,
  linkWanted: 'Pilih berkasnya untuk memeriksa.',
  nothing: 'Pilih berkas bukti dahulu.',
  unknown: (name) => `${name} bukan berkas yang dikenal laman ini.`,
  defect: (message) => `Laman ini tidak dapat memeriksa berkas itu: ${message}`,
  superseded: (version, reason) =>
    `Sudah diganti versi ${version}${reason === null ? '' : ` (alasan ${reason})`}.`,
  newest: (version) => `Versi ${version} adalah yang terbaru.`,
};

const en: Words = {
  title: 'Verify',
  lead: 'This page checks a proof in your own browser. Your file is sent nowhere. Save the page, and it works without a network.',
  other: 'Bahasa Indonesia',
  files: 'Proof files',
  filesHint:
    'A history (asn-history/v1), a receipt of a result (asn-receipt/v1), or a tlog-proof with its leaf. A witness policy and a checkpoint may be chosen along with them.',
  keys: 'Keys that you trust',
  keysHint:
    'One vkey to a line, or a tlog-policy. Use a copy of your own, from the inspectorate for example.',
  kept: 'The checkpoint that you kept',
  keptHint: 'May stay empty. Paste all of it, with the signature lines.',
  check: 'Verify',
  linesTitle: 'What was found',
  states: { holds: 'holds', open: 'not decided', broken: 'BROKEN', waiting: 'not checked' },
  lines: (kind) => ({
    signature: 'Signature of the log',
    witnesses: 'Witnesses',
    content: kind === 'receipt' ? 'The list is in the log' : 'Content of the entries',
    completeness: kind === 'receipt' ? 'The row is in the list' : 'Nothing is left out',
    continuation: 'The log goes on',
  }),
  found: (found) => {
    switch (found.is) {
      case 'signature':
        return `${found.origin}, key ${keyIdText(found.key.id)}${
          {
            reader: '',
            site: '; the key is from this site, compare it with your own copy',
            file: '; the key is from the file itself, compare it with your own copy',
          }[found.from]
        }`;
      case 'witnesses':
        return `${found.cosignatures.length} of ${found.known}: ${found.cosignatures
          .map(({ key, time }) => `${key.name} ${localTime(time * 1000, 'en')}`)
          .join(', ')}`;
      case 'events':
        return `${number('en', found.count)} entries included, ${number('en', found.links)} chain links, ${number('en', found.payloads)} payloads, in order 1–${number('en', found.count)}`;
      case 'publication':
        return `${found.leaf.core.stream}, version ${found.leaf.core.ver}, number ${number('en', found.index)}, ${localTime(found.leaf.core.at, 'en')}`;
      case 'entry':
        return `number ${number('en', found.index)}${found.leaf ? `, ${found.leaf.core.stream} version ${found.leaf.core.ver}` : ''}`;
      case 'complete':
        return `the map of heads has ${found.versions === 0 ? 'no version' : `version ${number('en', found.versions)}`}`;
      case 'row':
        return `row and list-wide fields are among ${number('en', found.of)} fields`;
      case 'continuation':
        return `the log of size ${number('en', found.size)} and yours of ${number('en', found.kept)} are one log`;
    }
  },
  why: (why) => {
    switch (why.is) {
      case 'keys-missing':
        return 'paste the key of the log to go on';
      case 'unwitnessed':
        return `not witnessed yet: ${why.cosigned} of ${why.known} witnesses that you trust`;
      case 'leaf-missing':
        return 'choose the file of the leaf too';
      case 'one-entry':
        return 'the proof of one entry says nothing about others';
      case 'nothing-kept':
        return 'paste your own checkpoint to compare';
      case 'no-consistency-proof':
        return `needs the proof from size ${number('en', why.from)} to ${number('en', why.to)}: ask /api/audit/v1/verify/consistency?from=${why.from}&to=${why.to}, and choose the answer`;
    }
  },
  broken: (link) => `does not hold: ${link}`,
  conclusion: (conclusion, kind, from) => {
    const keys = from === 'reader' ? '' : ' Under keys that you have not compared yet.';
    const holds = {
      history: 'VALID: nothing was changed or left out. It does not say that a rating is just.',
      receipt: 'VALID: this row is in the published list, unchanged.',
      entry: 'VALID: this leaf is in the log.',
    }[kind];
    switch (conclusion) {
      case 'valid':
        return `${holds}${keys}`;
      case 'valid-unwitnessed':
        return `${holds} Not witnessed yet.${keys}`;
      case 'invalid':
        return 'INVALID: the chain breaks at the line that is marked.';
      case 'undecided':
        return 'NOT DECIDED: see the line that is marked.';
    }
  },
  limitsTitle: 'What this does not show',
  limits: [
    'A false fact that was entered truthfully, an unjust rating for example, stands as it was entered.',
    'What was agreed on before it was recorded does not show here.',
    'Without witnesses the log can show different things to different people: compare your checkpoint with that of others.',
    'That the map of all histories is right is checked by every reader of the whole log, and not by this page.',
  ],
  offlineTitle: 'You do not trust this page?',
  offline: 'Check the same file with the command',
  events: 'Entries',
  columns: ['version', 'number', 'time', 'type', 'actor', 'role', 'policy', 'content'],
  shown: (shown, redacted) =>
    `${shown} fields shown${redacted > 0 ? `, ${redacted} redacted or erased` : ''}`,
  row: 'What the list says',
  linkFound: (stream, index, row) =>
    `This code points at ${row === null ? '' : `participant ${row}, `}${stream}, entry number ${number('en', index)}.`,
  linkWanted: 'Choose its file to verify it.',
  nothing: 'Choose a proof first.',
  unknown: (name) => `${name} is no file that this page knows.`,
  defect: (message) => `This page cannot verify that file: ${message}`,
  superseded: (version, reason) =>
    `Superseded by version ${version}${reason === null ? '' : ` (reason ${reason})`}.`,
  newest: (version) => `Version ${version} is the newest.`,
};

export const WORDS: Readonly<Record<Language, Words>> = { id, en };

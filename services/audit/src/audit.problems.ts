import { registerProblems } from '@jejak/http';

const AGAIN = { en: 'Correct the request and send it again.', id: 'Perbaiki permintaan lalu kirim lagi.' };

/** The refusals of this service; `@jejak/http` has those that every service shares. */
registerProblems({
  PURPOSE_REQUIRED: {
    title: 'Purpose required',
    en: 'Say what the answer is for: a case number or one word. It is recorded with who asked.',
    id: 'Sebutkan untuk apa jawaban ini: nomor perkara atau satu kata. Hal itu dicatat bersama siapa yang bertanya.',
    next: { en: 'Add the parameter purpose.', id: 'Tambahkan parameter purpose.' },
  },
  STREAM_NOT_FOUND: {
    title: 'No such stream',
    en: 'The log has no event of this stream.',
    id: 'Log tidak memuat peristiwa dari aliran ini.',
    next: {
      en: 'Check the name; see at /sources whether its service is behind.',
      id: 'Periksa namanya; lihat di /sources apakah layanannya tertinggal.',
    },
  },
  EVENT_NOT_FOUND: {
    title: 'No such event',
    en: 'The log has no event with this id.',
    id: 'Log tidak memuat peristiwa dengan id ini.',
    next: {
      en: 'Check the id; see at /sources whether its service is behind.',
      id: 'Periksa id-nya; lihat di /sources apakah layanannya tertinggal.',
    },
  },
  AS_OF_INVALID: {
    title: 'No such point in the log',
    en: 'The point in the log is not written as it should be.',
    id: 'Titik dalam log tidak ditulis sebagaimana mestinya.',
    next: {
      en: 'Write asOf=version:3, index:1204 or time:2027-02-05, and asKnownAt=2027-02-05.',
      id: 'Tulis asOf=version:3, index:1204 atau time:2027-02-05, dan asKnownAt=2027-02-05.',
    },
  },
  STREAM_TOO_LONG: {
    title: 'Stream too long',
    en: 'The stream has more than {limit} versions, too many to be folded at once.',
    id: 'Aliran ini memiliki lebih dari {limit} versi, terlalu banyak untuk dirangkum sekaligus.',
    next: {
      en: 'Read its history without diff, a page at a time.',
      id: 'Baca riwayatnya tanpa diff, halaman demi halaman.',
    },
  },
  VERSION_RANGE_INVALID: {
    title: 'No such versions',
    en: 'The versions are not a range of this stream.',
    id: 'Versi-versi itu bukan rentang dari aliran ini.',
    next: AGAIN,
  },
});

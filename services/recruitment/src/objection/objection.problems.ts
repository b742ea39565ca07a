import { type ProblemCatalogue, registerProblems } from '@jejak/http';

/** What an objection, a session of clarification or an input of the public can refuse. */
const ANSWERS: ProblemCatalogue = {
  OBJECTION_NOT_FOUND: {
    title: 'Objection not found',
    en: 'There is no such objection for you to read or decide.',
    id: 'Tidak ada sanggahan tersebut yang dapat Anda baca atau putuskan.',
    next: { en: 'Look it up on the objection board.', id: 'Periksa papan sanggah.' },
  },
  OBJECTION_WINDOW_CLOSED: {
    title: 'Objection window closed',
    en: 'Objections to a result are taken in its window only. The last that concerned you ended: {until}.',
    id: 'Sanggahan hanya diterima dalam masa sanggah hasil tersebut. Masa terakhir yang menyangkut Anda berakhir: {until}.',
    next: {
      en: 'Ask in the clarification session, or wait for the next result.',
      id: 'Ajukan pertanyaan dalam sesi klarifikasi, atau tunggu hasil berikutnya.',
    },
  },
  NOT_OBJECTIONABLE: {
    title: 'Not objectionable',
    en: 'An applicant’s own late or wrong document is no ground for an objection.',
    id: 'Dokumen pelamar sendiri yang terlambat atau salah bukan alasan sanggah.',
    next: {
      en: 'Object on what the committee or the test did wrong.',
      id: 'Sanggah kesalahan panitia atau pelaksanaan tes.',
    },
  },
  DUPLICATE_OBJECTION: {
    title: 'Objection filed already',
    en: 'You have objected to this result on the same ground already.',
    id: 'Anda sudah menyanggah hasil ini dengan alasan yang sama.',
    next: { en: 'Read the objection that is there.', id: 'Baca sanggahan yang sudah ada.' },
  },
  CLARIFICATION_NOT_FOUND: {
    title: 'Clarification not found',
    en: 'There is no such clarification session.',
    id: 'Tidak ada sesi klarifikasi tersebut.',
    next: { en: 'Look it up among those of the vacancy.', id: 'Periksa daftar sesi pada lowongan.' },
  },
  PUBLIC_INPUT_NOT_FOUND: {
    title: 'Input not found',
    en: 'There is no such input.',
    id: 'Tidak ada masukan tersebut.',
    next: { en: 'Check the id that you were given.', id: 'Periksa id yang Anda terima.' },
  },
};

registerProblems(ANSWERS);

import { registerProblems } from '@jejak/http';

/** Of surveys of engagement. */
registerProblems({
  SURVEY_NOT_FOUND: {
    title: 'Survey not found',
    en: 'There is no such survey.',
    id: 'Tidak ada survei tersebut.',
    next: { en: 'Check the id.', id: 'Periksa id-nya.' },
  },
  CODE_UNKNOWN: {
    title: 'Code unknown',
    en: 'Nothing has this code.',
    id: 'Kode ini tidak dikenal.',
    next: { en: 'Ask for your code again.', id: 'Minta kembali kode Anda.' },
  },
  CODE_USED: {
    title: 'Code used',
    en: 'This code was used already; it works once.',
    id: 'Kode ini sudah dipakai; hanya berlaku satu kali.',
    next: { en: 'Nothing needs to be done.', id: 'Tidak ada yang perlu dilakukan.' },
  },
});

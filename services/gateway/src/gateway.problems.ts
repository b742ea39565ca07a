import { registerProblems } from '@jejak/http';

/** What people read when the front door refuses; one page each in `docs/problems`. */
registerProblems({
  SESSION_ENDED: {
    title: 'Session ended',
    en: 'Your session is over: it was left unused, it lasted a whole working day, or it was ended elsewhere.',
    id: 'Sesi Anda sudah berakhir: lama tidak dipakai, sudah berlangsung satu hari kerja, atau diakhiri di tempat lain.',
    next: {
      en: 'Sign in again; what you had written on the page is still there.',
      id: 'Masuk lagi; yang sudah Anda tulis di halaman masih ada.',
    },
  },
  CROSS_SITE_REFUSED: {
    title: 'Cross-site request refused',
    en: 'With your session only pages of this console may ask, and this request did not come from one.',
    id: 'Dengan sesi Anda hanya halaman konsol ini yang boleh meminta, dan permintaan ini bukan dari sana.',
    next: {
      en: 'Open the console and do it there. Programs send a token of their own instead of a cookie.',
      id: 'Buka konsol dan lakukan di sana. Program mengirim tokennya sendiri, bukan kuki.',
    },
  },
  CSRF_INVALID: {
    title: 'Not from this session',
    en: 'This request does not carry the word of its session.',
    id: 'Permintaan ini tidak membawa kata kunci sesinya.',
    next: {
      en: 'Load the page again and send it again with the same Idempotency-Key.',
      id: 'Muat ulang halaman lalu kirim lagi dengan Idempotency-Key yang sama.',
    },
  },
});

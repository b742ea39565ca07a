import { registerProblems } from '@jejak/http';

/** Of improvement plans. */
registerProblems({
  IMPROVEMENT_NOT_FOUND: {
    title: 'Improvement plan not found',
    en: 'There is no such improvement plan for you to read or change.',
    id: 'Tidak ada rencana perbaikan tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
});

import { registerProblems } from '@jejak/http';

/** Of cases of discipline. */
registerProblems({
  CASE_NOT_FOUND: {
    title: 'Case not found',
    en: 'There is no such case for you to read or change.',
    id: 'Tidak ada perkara tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  VIOLATION_EXISTS: {
    title: 'Violation reported already',
    en: 'This violation is reported already.',
    id: 'Pelanggaran ini sudah dilaporkan.',
    next: { en: 'Add what you know to that case.', id: 'Tambahkan keterangan pada perkara tersebut.' },
  },
  HEARING_REQUIRED: {
    title: 'Hearing required',
    en: 'The employee is heard before a sanction is decided.',
    id: 'Pegawai harus diperiksa sebelum hukuman diputuskan.',
    next: { en: 'Summon the employee and hold the hearing.', id: 'Panggil pegawai dan adakan pemeriksaan.' },
  },
  AUTHORITY_LEVEL: {
    title: 'Wrong authority',
    en: 'You have no authority for a decision of this level.',
    id: 'Anda tidak berwenang memutuskan tingkat ini.',
    next: { en: 'Lay it before the official who has it.', id: 'Ajukan kepada pejabat yang berwenang.' },
  },
  NE_BIS_IN_IDEM: {
    title: 'Punished already',
    en: 'Nobody is punished twice for the same violation.',
    id: 'Tidak seorang pun dihukum dua kali untuk pelanggaran yang sama.',
    next: { en: 'Read the earlier case.', id: 'Baca perkara yang terdahulu.' },
  },
});

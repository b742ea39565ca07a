import { registerProblems } from '@jejak/http';

/** Of the review of predicates, and of what happens to an evaluation once it is final. */
registerProblems({
  SELF_ASSESSMENT_OPEN: {
    title: 'Self-assessment still open',
    en: 'The employee may still assess the year, until {deadline}.',
    id: 'Pegawai masih dapat menilai diri sampai {deadline}.',
    next: {
      en: 'Rate when the employee has done so, or after that day.',
      id: 'Nilai setelah pegawai menilai diri, atau setelah hari itu.',
    },
  },
  DISTRIBUTION_NOT_REVIEWED: {
    title: 'Distribution not reviewed',
    en: 'The unit has not held the review of its predicates yet.',
    id: 'Unit belum mengadakan telaah distribusi predikat.',
    next: {
      en: 'Ask the head of the unit to hold the review, then deliver.',
      id: 'Minta kepala unit mengadakan telaah, lalu sampaikan hasil penilaian.',
    },
  },
  DISTRIBUTION_PATTERN: {
    title: 'Pattern not met',
    en: 'The predicates do not meet the pattern of the unit: {rules}.',
    id: 'Predikat tidak memenuhi pola unit: {rules}.',
    next: {
      en: 'Look at single ratings again; each change needs a reason that is this employee’s own.',
      id: 'Telaah kembali penilaian satu per satu; setiap perubahan memerlukan alasan pegawai itu sendiri.',
    },
  },
  ORGANISATION_RESULT_NOT_FOUND: {
    title: 'Result of the unit not found',
    en: 'There is no such result of a unit for you to read.',
    id: 'Tidak ada hasil unit tersebut yang dapat Anda baca.',
    next: { en: 'Read the list of results of that year.', id: 'Baca daftar hasil unit pada tahun itu.' },
  },
  FINDING_REQUIRED: {
    title: 'Finding required',
    en: 'A final evaluation is opened again on a judgment, or on a finding about it or its unit, only.',
    id: 'Evaluasi yang final hanya dibuka kembali atas putusan pengadilan, atau temuan tentang evaluasi itu atau unitnya.',
    next: {
      en: 'Name the id of the issued finding, or the judgment, and attach its document.',
      id: 'Sebutkan id temuan yang diterbitkan, atau putusannya, dan lampirkan dokumennya.',
    },
  },
});

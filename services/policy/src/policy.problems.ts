import { registerProblems } from '@jejak/http';

/** What people read when a rule of this service refuses; one page each in `docs/problems`. */
registerProblems({
  POLICY_NOT_FOUND: {
    title: 'Policy not found',
    en: 'There is no policy under this key.',
    id: 'Tidak ada kebijakan dengan kunci ini.',
    next: {
      en: 'Look the key up in the policy library.',
      id: 'Cari kuncinya di pustaka kebijakan.',
    },
  },
  POLICY_VERSION_NOT_FOUND: {
    title: 'Policy version not found',
    en: 'There is no such version of this policy for you to read.',
    id: 'Tidak ada versi kebijakan tersebut yang dapat Anda baca.',
    next: { en: 'Look at the versions of the policy.', id: 'Lihat versi-versi kebijakan itu.' },
  },
  OUTCOME_REQUIRED: {
    title: 'Outcome required',
    en: 'A draft says what is wrong, what is to come of it, and by which measure that will be told.',
    id: 'Rancangan menyebut masalahnya, hasil yang dituju, dan ukuran keberhasilannya.',
    next: {
      en: 'Add the problem, the intended outcome and at least one measure with its target.',
      id: 'Tambahkan masalah, hasil yang dituju, dan sedikitnya satu ukuran dengan targetnya.',
    },
  },
  LEGAL_BOUND: {
    title: 'Outside what the law lets',
    en: 'The law does not let {member} be so: {regulation}.',
    id: 'Peraturan tidak mengizinkan nilai {member} ini: {regulation}.',
    next: {
      en: 'Choose a value inside the bound, or wait for the regulation to change.',
      id: 'Pilih nilai di dalam batas itu, atau tunggu perubahan peraturan.',
    },
  },
  CONSULTATION_OPEN: {
    title: 'Consultation open',
    en: 'Opinions may still be given on this draft, until {date}.',
    id: 'Pendapat atas rancangan ini masih dapat disampaikan sampai {date}.',
    next: { en: 'Wait for the end of the consultation.', id: 'Tunggu konsultasi berakhir.' },
  },
  CONSULTATION_CLOSED: {
    title: 'Consultation closed',
    en: 'No opinions are taken on this draft any more.',
    id: 'Pendapat atas rancangan ini tidak diterima lagi.',
    next: {
      en: 'Look in the consultation room for drafts that are open.',
      id: 'Lihat rancangan lain yang masih terbuka di ruang konsultasi.',
    },
  },
  OPINIONS_UNANSWERED: {
    title: 'Opinions unanswered',
    en: '{count} opinions on this draft have no answer yet.',
    id: '{count} pendapat atas rancangan ini belum dijawab.',
    next: { en: 'Answer every opinion, then approve.', id: 'Jawab semua pendapat, lalu setujui.' },
  },
  OPINION_NOT_FOUND: {
    title: 'Opinion not found',
    en: 'There is no such opinion.',
    id: 'Tidak ada pendapat tersebut.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  INSTITUTION_NOT_FOUND: {
    title: 'Institution not found',
    en: 'No education institution has this code.',
    id: 'Tidak ada lembaga pendidikan dengan kode ini.',
    next: {
      en: 'Type the code as the city gave it, or speak without one.',
      id: 'Ketik kode seperti yang diberikan kota, atau sampaikan tanpa kode.',
    },
  },
  SOCIALISATION_INSUFFICIENT: {
    title: 'Too few know of it',
    en: '{coverage} % have acknowledged it, {min} % are needed; it comes into force by {date} in any case.',
    id: '{coverage} % telah menyatakan membaca, diperlukan {min} %; paling lambat berlaku {date}.',
    next: {
      en: 'Hold sessions and have people acknowledge it; it is looked at again every day.',
      id: 'Adakan sosialisasi dan minta pernyataan membaca; diperiksa lagi setiap hari.',
    },
  },
  SIMULATION_NOT_FOUND: {
    title: 'Simulation not found',
    en: 'There is no such simulation of this version.',
    id: 'Tidak ada simulasi versi ini dengan id tersebut.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  SIMULATIONS_BUSY: {
    title: 'Simulations busy',
    en: 'Other simulations are being computed.',
    id: 'Simulasi lain sedang dihitung.',
    next: { en: 'Try again in a minute.', id: 'Coba lagi dalam satu menit.' },
  },
  EXCEPTION_NOT_FOUND: {
    title: 'Exception not found',
    en: 'There is no such exception for you to decide.',
    id: 'Tidak ada pengecualian tersebut yang dapat Anda putuskan.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  EMPLOYEE_NOT_FOUND: {
    title: 'Employee not found',
    en: 'There is no such employee.',
    id: 'Tidak ada pegawai tersebut.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  REVIEW_NOT_FOUND: {
    title: 'Review not found',
    en: 'There is no such review.',
    id: 'Tidak ada peninjauan tersebut.',
    next: { en: 'Look at the calendar of reviews.', id: 'Lihat kalender peninjauan.' },
  },
  DATASET_NOT_FOUND: {
    title: 'Dataset not found',
    en: 'There is no such dataset, or not in this version.',
    id: 'Tidak ada himpunan data tersebut, atau tidak dalam versi ini.',
    next: { en: 'Look up its versions.', id: 'Periksa versi-versinya.' },
  },
});

import { registerProblems } from '@jejak/http';

/** What people read when a rule of planning or of the year's work refuses; one page each in `docs/problems`. */
registerProblems({
  TOO_LATE_TO_CHANGE: {
    title: 'Too late to change',
    en: 'In the last {days} days of the year a plan stays as it is.',
    id: 'Dalam {days} hari terakhir tahun berjalan, SKP tidak dapat diubah.',
    next: {
      en: 'Say what happened in the self-assessment; the year’s evaluation can take it into account.',
      id: 'Jelaskan keadaannya dalam penilaian diri; penilaian tahunan dapat mempertimbangkannya.',
    },
  },
  HINDSIGHT_CHANGE: {
    title: 'Change in hindsight',
    en: 'A target that was missed is not lowered without an external cause: {indicators}.',
    id: 'Target yang sudah meleset tidak diturunkan tanpa sebab dari luar: {indicators}.',
    next: {
      en: 'Leave the target, or name the external cause.',
      id: 'Biarkan targetnya, atau sebutkan sebab dari luar.',
    },
  },
  UNIT_RESULT_EXISTS: {
    title: 'Unit result exists',
    en: 'Another unit has a result of this code in the year.',
    id: 'Unit lain sudah memakai kode hasil kerja ini pada tahun tersebut.',
    next: { en: 'Choose another code.', id: 'Pilih kode lain.' },
  },
  SOURCE_NOT_FOUND: {
    title: 'Source not found',
    en: 'There is no such source.',
    id: 'Tidak ada sumber tersebut.',
    next: { en: 'Read the list of sources.', id: 'Baca daftar sumber.' },
  },
  CAUSE_REQUIRED: {
    title: 'Cause required',
    en: 'Every cause of an obstacle lies in a category: people, method, tool, data, budget, outside.',
    id: 'Setiap penyebab kendala masuk satu kategori: manusia, cara, alat, data, anggaran, luar.',
    next: {
      en: 'Analyse the causes, each with its category.',
      id: 'Uraikan penyebabnya beserta kategorinya.',
    },
  },
  OBSTACLE_NOT_FOUND: {
    title: 'Obstacle not found',
    en: 'There is no such obstacle for you to read or deal with.',
    id: 'Tidak ada kendala tersebut yang dapat Anda baca atau tangani.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  SUPPORT_NOT_FOUND: {
    title: 'Request not found',
    en: 'There is no such request for you to read or decide.',
    id: 'Tidak ada permintaan tersebut yang dapat Anda baca atau putuskan.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  ALTERNATIVE_REQUIRED: {
    title: 'Alternative required',
    en: 'Who declines support names what there is instead.',
    id: 'Penolakan dukungan harus menyebutkan penggantinya.',
    next: { en: 'Offer something else, or grant it.', id: 'Tawarkan pengganti, atau kabulkan.' },
  },
  NO_DIALOGUE: {
    title: 'No dialogue',
    en: 'A period is rated after at least {minimum} feedback was given in it.',
    id: 'Periode dinilai setelah ada sekurang-kurangnya {minimum} umpan balik di dalamnya.',
    next: { en: 'Give feedback first, then rate.', id: 'Berikan umpan balik dahulu, lalu nilai.' },
  },
  PERIOD_NOT_FOUND: {
    title: 'Period not found',
    en: 'There is no such period for you to read or rate.',
    id: 'Tidak ada periode tersebut yang dapat Anda baca atau nilai.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  SAMPLE_NOT_FOUND: {
    title: 'Sample not found',
    en: 'There is no such sample.',
    id: 'Tidak ada sampel tersebut.',
    next: { en: 'Read the list of samples.', id: 'Baca daftar sampel.' },
  },
  FEEDBACK_NOT_FOUND: {
    title: 'Feedback not found',
    en: 'There is no such feedback for you to read.',
    id: 'Tidak ada umpan balik tersebut yang dapat Anda baca.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
});

import { registerProblems } from '@jejak/http';
import './discipline/discipline.problems';
import './engagement/engagement.problems';
import './evaluation/evaluation.problems';
import './improvement/improvement.problems';
import './publication/publication.problems';
import './reward/reward.problems';
import './planning.problems';

/** What people read when a rule of this service refuses; one page each in `docs/problems`. */
registerProblems({
  CYCLE_EXISTS: {
    title: 'Cycle exists',
    en: 'The cycle of this year is open already.',
    id: 'Siklus tahun ini sudah dibuka.',
    next: { en: 'Read the cycle of the year.', id: 'Baca siklus tahun tersebut.' },
  },
  CYCLE_NOT_FOUND: {
    title: 'Cycle not found',
    en: 'This year was never opened.',
    id: 'Tahun ini belum pernah dibuka.',
    next: { en: 'Ask the HR agency to open the cycle.', id: 'Minta BKPSDM membuka siklusnya.' },
  },
  CYCLE_NOT_OPEN: {
    title: 'Cycle not open',
    en: 'The cycle of this year is not open yet.',
    id: 'Siklus tahun ini belum dibuka.',
    next: { en: 'Ask the HR agency to open the cycle.', id: 'Minta BKPSDM membuka siklusnya.' },
  },
  PLANS_PENDING: {
    title: 'Plans pending',
    en: '{plans} plans of this year were never agreed.',
    id: '{plans} SKP tahun ini belum disepakati.',
    next: { en: 'Settle them first.', id: 'Selesaikan lebih dahulu.' },
  },
  OBJECTION_PENDING: {
    title: 'Objection pending',
    en: 'An objection is still pending.',
    id: 'Masih ada keberatan atau sanggahan yang tertunda.',
    next: { en: 'Decide it first.', id: 'Putuskan lebih dahulu.' },
  },
  PLAN_NOT_FOUND: {
    title: 'Plan not found',
    en: 'There is no such plan for you to read or change.',
    id: 'Tidak ada SKP tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  PLAN_NOT_ACTIVE: {
    title: 'Plan not agreed',
    en: 'The plan is not agreed yet.',
    id: 'SKP ini belum disepakati.',
    next: { en: 'Have it agreed by the supervisor first.', id: 'Mintakan kesepakatan atasan lebih dahulu.' },
  },
  INDICATOR_NOT_FOUND: {
    title: 'Indicator not in plan',
    en: 'The plan has no such indicator.',
    id: 'SKP ini tidak memuat indikator tersebut.',
    next: { en: 'Use an indicator of the plan.', id: 'Pakai indikator yang ada di SKP.' },
  },
  WEIGHTS_NOT_100: {
    title: 'Weights not 100',
    en: 'The weights sum to {total}, not to 100.',
    id: 'Jumlah bobot {total}, bukan 100.',
    next: { en: 'Correct the weights.', id: 'Perbaiki bobotnya.' },
  },
  TOO_FEW_INDICATORS: {
    title: 'Too few indicators',
    en: 'A plan has at least {minimum} indicators.',
    id: 'SKP memuat sekurang-kurangnya {minimum} indikator.',
    next: { en: 'Add indicators.', id: 'Tambahkan indikator.' },
  },
  NOT_MEASURABLE: {
    title: 'Not measurable',
    en: 'An indicator has no target, range or unit to be measured by.',
    id: 'Satu indikator tidak memiliki target, rentang, atau satuan untuk diukur.',
    next: { en: 'Complete the indicator.', id: 'Lengkapi indikatornya.' },
  },
  TARGET_ZERO: {
    title: 'Target of zero',
    en: 'A target of zero cannot be realised.',
    id: 'Target nol tidak dapat dicapai.',
    next: { en: 'Set a target above zero.', id: 'Tetapkan target di atas nol.' },
  },
  NOT_ALIGNED: {
    title: 'Not aligned',
    en: 'Every indicator supports a result of the unit.',
    id: 'Setiap indikator harus mendukung hasil kerja unit.',
    next: {
      en: 'Name the unit result that each indicator supports.',
      id: 'Sebutkan hasil unit yang didukung setiap indikator.',
    },
  },
  TARGET_UNREALISTIC_UNREVIEWED: {
    title: 'Target not reviewed',
    en: 'A target that stretches too far waits for review: {indicators}.',
    id: 'Ada target yang terlalu tinggi dan belum ditelaah: {indicators}.',
    next: {
      en: 'Adjust the target, or confirm it with support.',
      id: 'Sesuaikan targetnya, atau kukuhkan dengan dukungan.',
    },
  },
  SUPPORT_PLAN_REQUIRED: {
    title: 'Support plan required',
    en: 'A target that stretches too far stands only with support.',
    id: 'Target yang terlalu tinggi hanya dapat dipertahankan dengan dukungan.',
    next: { en: 'Say who gives what by when.', id: 'Sebutkan siapa memberi apa dan kapan.' },
  },
  MEASUREMENT_NOT_FOUND: {
    title: 'Measurement not found',
    en: 'There is no such amount for you to read or judge.',
    id: 'Tidak ada capaian tersebut yang dapat Anda baca atau nilai.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  EVIDENCE_REQUIRED: {
    title: 'Evidence required',
    en: 'This indicator is reported with evidence.',
    id: 'Indikator ini dilaporkan dengan bukti.',
    next: { en: 'Add a document, and send it again.', id: 'Tambahkan dokumen lalu kirim lagi.' },
  },
  SOURCE_NOT_VALIDATED: {
    title: 'Source not registered',
    en: 'Only a registered source delivers amounts.',
    id: 'Hanya sumber terdaftar yang dapat mengirim capaian.',
    next: {
      en: 'Have the source registered, or report it yourself.',
      id: 'Daftarkan sumbernya, atau laporkan sendiri.',
    },
  },
  FEEDBACK_NOT_CONSTRUCTIVE: {
    title: 'Feedback not constructive',
    en: 'Feedback says what was seen, what it did, and what to do next.',
    id: 'Umpan balik memuat perilaku yang terlihat, dampaknya, dan sarannya.',
    next: { en: 'Say it in all three parts.', id: 'Lengkapi ketiga bagiannya.' },
  },
  EMPLOYEE_NOT_FOUND: {
    title: 'Employee not found',
    en: 'There is no such employee for you to read or change.',
    id: 'Tidak ada pegawai tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  UNIT_NOT_FOUND: {
    title: 'Unit not found',
    en: 'There is no unit with this code.',
    id: 'Tidak ada unit dengan kode ini.',
    next: { en: 'Import the units first.', id: 'Impor unit terlebih dahulu.' },
  },
  ORGANISATION_RESULT_EXISTS: {
    title: 'Organisation result set',
    en: 'The result of this unit is set already.',
    id: 'Hasil unit ini sudah ditetapkan.',
    next: { en: 'Read the result that is there.', id: 'Baca hasil yang sudah ada.' },
  },
  EVALUATION_NOT_FOUND: {
    title: 'Evaluation not found',
    en: 'There is no such evaluation for you to read or change.',
    id: 'Tidak ada penilaian tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  EVALUATION_NOT_OPEN: {
    title: 'Evaluation not open',
    en: 'An evaluation is rated once, after its recommendation.',
    id: 'Penilaian ditetapkan satu kali, setelah ada rekomendasi.',
    next: { en: 'Read where the evaluation stands.', id: 'Baca keadaan penilaiannya.' },
  },
  BEHAVIOUR_EVIDENCE_REQUIRED: {
    title: 'Behaviour evidence required',
    en: 'The rating of {value} names no feedback that bears it.',
    id: 'Penilaian {value} tidak menyebut umpan balik yang mendasarinya.',
    next: {
      en: 'Refer to feedback about this value, or rate it as expected.',
      id: 'Rujuk umpan balik tentang nilai ini, atau nilai sesuai ekspektasi.',
    },
  },
  UNVERIFIED_DATA: {
    title: 'Unverified data',
    en: 'Indicator {indicator} has amounts that nobody verified, or none.',
    id: 'Indikator {indicator} memiliki capaian yang belum diverifikasi, atau belum ada.',
    next: { en: 'Have the amounts verified first.', id: 'Mintakan verifikasi capaiannya lebih dahulu.' },
  },
  DEVIATION_TOO_LARGE: {
    title: 'Deviation too large',
    en: 'The predicate is further than {maximum} on the order of predicates from the recommended one.',
    id: 'Predikat berselisih lebih dari {maximum} tingkat dari rekomendasi.',
    next: {
      en: 'Rate as near to the recommendation as the policy asks.',
      id: 'Tetapkan dalam jarak dari rekomendasi yang ditentukan kebijakan.',
    },
  },
  DEVIATION_UNJUSTIFIED: {
    title: 'Deviation not justified',
    en: 'A rating other than the recommended one needs {minimum} characters of grounds, and evidence.',
    id: 'Penilaian di luar rekomendasi memerlukan alasan {minimum} karakter dan bukti.',
    next: { en: 'Add the grounds and a document.', id: 'Tambahkan alasan dan dokumen.' },
  },
  RATER_TENURE: {
    title: 'Former supervisor not consulted',
    en: 'You supervised this employee for fewer than {months} full months of the year.',
    id: 'Anda membawahi pegawai ini kurang dari {months} bulan penuh pada tahun itu.',
    next: {
      en: 'Consult the supervisor before you, and name them.',
      id: 'Konsultasikan dengan atasan sebelumnya dan sebutkan namanya.',
    },
  },
  OBJECTION_WINDOW_CLOSED: {
    title: 'Objection window closed',
    en: 'The time for objections is over.',
    id: 'Waktu untuk mengajukan keberatan atau sanggahan sudah berakhir.',
    next: {
      en: 'Read the published dates; an inspector’s finding can still reopen the matter.',
      id: 'Baca tanggal yang diumumkan; temuan inspektorat masih dapat membukanya kembali.',
    },
  },
  BOTH_SIDES_REQUIRED: {
    title: 'Both sides required',
    en: 'Rater and employee are both heard before the decision.',
    id: 'Penilai dan pegawai harus didengar sebelum diputus.',
    next: { en: 'Hear the side that is missing.', id: 'Dengarkan pihak yang belum didengar.' },
  },
});

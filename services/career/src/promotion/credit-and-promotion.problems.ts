import { registerProblems } from '@jejak/http';

/** Of credit and promotion. */
registerProblems({
  LEDGER_NOT_FOUND: {
    title: 'Ledger not found',
    en: 'There is no ledger of credit points for you to read.',
    id: 'Tidak ada buku angka kredit yang dapat Anda baca.',
    next: {
      en: 'Check the id; a ledger begins with its first entry.',
      id: 'Periksa id-nya; buku dimulai dengan catatan pertamanya.',
    },
  },
  EVALUATION_NOT_FOUND: {
    title: 'Evaluation not found',
    en: 'Performance has told of no such evaluation of this employee.',
    id: 'Layanan kinerja belum memberitahukan evaluasi pegawai tersebut.',
    next: { en: 'Check both ids.', id: 'Periksa kedua id.' },
  },
  EVALUATION_NOT_FINAL: {
    title: 'Evaluation not final',
    en: 'The evaluation is contested, or not final yet: nothing is converted from it.',
    id: 'Evaluasi sedang dalam keberatan atau belum final: belum dapat dikonversi.',
    next: { en: 'Wait until it is final.', id: 'Tunggu sampai evaluasi final.' },
  },
  ALREADY_CONVERTED: {
    title: 'Converted already',
    en: 'The points of this period are in the ledger already.',
    id: 'Angka kredit masa ini sudah tercatat.',
    next: { en: 'Read the ledger.', id: 'Baca buku angka kredit.' },
  },
  NOT_FUNCTIONAL: {
    title: 'No functional position',
    en: 'Points are earned on a level of a functional position, and the employee held none.',
    id: 'Angka kredit diperoleh pada jenjang jabatan fungsional; pegawai tidak mendudukinya.',
    next: {
      en: 'Check the level in the employee’s file, or record the earlier rank.',
      id: 'Periksa jenjang di berkas pegawai, atau catat pangkat sebelumnya.',
    },
  },
  DOCUMENT_MISSING: {
    title: 'Document missing',
    en: 'A document is missing that this rests on.',
    id: 'Dokumen yang menjadi dasarnya tidak ada.',
    next: {
      en: 'Hand in the SHA-256 of the signed document.',
      id: 'Sertakan SHA-256 dokumen bertanda tangan.',
    },
  },
  BALANCE_EXISTS: {
    title: 'Balance exists',
    en: 'The ledger holds this time already: a balance is taken over once, before anything is converted.',
    id: 'Buku sudah memuat masa ini: saldo diambil alih satu kali, sebelum konversi.',
    next: { en: 'Read the ledger.', id: 'Baca buku angka kredit.' },
  },
  EDUCATION_CREDITED: {
    title: 'Degree credited',
    en: 'This degree has earned its points already.',
    id: 'Ijazah jenjang ini sudah memperoleh angka kredit.',
    next: { en: 'Read the ledger.', id: 'Baca buku angka kredit.' },
  },
  PREDICATE_EXISTS: {
    title: 'Predicate exists',
    en: 'The predicate of this year is recorded already.',
    id: 'Predikat tahun ini sudah tercatat.',
    next: { en: 'Read the record.', id: 'Baca catatannya.' },
  },
  RANK_EXISTS: {
    title: 'Rank exists',
    en: 'A rank is recorded from this day on already.',
    id: 'Pangkat mulai tanggal ini sudah tercatat.',
    next: { en: 'Check the date.', id: 'Periksa tanggalnya.' },
  },
  EDUCATION_EXISTS: {
    title: 'Degree exists',
    en: 'This degree is recorded already.',
    id: 'Ijazah jenjang ini sudah tercatat.',
    next: { en: 'Read the record.', id: 'Baca catatannya.' },
  },
  ELIGIBILITY_NOT_FOUND: {
    title: 'No check',
    en: 'Nobody has checked this employee’s eligibility, or not for you to read.',
    id: 'Kelayakan pegawai ini belum diperiksa, atau tidak dapat Anda baca.',
    next: { en: 'Check it first.', id: 'Periksa dahulu kelayakannya.' },
  },
  POST_REQUIRED: {
    title: 'No post',
    en: 'The promotion is for a post, and none is named or held on that day.',
    id: 'Kenaikan ini untuk suatu jabatan, dan tidak ada yang disebut atau dipegang pada hari itu.',
    next: {
      en: 'Choose another day, or name the post and its unit.',
      id: 'Pilih hari lain, atau sebutkan jabatan dan unitnya.',
    },
  },
  TEST_NOT_FOUND: {
    title: 'Test not found',
    en: 'Nobody has registered for this test.',
    id: 'Tidak ada yang terdaftar untuk uji ini.',
    next: { en: 'The employee registers first.', id: 'Pegawai mendaftar lebih dahulu.' },
  },
  PROMOTION_NOT_FOUND: {
    title: 'Promotion not found',
    en: 'There is no such promotion for you to read or change.',
    id: 'Tidak ada usulan kenaikan tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  PROMOTION_EXISTS: {
    title: 'Promotion open',
    en: 'Another promotion of this employee is open.',
    id: 'Usulan kenaikan lain bagi pegawai ini masih terbuka.',
    next: { en: 'Finish or withdraw that one first.', id: 'Selesaikan atau tarik usulan itu dahulu.' },
  },
  NOT_ELIGIBLE: {
    title: 'Not eligible',
    en: 'Conditions of the promotion are not met: {rules}.',
    id: 'Syarat kenaikan belum terpenuhi: {rules}.',
    next: {
      en: 'Check the eligibility: it says of each condition what it needs and what there is.',
      id: 'Periksa kelayakan: setiap syarat menyebut yang dibutuhkan dan yang ada.',
    },
  },
  NO_FORMATION: {
    title: 'No formation',
    en: 'No seat of the position and level is free any more.',
    id: 'Tidak ada lagi kebutuhan jabatan yang lowong pada jenjang tersebut.',
    next: { en: 'Wait for an approved formation.', id: 'Tunggu kebutuhan jabatan disetujui.' },
  },
  SANCTION_ACTIVE: {
    title: 'Sanction active',
    en: 'A medium or heavy sanction of the employee holds, or ended a short time ago.',
    id: 'Pegawai sedang menjalani hukuman disiplin sedang atau berat, atau baru saja selesai.',
    next: { en: 'Wait until the time after it is over.', id: 'Tunggu sampai masa setelahnya berakhir.' },
  },
  EVALUATION_CONTESTED: {
    title: 'Evaluation contested',
    en: 'An evaluation that counts is under objection: nobody acts on it.',
    id: 'Evaluasi yang menjadi dasar sedang dalam keberatan: tidak boleh dijadikan dasar tindakan.',
    next: { en: 'Wait for the decision.', id: 'Tunggu keputusannya.' },
  },
  APPROVAL_REQUIRED: {
    title: 'Technical approval required',
    en: 'The national civil-service agency has not given its technical approval.',
    id: 'Pertimbangan teknis BKN belum diberikan.',
    next: { en: 'Record the letter of the agency first.', id: 'Catat dahulu surat pertimbangan teknis.' },
  },
  EFFECTIVE_DATE_INVALID: {
    title: 'Date invalid',
    en: 'A promotion takes effect on day {day} of a month, and not in the past.',
    id: 'Kenaikan berlaku pada tanggal {day} suatu bulan, dan tidak berlaku surut.',
    next: { en: 'Choose the first of a month to come.', id: 'Pilih tanggal satu bulan mendatang.' },
  },
});

import { registerProblems } from '@jejak/http';

const CHECK_CODE = { en: 'Check the code.', id: 'Periksa kodenya.' };

/** What people read when a rule of this service refuses; one page each in `docs/problems`. */
registerProblems({
  COMPLAINT_NOT_FOUND: {
    title: 'Complaint not found',
    en: 'There is no such complaint, or none for you to read.',
    id: 'Tidak ada pengaduan tersebut, atau tidak untuk Anda baca.',
    next: {
      en: 'Check the tracking code, or the role you act under.',
      id: 'Periksa kode pelacakan atau peran yang Anda pakai.',
    },
  },
  DOCUMENT_NOT_FOUND: {
    title: 'Document not found',
    en: 'There is no such document for you to read.',
    id: 'Tidak ada dokumen tersebut yang dapat Anda baca.',
    next: { en: 'Look it up in the list of documents.', id: 'Periksa daftar dokumen.' },
  },
  COMPLAINT_EMPTY: {
    title: 'Complaint empty',
    en: 'The complaint says nothing.',
    id: 'Isi pengaduan kosong.',
    next: { en: 'Say what happened.', id: 'Tuliskan apa yang terjadi.' },
  },
  ANSWER_EMPTY: {
    title: 'Answer empty',
    en: 'An answer says something, and what was done or why nothing was.',
    id: 'Jawaban harus berisi penjelasan dan tindakan, atau alasan tidak ada tindakan.',
    next: { en: 'Write the answer and the action.', id: 'Tuliskan jawaban dan tindakannya.' },
  },
  CODE_UNKNOWN: {
    title: 'Code unknown',
    en: 'Nothing has this code.',
    id: 'Kode ini tidak dikenal.',
    next: CHECK_CODE,
  },
  CODE_USED: {
    title: 'Code used',
    en: 'This code was used already; it works once.',
    id: 'Kode ini sudah dipakai; hanya berlaku satu kali.',
    next: { en: 'Nothing needs to be done.', id: 'Tidak ada yang perlu dilakukan.' },
  },
  REVIEW_NOT_FOUND: {
    title: 'Review not found',
    en: 'There is no such review.',
    id: 'Tidak ada ulasan tersebut.',
    next: { en: 'Check the id.', id: 'Periksa id-nya.' },
  },
  END_BEFORE_START: {
    title: 'End before start',
    en: 'A service ends after it began, and begins after the arrival.',
    id: 'Pelayanan selesai setelah dimulai, dan dimulai setelah kedatangan.',
    next: { en: 'Correct the times.', id: 'Perbaiki waktunya.' },
  },
  STANDARD_NOT_FOUND: {
    title: 'Standard not found',
    en: 'No standard of this service was in force on that day.',
    id: 'Tidak ada standar pelayanan tersebut yang berlaku pada hari itu.',
    next: { en: 'Have HR set the standard first.', id: 'Minta BKPSDM menetapkan standarnya dahulu.' },
  },
  SURVEY_NOT_FOUND: {
    title: 'Survey not found',
    en: 'There is no such survey.',
    id: 'Tidak ada survei tersebut.',
    next: { en: 'Check the id.', id: 'Periksa id-nya.' },
  },
  SURVEY_NOT_COLLECTING: {
    title: 'Survey not collecting',
    en: 'Answers are taken between the opening and the closing of a survey.',
    id: 'Jawaban diterima antara pembukaan dan penutupan survei.',
    next: { en: 'Ask who holds the survey.', id: 'Tanyakan kepada penyelenggara survei.' },
  },
  SAMPLE_TOO_SMALL: {
    title: 'Sample too small',
    en: 'The sample has {have}, and needs {need}.',
    id: 'Sampel berjumlah {have}, seharusnya {need}.',
    next: {
      en: 'Plan a larger sample, or collect more answers.',
      id: 'Perbesar sampel atau kumpulkan lebih banyak jawaban.',
    },
  },
  ELEMENT_MISSING: {
    title: 'Element missing',
    en: 'These elements have no answer: {elements}.',
    id: 'Unsur berikut belum dijawab: {elements}.',
    next: { en: 'Collect answers to all nine.', id: 'Kumpulkan jawaban untuk kesembilan unsur.' },
  },
  COLUMN_MAP_INVALID: {
    title: 'Column map not valid',
    en: 'The map gives each column one element, and each element one column.',
    id: 'Peta harus memberi setiap kolom satu unsur, dan setiap unsur satu kolom.',
    next: { en: 'Write it as u8:U9,u9:U8.', id: 'Tulis seperti u8:U9,u9:U8.' },
  },
  CLOSED_BEFORE_OPENED: {
    title: 'Closed before opened',
    en: 'A case is closed on or after the day on which it was opened.',
    id: 'Kasus ditutup pada atau setelah hari pembukaannya.',
    next: { en: 'Correct the dates.', id: 'Perbaiki tanggalnya.' },
  },
  CATEGORY_MISSING: {
    title: 'Category missing',
    en: 'The case has no category; it was taken with a mark.',
    id: 'Kasus tidak memiliki kategori; diterima dengan tanda.',
    next: { en: 'Complete the register.', id: 'Lengkapi registernya.' },
  },
  UNIT_UNKNOWN: {
    title: 'Unit unknown',
    en: 'The chart has no unit of this code; the case was taken with a mark.',
    id: 'Bagan organisasi tidak memuat kode unit ini; kasus diterima dengan tanda.',
    next: {
      en: 'Have the unit entered, or correct the code.',
      id: 'Minta unit didaftarkan atau perbaiki kodenya.',
    },
  },
  UNIT_NOT_FOUND: {
    title: 'Unit not found',
    en: 'There is no unit with this code.',
    id: 'Tidak ada unit dengan kode ini.',
    next: { en: 'Import the units first.', id: 'Impor unit terlebih dahulu.' },
  },
  EMPLOYEE_NOT_FOUND: {
    title: 'Employee not found',
    en: 'There is no such employee for you to read or change.',
    id: 'Tidak ada pegawai tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  DATASET_NOT_FOUND: {
    title: 'Dataset not found',
    en: 'There is no such dataset, or not in this version.',
    id: 'Tidak ada himpunan data tersebut, atau tidak dalam versi ini.',
    next: { en: 'Look up its versions.', id: 'Periksa versi-versinya.' },
  },
});

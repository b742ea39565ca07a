import { registerProblems } from '@jejak/http';

const AGAIN = { en: 'Correct the request and send it again.', id: 'Perbaiki permintaan lalu kirim lagi.' };

/** The refusals of this service; `@jejak/http` has those that every service shares. */
registerProblems({
  PURPOSE_REQUIRED: {
    title: 'Purpose required',
    en: 'Say what the answer is for: a case number or one word. It is recorded with who asked.',
    id: 'Sebutkan untuk apa jawaban ini: nomor perkara atau satu kata. Hal itu dicatat bersama siapa yang bertanya.',
    next: { en: 'Add the parameter purpose.', id: 'Tambahkan parameter purpose.' },
  },
  STREAM_NOT_FOUND: {
    title: 'No such stream',
    en: 'The log has no event of this stream.',
    id: 'Log tidak memuat peristiwa dari aliran ini.',
    next: {
      en: 'Check the name; see at /sources whether its service is behind.',
      id: 'Periksa namanya; lihat di /sources apakah layanannya tertinggal.',
    },
  },
  EVENT_NOT_FOUND: {
    title: 'No such event',
    en: 'The log has no event with this id.',
    id: 'Log tidak memuat peristiwa dengan id ini.',
    next: {
      en: 'Check the id; see at /sources whether its service is behind.',
      id: 'Periksa id-nya; lihat di /sources apakah layanannya tertinggal.',
    },
  },
  ENTRY_NOT_FOUND: {
    title: 'No such entry',
    en: 'The log has no entry at this index.',
    id: 'Log tidak memuat entri pada indeks ini.',
    next: {
      en: 'Read the checkpoint: indexes go from 0 to its size, that one not included.',
      id: 'Baca checkpoint: indeks berjalan dari 0 sampai ukurannya, tidak termasuk ukuran itu.',
    },
  },
  NOT_SEALED_YET: {
    title: 'Not sealed yet',
    en: 'No published checkpoint covers this yet.',
    id: 'Belum ada checkpoint terbit yang mencakup hal ini.',
    next: {
      en: 'Ask again in a minute. If it stays so, tell an operator: the log is not published, or its witnesses do not answer.',
      id: 'Coba lagi dalam satu menit. Jika tetap begitu, beri tahu operator: log tidak terbit, atau para saksinya tidak menjawab.',
    },
  },
  CHECKPOINT_INVALID: {
    title: 'No checkpoint of this log',
    en: 'This is no checkpoint that this log has signed.',
    id: 'Ini bukan checkpoint yang ditandatangani oleh log ini.',
    next: {
      en: 'Send it as it was saved, to the byte and with its last newline. If it was, keep it: somebody else signed in the name of this log.',
      id: 'Kirim persis seperti saat disimpan, termasuk baris baru terakhirnya. Jika sudah, simpan: pihak lain telah menandatangani atas nama log ini.',
    },
  },
  RESULT_ROW_NOT_FOUND: {
    title: 'No such published row',
    en: 'The log has no published row of this participant number in this list.',
    id: 'Log tidak memuat baris terbit untuk nomor peserta ini dalam daftar ini.',
    next: {
      en: 'Check list and number; what was published a moment ago may still be on its way to the log.',
      id: 'Periksa daftar dan nomornya; yang baru saja terbit mungkin masih dalam perjalanan ke log.',
    },
  },
  PROOF_UNAVAILABLE: {
    title: 'No proof at this moment',
    en: 'The published files of the log do not give the proof at this moment.',
    id: 'Berkas terbit log saat ini tidak dapat memberikan bukti.',
    next: {
      en: 'Ask again in a minute. If it stays so, tell an operator: the tiles are to be made again (docs/operations.md).',
      id: 'Coba lagi dalam satu menit. Jika tetap begitu, beri tahu operator: berkas tile perlu dibuat ulang (docs/operations.md).',
    },
  },
  AS_OF_INVALID: {
    title: 'No such point in the log',
    en: 'The point in the log is not written as it should be.',
    id: 'Titik dalam log tidak ditulis sebagaimana mestinya.',
    next: {
      en: 'Write asOf=version:3, index:1204 or time:2027-02-05, and asKnownAt=2027-02-05.',
      id: 'Tulis asOf=version:3, index:1204 atau time:2027-02-05, dan asKnownAt=2027-02-05.',
    },
  },
  STREAM_TOO_LONG: {
    title: 'Stream too long',
    en: 'The stream has more than {limit} versions, too many to be folded at once.',
    id: 'Aliran ini memiliki lebih dari {limit} versi, terlalu banyak untuk dirangkum sekaligus.',
    next: {
      en: 'Read its history without diff, a page at a time.',
      id: 'Baca riwayatnya tanpa diff, halaman demi halaman.',
    },
  },
  VERSION_RANGE_INVALID: {
    title: 'No such versions',
    en: 'The versions are not a range of this stream.',
    id: 'Versi-versi itu bukan rentang dari aliran ini.',
    next: AGAIN,
  },
  UNIT_NOT_FOUND: {
    title: 'No such unit',
    en: 'There is no such unit.',
    id: 'Tidak ada unit tersebut.',
    next: { en: 'Check its id in the organisation chart.', id: 'Periksa id-nya di bagan organisasi.' },
  },
  EMPLOYEE_NOT_FOUND: {
    title: 'No such employee',
    en: 'There is no such employee.',
    id: 'Tidak ada pegawai tersebut.',
    next: { en: 'Check the id in the employee list.', id: 'Periksa id-nya di daftar pegawai.' },
  },
  ASSIGNMENT_REQUIRED: {
    title: 'Letter of assignment required',
    en: 'An inspection rests on a letter of assignment: its number, its day and the letter itself.',
    id: 'Pemeriksaan harus berdasarkan surat tugas: nomor, tanggal, dan suratnya.',
    next: { en: 'Hand in assignment and letter.', id: 'Sertakan assignment dan letter.' },
  },
  INSPECTION_NOT_FOUND: {
    title: 'No such inspection',
    en: 'There is no such inspection for you to read or change.',
    id: 'Tidak ada pemeriksaan tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  EVIDENCE_REQUEST_NOT_FOUND: {
    title: 'No such request',
    en: 'There is no such request for evidence that you may read or answer.',
    id: 'Tidak ada permintaan bukti tersebut yang dapat Anda baca atau jawab.',
    next: {
      en: 'Look at the list of what you are asked for.',
      id: 'Lihat daftar permintaan bukti kepada Anda.',
    },
  },
  EXPLANATION_NOT_FOUND: {
    title: 'No such explanation',
    en: 'There is no such explanation for you to read.',
    id: 'Tidak ada penjelasan tersebut yang dapat Anda baca.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  FINDING_NOT_FOUND: {
    title: 'No such finding',
    en: 'There is no such finding for you to read or change.',
    id: 'Tidak ada temuan tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  RIGHT_TO_REPLY: {
    title: 'Right to reply',
    en: 'The unit may reply to the draft until {date} is over, and has not replied yet.',
    id: 'Unit berhak menanggapi konsep temuan sampai dengan {date}, dan belum menanggapi.',
    next: {
      en: 'Issue the finding once the unit has replied, or after that day.',
      id: 'Terbitkan temuan setelah unit menanggapi, atau sesudah tanggal itu.',
    },
  },
  CONTROL_TRIP_NOT_FOUND: {
    title: 'No such question',
    en: 'There is no such question of a standing control.',
    id: 'Tidak ada pertanyaan tersebut dari kendali tetap.',
    next: { en: 'Look at the list of questions.', id: 'Lihat daftar pertanyaan kendali.' },
  },
  ALARM_NOT_FOUND: {
    title: 'No such alarm',
    en: 'There is no such integrity alarm.',
    id: 'Tidak ada alarm integritas tersebut.',
    next: { en: 'Look at the list of alarms.', id: 'Lihat daftar alarm.' },
  },
  CASE_NOT_FOUND: {
    title: 'No such case',
    en: 'The log has no event of this case.',
    id: 'Log tidak memiliki peristiwa dari perkara ini.',
    next: {
      en: 'Take the member corr of one of its events.',
      id: 'Gunakan anggota corr dari salah satu peristiwanya.',
    },
  },
  POLICY_NOT_FOUND: {
    title: 'Policy not in the log',
    en: 'The log has no version of this policy.',
    id: 'Log tidak memuat versi kebijakan ini.',
    next: { en: 'Check the key.', id: 'Periksa kunci kebijakan.' },
  },
  NOT_COMPUTABLE: {
    title: 'Cannot be computed',
    en: 'What would have been cannot be computed here.',
    id: 'Pengandaian ini tidak dapat dihitung.',
    next: {
      en: 'Ask about an evaluation with a recommendation, and leave out a fact or change a policy on which that one rests.',
      id: 'Tanyakan tentang evaluasi yang memiliki rekomendasi, dan andaikan fakta atau kebijakan yang menjadi dasarnya.',
    },
  },
  RECONCILIATION_RUNNING: {
    title: 'Being compared already',
    en: 'This store is being compared with the log already.',
    id: 'Penyimpanan ini sedang dibandingkan dengan log.',
    next: {
      en: 'Look at the list of comparisons; ask again when it has ended.',
      id: 'Lihat daftar pembandingan; minta lagi setelah selesai.',
    },
  },
  RECONCILIATION_NOT_FOUND: {
    title: 'No such comparison',
    en: 'There is no such comparison of a store with the log.',
    id: 'Tidak ada pembandingan penyimpanan dengan log tersebut.',
    next: { en: 'Look at the list of comparisons.', id: 'Lihat daftar pembandingan.' },
  },
  BREACH_NOT_FOUND: {
    title: 'No such breach',
    en: 'There is no such breach of personal data for you to read or change.',
    id: 'Tidak ada kegagalan pelindungan data pribadi tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Look at the register of breaches.', id: 'Lihat daftar kegagalan pelindungan data pribadi.' },
  },
  NOTHING_TO_REWRAP: {
    title: 'Nothing to wrap anew',
    en: 'The present KEK wraps every key.',
    id: 'Semua kunci sudah dibungkus oleh KEK yang berlaku.',
    next: {
      en: 'Start every service with the new KEK first (docs/operations.md, "Another KEK").',
      id: 'Jalankan dahulu setiap layanan dengan KEK yang baru (docs/operations.md, "Another KEK").',
    },
  },
  KEK_ROTATION_NOT_FOUND: {
    title: 'No such rotation',
    en: 'There is no such rotation of the KEK.',
    id: 'Tidak ada rotasi KEK tersebut.',
    next: { en: 'Look at the list of keys.', id: 'Lihat daftar kunci.' },
  },
  PERSON_NOT_FOUND: {
    title: 'No such person',
    en: 'The city knows of no such person.',
    id: 'Kota tidak mengenal orang tersebut.',
    next: {
      en: 'Check the id of the applicant or employee.',
      id: 'Periksa id pelamar atau pegawai tersebut.',
    },
  },
  CODE_UNKNOWN: {
    title: 'Unknown code',
    en: 'Nothing has this code.',
    id: 'Tidak ada yang memiliki kode ini.',
    next: {
      en: 'Type the code as it was shown when the complaint was filed.',
      id: 'Ketik kode seperti yang ditampilkan saat pengaduan diajukan.',
    },
  },
  DATA_REQUEST_NOT_FOUND: {
    title: 'No such request',
    en: 'There is no such request for you to read or answer.',
    id: 'Tidak ada permintaan tersebut yang dapat Anda baca atau jawab.',
    next: {
      en: 'Look at the list of requests; a file is there once access was granted.',
      id: 'Lihat daftar permintaan; berkas tersedia setelah akses dikabulkan.',
    },
  },
  DATA_REQUEST_EXISTS: {
    title: 'Request waits for its answer',
    en: 'A request of this kind waits for its answer already.',
    id: 'Permintaan jenis ini sudah ada dan menunggu jawaban.',
    next: { en: 'Wait for the answer to it.', id: 'Tunggu jawabannya.' },
  },
  HOLD_NOT_FOUND: {
    title: 'No such hold',
    en: 'There is no such legal hold.',
    id: 'Tidak ada penahanan hukum tersebut.',
    next: { en: 'Look at the list of holds.', id: 'Lihat daftar penahanan hukum.' },
  },
  LEGAL_HOLD: {
    title: 'Legal hold',
    en: 'Nothing about this person may be erased while a case needs it.',
    id: 'Tidak ada data orang ini yang boleh dihapus selama suatu perkara memerlukannya.',
    next: {
      en: 'Refuse the request on this ground. It is laid before you again when the last hold is over.',
      id: 'Tolak permintaan dengan alasan ini. Permintaan diajukan lagi kepada Anda setelah penahanan terakhir berakhir.',
    },
  },
  LOG_INCOMPLETE: {
    title: 'Log incomplete',
    en: 'The log lacks facts that may be about what the law keeps, so nothing is erased on it.',
    id: 'Log belum memuat fakta yang mungkin menyangkut arsip yang wajib disimpan, sehingga belum ada yang dihapus.',
    next: {
      en: 'See at /sources what is missing, and try again when it is there.',
      id: 'Lihat di /sources apa yang kurang, lalu coba lagi setelah lengkap.',
    },
  },
});

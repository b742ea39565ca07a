import { type ProblemCatalogue, registerProblems } from './problem-text';

const AGAIN = { en: 'Correct the request and send it again.', id: 'Perbaiki permintaan lalu kirim lagi.' };
const LATER = {
  en: 'Send it again in a few seconds, with the same Idempotency-Key.',
  id: 'Kirim lagi beberapa detik kemudian dengan Idempotency-Key yang sama.',
};
const READ_AGAIN = {
  en: 'Read the current state and decide again.',
  id: 'Baca keadaan terbaru lalu putuskan lagi.',
};

/** What HTTP itself can refuse: the request cannot be read as what it claims to be. */
const PROTOCOL: ProblemCatalogue = {
  REQUEST_MALFORMED: {
    title: 'Malformed request',
    en: 'The request cannot be read.',
    id: 'Permintaan tidak dapat dibaca.',
    next: AGAIN,
  },
  REQUEST_TIMEOUT: {
    title: 'Request too slow',
    en: 'The request did not arrive in time.',
    id: 'Permintaan tidak tiba tepat waktu.',
    next: LATER,
  },
  HEADERS_TOO_LARGE: {
    title: 'Headers too large',
    en: 'The headers of the request are larger than 16 KiB.',
    id: 'Header permintaan lebih besar dari 16 KiB.',
    next: AGAIN,
  },
  HEADER_REPEATED: {
    title: 'Header repeated',
    en: 'The header {header} may be sent once only.',
    id: 'Header {header} hanya boleh dikirim satu kali.',
    next: AGAIN,
  },
  URL_MALFORMED: {
    title: 'Malformed address',
    en: 'The address holds a sequence that is no valid text.',
    id: 'Alamat memuat urutan yang bukan teks yang sah.',
    next: AGAIN,
  },
  QUERY_REPEATED: {
    title: 'Parameter repeated',
    en: 'A parameter of the query is given more than once.',
    id: 'Satu parameter kueri diberikan lebih dari satu kali.',
    next: AGAIN,
  },
  ROUTE_NOT_FOUND: {
    title: 'No such address',
    en: 'There is nothing at this address.',
    id: 'Tidak ada apa pun di alamat ini.',
    next: { en: 'Look the address up in /docs-json.', id: 'Periksa alamatnya di /docs-json.' },
  },
  METHOD_NOT_ALLOWED: {
    title: 'Method not allowed',
    en: 'This address does not answer to this method.',
    id: 'Alamat ini tidak menerima metode tersebut.',
    next: {
      en: 'Use a method named in the header Allow.',
      id: 'Gunakan metode yang disebut di header Allow.',
    },
  },
  NOT_ACCEPTABLE: {
    title: 'Not acceptable',
    en: 'The answer does not exist in the form that was asked for.',
    id: 'Jawaban tidak tersedia dalam bentuk yang diminta.',
    next: AGAIN,
  },
  MEDIA_TYPE_UNSUPPORTED: {
    title: 'Media type not supported',
    en: 'The body must be sent as {types}, in UTF-8 and not compressed.',
    id: 'Isi harus dikirim sebagai {types}, dalam UTF-8 dan tidak dikompresi.',
    next: AGAIN,
  },
  OVERLOADED: {
    title: 'Overloaded',
    en: 'The service has more commands in hand than it can answer in time. It has a place for this one in {seconds} seconds; nothing of it was done.',
    id: 'Layanan sedang menangani lebih banyak perintah daripada yang dapat dijawab tepat waktu. Ada tempat untuk perintah ini dalam {seconds} detik; belum ada yang dilakukan.',
    next: {
      en: 'Send it again after the seconds that Retry-After names, with the same Idempotency-Key: it is taken once, however often it comes.',
      id: 'Kirim lagi setelah jumlah detik pada Retry-After dengan Idempotency-Key yang sama: perintah diterima satu kali saja, berapa kali pun dikirim.',
    },
  },
  TOO_MANY_REQUESTS: {
    title: 'Too many requests',
    en: 'From this address it was asked too often in a short time.',
    id: 'Terlalu sering diminta dari alamat ini dalam waktu singkat.',
    next: {
      en: 'Wait {seconds} seconds and try again.',
      id: 'Tunggu {seconds} detik lalu coba lagi.',
    },
  },
  BODY_TOO_LARGE: {
    title: 'Body too large',
    en: 'The body is larger than {limit}.',
    id: 'Isi permintaan lebih besar dari {limit}.',
    next: { en: 'Send it in smaller parts.', id: 'Kirim dalam bagian yang lebih kecil.' },
  },
  BODY_INCOMPLETE: {
    title: 'Body incomplete',
    en: 'The body ended before it was complete.',
    id: 'Isi permintaan berakhir sebelum lengkap.',
    next: AGAIN,
  },
  ENCODING_INVALID: {
    title: 'Not UTF-8',
    en: 'The body is not valid UTF-8.',
    id: 'Isi permintaan bukan UTF-8 yang sah.',
    next: {
      en: 'Save the file as UTF-8 and send it again.',
      id: 'Simpan berkas sebagai UTF-8 lalu kirim lagi.',
    },
  },
  JSON_INVALID: {
    title: 'Invalid JSON',
    en: 'The body is not valid JSON.',
    id: 'Isi permintaan bukan JSON yang sah.',
    next: AGAIN,
  },
  JSON_DUPLICATE_KEY: {
    title: 'Duplicate member',
    en: 'A JSON object names the same member twice.',
    id: 'Satu objek JSON menyebut anggota yang sama dua kali.',
    next: AGAIN,
  },
  JSON_FORBIDDEN_KEY: {
    title: 'Forbidden member',
    en: 'A JSON object has a member that is never accepted.',
    id: 'Satu objek JSON memuat anggota yang tidak pernah diterima.',
    next: AGAIN,
  },
  JSON_TOO_DEEP: {
    title: 'JSON too deep',
    en: 'The JSON is nested deeper than {limit} levels.',
    id: 'JSON bersarang lebih dari {limit} tingkat.',
    next: AGAIN,
  },
  JSON_NUMBER_UNSAFE: {
    title: 'Number not exact',
    en: 'A number in the JSON cannot be kept exactly.',
    id: 'Satu bilangan dalam JSON tidak dapat disimpan dengan tepat.',
    next: { en: 'Send it as text.', id: 'Kirim sebagai teks.' },
  },
  TEXT_INVALID: {
    title: 'Text not allowed',
    en: 'A text holds control characters or half a character.',
    id: 'Satu teks memuat karakter kendali atau karakter yang terpotong.',
    next: AGAIN,
  },
  VALIDATION_FAILED: {
    title: 'Request not valid',
    en: 'Some members of the request are not valid; each is listed with its reason.',
    id: 'Beberapa bagian permintaan tidak sah; masing-masing tercantum dengan alasannya.',
    next: AGAIN,
  },
  VALUE_UNREADABLE: {
    title: 'Value not readable',
    en: 'A value of the request cannot be read as what it should be.',
    id: 'Satu nilai dalam permintaan tidak dapat dibaca sebagaimana mestinya.',
    next: AGAIN,
  },
  IDEMPOTENCY_KEY_INVALID: {
    title: 'Idempotency-Key not valid',
    en: 'The Idempotency-Key must be 1 to 255 visible characters.',
    id: 'Idempotency-Key harus terdiri atas 1 sampai 255 karakter yang terlihat.',
    next: AGAIN,
  },
  IF_MATCH_INVALID: {
    title: 'If-Match not valid',
    en: 'If-Match must be one entity tag as it was answered, for example "7".',
    id: 'If-Match harus satu tanda entitas seperti yang dijawab, misalnya "7".',
    next: AGAIN,
  },
  PREFER_INVALID: {
    title: 'Prefer not valid',
    en: 'Prefer: wait must be a number of seconds from 0 to {limit}.',
    id: 'Prefer: wait harus berupa jumlah detik dari 0 sampai {limit}.',
    next: AGAIN,
  },
  CURSOR_INVALID: {
    title: 'Cursor not valid',
    en: 'The cursor was not given by this list.',
    id: 'Kursor ini tidak diberikan oleh daftar ini.',
    next: { en: 'Read the list from its beginning.', id: 'Baca daftar dari awal.' },
  },
};

/** Who is asking, and what they may do. */
const IDENTITY: ProblemCatalogue = {
  NOT_SIGNED_IN: {
    title: 'Not signed in',
    en: 'Nobody is signed in, or the sign-in has expired.',
    id: 'Belum masuk, atau sesi masuk sudah berakhir.',
    next: { en: 'Sign in and send the request again.', id: 'Masuk lalu kirim permintaan lagi.' },
  },
  FORBIDDEN_ROLE: {
    title: 'Role not allowed',
    en: 'The role you act under may not do this.',
    id: 'Peran yang Anda pakai tidak berwenang melakukan ini.',
    next: {
      en: 'Act under another of your roles, or ask whoever is responsible.',
      id: 'Gunakan peran Anda yang lain, atau mintalah kepada yang berwenang.',
    },
  },
  ACTING_ROLE_REQUIRED: {
    title: 'Acting role required',
    en: 'Several of your roles may do this: {roles}.',
    id: 'Beberapa peran Anda berwenang melakukan ini: {roles}.',
    next: {
      en: 'Name the one you act under in the header X-Acting-Role.',
      id: 'Sebutkan peran yang Anda pakai di header X-Acting-Role.',
    },
  },
  ACTING_ROLE_UNKNOWN: {
    title: 'Acting role unknown',
    en: 'X-Acting-Role names no role that exists here.',
    id: 'X-Acting-Role menyebut peran yang tidak ada di sini.',
    next: { en: 'Use one of: {roles}.', id: 'Gunakan salah satu dari: {roles}.' },
  },
  NOT_RELATED: {
    title: 'Not responsible for this case',
    en: 'You have no relation to this case that allows this.',
    id: 'Anda tidak memiliki hubungan dengan perkara ini yang membolehkan tindakan tersebut.',
    next: {
      en: 'Ask the person responsible on that date.',
      id: 'Mintalah kepada pejabat yang berwenang pada tanggal itu.',
    },
  },
};

/** The refusals of domain.md section 2, the same in every service. */
const GENERAL_RULES: ProblemCatalogue = {
  NOT_FOUND: {
    title: 'Not found',
    en: 'There is no such object, or none that you may know of.',
    id: 'Objek itu tidak ada, atau bukan untuk Anda ketahui.',
    next: { en: 'Check the address and your role.', id: 'Periksa alamat dan peran Anda.' },
  },
  CONCURRENCY_CONFLICT: {
    title: 'Changed in the meantime',
    en: 'Someone has changed this since you read it.',
    id: 'Seseorang telah mengubah ini sejak Anda membacanya.',
    next: READ_AGAIN,
  },
  IDEMPOTENCY_MISMATCH: {
    title: 'Idempotency-Key already used',
    en: 'This Idempotency-Key was used for another command.',
    id: 'Idempotency-Key ini sudah dipakai untuk perintah lain.',
    next: { en: 'Send the new command under a new key.', id: 'Kirim perintah baru dengan kunci baru.' },
  },
  ILLEGAL_TRANSITION: {
    title: 'Not possible in this state',
    en: 'The case is not in a state that allows this.',
    id: 'Perkara tidak berada dalam keadaan yang membolehkan tindakan ini.',
    next: READ_AGAIN,
  },
  IMMUTABLE_HISTORY: {
    title: 'History is immutable',
    en: 'A recorded fact is never changed or deleted.',
    id: 'Fakta yang tercatat tidak pernah diubah atau dihapus.',
    next: { en: 'Record a correction.', id: 'Catat sebuah koreksi.' },
  },
  SUBJECT_ERASED: {
    title: 'Person erased',
    en: 'The data of this person were erased.',
    id: 'Data orang ini telah dihapus.',
    next: {
      en: 'Nothing more can be written about them.',
      id: 'Tidak ada lagi yang dapat ditulis tentangnya.',
    },
  },
  PERIOD_LOCKED: {
    title: 'Period locked',
    en: 'The period is closed.',
    id: 'Periode sudah ditutup.',
    next: {
      en: 'Only an objection decided in favour, or a reopened evaluation, can change it.',
      id: 'Hanya keberatan yang dikabulkan atau evaluasi yang dibuka kembali yang dapat mengubahnya.',
    },
  },
  RULE_VIOLATED: {
    title: 'Rule violated',
    en: 'A rule does not allow this: {rule}.',
    id: 'Suatu ketentuan tidak membolehkan ini: {rule}.',
    next: AGAIN,
  },
  DEADLINE_PASSED: {
    title: 'Deadline passed',
    en: 'The deadline for this has passed.',
    id: 'Batas waktu untuk ini sudah lewat.',
    next: {
      en: 'Only an exception granted for this case admits it.',
      id: 'Hanya pengecualian yang diberikan untuk perkara ini yang membolehkannya.',
    },
  },
  SOD_VIOLATION: {
    title: 'Duties kept apart',
    en: 'The same person may not do both of these acts.',
    id: 'Orang yang sama tidak boleh melakukan kedua tindakan ini.',
    next: { en: 'Another person must do it.', id: 'Orang lain yang harus melakukannya.' },
  },
  REASON_REQUIRED: {
    title: 'Reason required',
    en: 'This needs a reason of at least {min} characters.',
    id: 'Tindakan ini memerlukan alasan sekurang-kurangnya {min} karakter.',
    next: { en: 'Write down why, and send it again.', id: 'Tuliskan alasannya lalu kirim lagi.' },
  },
  POLICY_MISSING: {
    title: 'No policy in force',
    en: 'No policy is in force that governs this.',
    id: 'Tidak ada kebijakan yang berlaku untuk ini.',
    next: { en: 'Bring the policy into force first.', id: 'Berlakukan kebijakannya terlebih dahulu.' },
  },
  POLICY_NOT_RETROACTIVE: {
    title: 'Policy not retroactive',
    en: 'A policy cannot take effect in the past.',
    id: 'Kebijakan tidak dapat berlaku surut.',
    next: AGAIN,
  },
  RETENTION_REQUIRED: {
    title: 'Must be retained',
    en: 'The law requires this record until {until}.',
    id: 'Undang-undang mewajibkan arsip ini disimpan sampai {until}.',
    next: { en: 'Ask again after that date.', id: 'Ajukan lagi setelah tanggal itu.' },
  },
  COLUMN_UNKNOWN: {
    title: 'Unknown column',
    en: 'The file has a column that this import does not know.',
    id: 'Berkas memuat kolom yang tidak dikenal oleh impor ini.',
    next: AGAIN,
  },
  IMPORT_MISMATCH: {
    title: 'Differs from what is recorded',
    en: 'The same key was imported before with other values.',
    id: 'Kunci yang sama sudah pernah diimpor dengan nilai lain.',
    next: { en: 'Use the correction command.', id: 'Gunakan perintah koreksi.' },
  },
  SUPPRESSED: {
    title: 'Too few to show',
    en: 'Too few people are counted here for the figure to be shown.',
    id: 'Terlalu sedikit orang yang terhitung sehingga angka ini tidak ditampilkan.',
    next: { en: 'Ask for a larger group.', id: 'Mintalah kelompok yang lebih besar.' },
  },
};

/** Ours to mend, not the caller's. */
const OURS: ProblemCatalogue = {
  ISSUER_UNAVAILABLE: {
    title: 'Sign-in service not available',
    en: 'The sign-in service does not answer.',
    id: 'Layanan masuk tidak menjawab.',
    next: LATER,
  },
  UNAVAILABLE: {
    title: 'Not available now',
    en: 'The service cannot answer just now. What you sent was perhaps recorded.',
    id: 'Layanan belum dapat menjawab. Kiriman Anda mungkin sudah tercatat.',
    next: LATER,
  },
  INTERNAL: {
    title: 'Internal error',
    en: 'Something went wrong here.',
    id: 'Terjadi kesalahan di sini.',
    next: {
      en: 'Tell the operator the traceId.',
      id: 'Sampaikan traceId kepada pengelola.',
    },
  },
};

/** What an operator is told by the operator API of every service (docs/operations.md). */
const OPERATIONS: ProblemCatalogue = {
  PROJECTION_UNKNOWN: {
    title: 'Unknown projection',
    en: 'This service has no projection or reaction of that name.',
    id: 'Layanan ini tidak memiliki proyeksi atau reaksi dengan nama itu.',
    next: { en: 'The status lists the names.', id: 'Nama yang ada tercantum pada status.' },
  },
  REBUILD_RUNNING: {
    title: 'Rebuild under way',
    en: 'A rebuild or rollback of {projection} is under way ({phase}).',
    id: 'Pembangunan ulang atau pengembalian {projection} sedang berjalan ({phase}).',
    next: {
      en: 'Wait until it is done, or discard it.',
      id: 'Tunggu sampai selesai, atau batalkan.',
    },
  },
  REBUILD_IMPOSSIBLE: {
    title: 'Cannot be rebuilt beside itself',
    en: 'The table cannot be exchanged by renaming: {obstacles}.',
    id: 'Tabel tidak dapat ditukar dengan penggantian nama: {obstacles}.',
    next: {
      en: 'Remove what stands in the way in a migration, then ask again.',
      id: 'Hapus penghalangnya lewat migrasi, lalu minta lagi.',
    },
  },
  REBUILD_NOT_FOUND: {
    title: 'No rebuild',
    en: 'There has never been a rebuild of {projection}.',
    id: 'Belum pernah ada pembangunan ulang {projection}.',
    next: { en: 'Ask for one.', id: 'Mintalah pembangunan ulang.' },
  },
  NOTHING_TO_ROLL_BACK: {
    title: 'Nothing to roll back to',
    en: 'Nothing was kept from before the last rebuild of {projection}.',
    id: 'Tidak ada yang disimpan dari sebelum pembangunan ulang terakhir {projection}.',
    next: { en: 'Rebuild it instead.', id: 'Lakukan pembangunan ulang sebagai gantinya.' },
  },
  NOTHING_TO_DISCARD: {
    title: 'Nothing to discard',
    en: 'There is no rebuild of {projection} to give up, and nothing kept from before one.',
    id: 'Tidak ada pembangunan ulang {projection} yang dapat dibatalkan, dan tidak ada salinan lama.',
    next: { en: 'Nothing needs to be done.', id: 'Tidak perlu tindakan.' },
  },
  REPLAY_RUNNING: {
    title: 'Replay under way',
    en: 'A replay is under way.',
    id: 'Pengiriman ulang sedang berjalan.',
    next: { en: 'Wait until it is done.', id: 'Tunggu sampai selesai.' },
  },
  REPLAY_RANGE_INVALID: {
    title: 'Not published',
    en: 'Only what was published can be sent again: the numbers 1 to {highest}.',
    id: 'Hanya yang sudah diterbitkan dapat dikirim ulang: nomor 1 sampai {highest}.',
    next: { en: 'Give a range inside of that.', id: 'Berikan rentang di dalamnya.' },
  },
};

for (const part of [PROTOCOL, IDENTITY, GENERAL_RULES, OURS, OPERATIONS]) registerProblems(part);

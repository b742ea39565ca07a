import { registerProblems } from '@jejak/http';

/** What people read when a rule of this service refuses; one page each in `docs/problems`. */
registerProblems({
  ONBOARDING_NOT_FOUND: {
    title: 'Onboarding not found',
    en: 'There is no such onboarding for you to read or change.',
    id: 'Tidak ada orientasi tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  ONBOARDING_NOT_STARTED: {
    title: 'Onboarding not started',
    en: 'The first day of the appointment has not come yet.',
    id: 'Hari pertama pengangkatan belum tiba.',
    next: { en: 'Wait for the first day.', id: 'Tunggu hari pertama.' },
  },
  TASK_DONE: {
    title: 'Task done',
    en: 'The task {task} is done already.',
    id: 'Tugas {task} sudah selesai.',
    next: { en: 'Read the onboarding.', id: 'Baca orientasinya.' },
  },
  JP_BELOW_MINIMUM: {
    title: 'Too few hours',
    en: 'This task takes at least {min} training hours (JP).',
    id: 'Tugas ini memerlukan paling sedikit {min} jam pelajaran (JP).',
    next: { en: 'Record it when the hours are complete.', id: 'Catat setelah jamnya lengkap.' },
  },
  EMPLOYEE_NOT_FOUND: {
    title: 'Employee not found',
    en: 'There is no such employee.',
    id: 'Tidak ada pegawai tersebut.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  PROBATION_NOT_FOUND: {
    title: 'Probation not found',
    en: 'This person is in no probation year that you may read.',
    id: 'Tidak ada masa percobaan orang ini yang dapat Anda baca.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  LATSAR_REQUIRED: {
    title: 'Basic training required',
    en: 'The basic training (Latsar) has not been passed.',
    id: 'Latsar belum lulus.',
    next: {
      en: 'Have it passed before the probation year ends.',
      id: 'Selesaikan sebelum masa percobaan berakhir.',
    },
  },
  BALANCE_NOT_FOUND: {
    title: 'Learning balance not found',
    en: 'There is no such learning balance for you to read.',
    id: 'Tidak ada neraca pembelajaran tersebut yang dapat Anda baca.',
    next: {
      en: 'Check the id, the year and the role you act under.',
      id: 'Periksa id, tahun, dan peran Anda.',
    },
  },
  PROGRAMME_NOT_FOUND: {
    title: 'Programme not found',
    en: 'There is no such programme.',
    id: 'Tidak ada program tersebut.',
    next: { en: 'Choose one of the catalogue.', id: 'Pilih dari katalog.' },
  },
  SESSION_NOT_FOUND: {
    title: 'Session not found',
    en: 'There is no such session.',
    id: 'Tidak ada sesi tersebut.',
    next: { en: 'Look into the calendar.', id: 'Lihat kalendernya.' },
  },
  RESOURCE_MISSING: {
    title: 'Resource missing',
    en: 'The session has no {missing}.',
    id: 'Sesi ini belum memiliki {missing}.',
    next: {
      en: 'Arrange it first: a room, a trainer on duty, materials.',
      id: 'Siapkan lebih dahulu: ruang, pelatih bertugas, bahan.',
    },
  },
  ENROLMENT_NOT_OPEN: {
    title: 'Enrolment not open',
    en: 'Nobody can be enrolled in this session.',
    id: 'Pendaftaran sesi ini tidak dibuka.',
    next: { en: 'Choose a session whose enrolment is open.', id: 'Pilih sesi yang pendaftarannya dibuka.' },
  },
  SEAT_REQUESTED: {
    title: 'Seat requested',
    en: 'This person has a seat already, or waits for one.',
    id: 'Orang ini sudah mendapat atau menunggu kursi.',
    next: { en: 'Read the enrolment.', id: 'Baca pendaftarannya.' },
  },
  SEAT_REFUSED: {
    title: 'Seat refused',
    en: 'The supervisor has refused this seat.',
    id: 'Atasan menolak kursi ini.',
    next: { en: 'Ask the supervisor to nominate you.', id: 'Minta atasan mengusulkan Anda.' },
  },
  PREREQUISITE_MISSING: {
    title: 'Prerequisite missing',
    en: 'Something that this training builds on is missing.',
    id: 'Prasyarat pelatihan ini belum terpenuhi.',
    next: {
      en: 'See the rule, and pass what comes before.',
      id: 'Lihat aturannya, dan selesaikan yang mendahuluinya.',
    },
  },
  LATSAR_ONCE: {
    title: 'Basic training once',
    en: 'The basic training (Latsar) is taken once.',
    id: 'Latsar hanya diikuti satu kali.',
    next: { en: 'Ask the HR agency.', id: 'Hubungi BKPSDM.' },
  },
  SCHEDULE_CLASH: {
    title: 'Schedule clash',
    en: 'Another training takes place at the same time.',
    id: 'Ada pelatihan lain pada waktu yang sama.',
    next: {
      en: 'Choose another session, or give up the other seat.',
      id: 'Pilih sesi lain, atau lepaskan kursi lainnya.',
    },
  },
  PPPK_FUNDED_LIMIT: {
    title: 'Funded hours used up',
    en: 'The city pays at most {max} training hours (JP) a year for a PPPK.',
    id: 'Kota membiayai paling banyak {max} JP setahun bagi PPPK.',
    next: {
      en: 'Choose a shorter training, or next year.',
      id: 'Pilih pelatihan yang lebih singkat, atau tahun depan.',
    },
  },
  ENROLMENT_NOT_FOUND: {
    title: 'Enrolment not found',
    en: 'There is no such enrolment for you to read or change.',
    id: 'Tidak ada pendaftaran tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  PART_NOT_FOUND: {
    title: 'Part not found',
    en: 'The session has no such part.',
    id: 'Sesi ini tidak memiliki bagian tersebut.',
    next: { en: 'Read the parts of the session.', id: 'Baca bagian-bagian sesinya.' },
  },
  RESULT_STANDS: {
    title: 'Result stands',
    en: 'The result of this training stands.',
    id: 'Hasil pelatihan ini sudah tetap.',
    next: { en: 'Read the enrolment.', id: 'Baca pendaftarannya.' },
  },
  COMPONENT_MISSING: {
    title: 'Component missing',
    en: 'Missing: {missing}.',
    id: 'Belum ada: {missing}.',
    next: {
      en: 'Record everything that the programme asks for.',
      id: 'Catat semua yang diminta programnya.',
    },
  },
  NOT_PASSED: {
    title: 'Not passed',
    en: 'This training was not passed.',
    id: 'Pelatihan ini belum lulus.',
    next: { en: 'Wait for the result.', id: 'Tunggu hasilnya.' },
  },
  CERTIFICATE_EXISTS: {
    title: 'Certificate exists',
    en: 'There is a certificate already.',
    id: 'Sertifikatnya sudah ada.',
    next: { en: 'Read the enrolment.', id: 'Baca pendaftarannya.' },
  },
  CERTIFICATE_NOT_FOUND: {
    title: 'Certificate not found',
    en: 'There is no certificate with this serial.',
    id: 'Tidak ada sertifikat dengan nomor ini.',
    next: {
      en: 'Check the serial: letters I, L, O and U are never in it.',
      id: 'Periksa nomornya: tanpa huruf I, L, O, dan U.',
    },
  },
  EVALUATION_GIVEN: {
    title: 'Said already',
    en: 'This was said already.',
    id: 'Ini sudah disampaikan.',
    next: { en: 'Read the enrolment.', id: 'Baca pendaftarannya.' },
  },
  APPLICATION_TOO_EARLY: {
    title: 'Too early',
    en: 'Whether it is used at work shows {days} days after the training.',
    id: 'Penerapannya terlihat {days} hari setelah pelatihan.',
    next: { en: 'Come back then.', id: 'Kembali pada saat itu.' },
  },
  NEED_NOT_FOUND: {
    title: 'Need not found',
    en: 'There is no such need.',
    id: 'Tidak ada kebutuhan tersebut.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  NEED_OPEN: {
    title: 'Need known',
    en: 'This need is known already.',
    id: 'Kebutuhan ini sudah tercatat.',
    next: { en: 'Read the needs.', id: 'Baca daftar kebutuhan.' },
  },
  TRAINING_PLAN_NOT_FOUND: {
    title: 'Training plan not found',
    en: 'There is no training plan of this year.',
    id: 'Tidak ada rencana pelatihan tahun ini.',
    next: { en: 'Ask the HR agency.', id: 'Hubungi BKPSDM.' },
  },
  BUDGET_EXCEEDED: {
    title: 'Budget exceeded',
    en: 'The seats cost {cost} rupiah; the budget is {budget}.',
    id: 'Kursi memerlukan {cost} rupiah; anggarannya {budget}.',
    next: { en: 'Plan fewer seats, or raise the budget.', id: 'Kurangi kursi, atau tambah anggarannya.' },
  },
  LEARNING_NOT_FOUND: {
    title: 'Claim not found',
    en: 'There is no such claim.',
    id: 'Tidak ada klaim tersebut.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  LEARNING_CLAIMED: {
    title: 'Claimed already',
    en: 'This certificate is claimed already.',
    id: 'Sertifikat ini sudah diklaim.',
    next: { en: 'Read your claims.', id: 'Baca klaim Anda.' },
  },
  CERTIFICATE_REQUIRED: {
    title: 'Certificate required',
    en: 'Learning elsewhere is shown by a certificate.',
    id: 'Pembelajaran di luar dibuktikan dengan sertifikat.',
    next: { en: 'Send the SHA-256 of the certificate.', id: 'Kirim SHA-256 sertifikatnya.' },
  },
  JP_EXCEEDS_DOCUMENT: {
    title: 'More than the certificate',
    en: 'Claimed are {claimed} training hours (JP), the certificate covers {document}.',
    id: 'Diklaim {claimed} JP, sedangkan sertifikat memuat {document}.',
    next: {
      en: 'Reject the claim; it can be made again with the right hours.',
      id: 'Tolak klaimnya; dapat diajukan lagi dengan jam yang benar.',
    },
  },
  UNIT_NOT_FOUND: {
    title: 'Unit not found',
    en: 'There is no such unit.',
    id: 'Tidak ada unit tersebut.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  TOPIC_NOT_FOUND: {
    title: 'Topic not found',
    en: 'There is no such topic.',
    id: 'Tidak ada topik tersebut.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  EXPERIENCE_NOT_FOUND: {
    title: 'Experience not found',
    en: 'Nobody told of this.',
    id: 'Tidak ada pengalaman tersebut.',
    next: { en: 'Choose one of the topic.', id: 'Pilih dari topiknya.' },
  },
  PRACTICE_ADOPTED: {
    title: 'Practice adopted',
    en: 'This unit does so already.',
    id: 'Unit ini sudah menerapkannya.',
    next: { en: 'Read the topic.', id: 'Baca topiknya.' },
  },
  ADOPTION_NOT_FOUND: {
    title: 'Index not found',
    en: 'This unit has no index of this quarter.',
    id: 'Unit ini belum memiliki indeks triwulan ini.',
    next: { en: 'Check the id.', id: 'Periksa idnya.' },
  },
  ADOPTION_NOT_LOW: {
    title: 'Index not low',
    en: 'This unit works the new way; it needs no help.',
    id: 'Unit ini sudah bekerja dengan cara baru.',
    next: { en: 'Read the indices.', id: 'Baca indeksnya.' },
  },
  ADOPTION_NOT_SANCTIONABLE: {
    title: 'No ground for a sanction',
    en: 'Slow adoption alone is no ground for a sanction.',
    id: 'Adopsi yang lambat saja bukan dasar sanksi.',
    next: {
      en: 'Help the unit: a socialisation session, or a mentor.',
      id: 'Bantu unitnya: sesi sosialisasi, atau pendamping.',
    },
  },
  DATASET_NOT_FOUND: {
    title: 'Dataset not found',
    en: 'There is no such dataset, or not in this version.',
    id: 'Tidak ada himpunan data tersebut, atau tidak dalam versi ini.',
    next: { en: 'Look up its versions.', id: 'Periksa versi-versinya.' },
  },
});

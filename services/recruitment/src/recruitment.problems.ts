import { type ProblemCatalogue, registerProblems } from '@jejak/http';
import './verification.problems';
import './applicant.problems';
import './documents/documents.problems';
import './vacancy/amendment.problems';
import './objection/objection.problems';
import './panel/panel.problems';

const FILE_AGAIN = { en: 'Correct the file and send it again.', id: 'Perbaiki berkasnya lalu kirim lagi.' };

/** What a vacancy, an application or a ranking can refuse. */
const SELECTION: ProblemCatalogue = {
  VACANCY_NOT_FOUND: {
    title: 'Vacancy not found',
    en: 'There is no such vacancy.',
    id: 'Tidak ada lowongan tersebut.',
    next: { en: 'Look it up on the vacancy board.', id: 'Periksa papan lowongan.' },
  },
  FORMATION_NOT_FOUND: {
    title: 'Formation not found',
    en: 'There is no such formation.',
    id: 'Tidak ada formasi tersebut.',
    next: { en: 'Look it up in the list of formations.', id: 'Periksa daftar formasi.' },
  },
  WORKLOAD_REQUIRED: {
    title: 'Workload analysis required',
    en: 'Seats are proposed on an analysis of the workload: its hours a year are missing.',
    id: 'Formasi diusulkan berdasarkan analisis beban kerja: jumlah jam per tahun belum diisi.',
    next: { en: 'Give the hours that the analysis found.', id: 'Isi jumlah jam hasil analisisnya.' },
  },
  SEATS_EXCEED_FORMATION: {
    title: 'Too many seats',
    en: 'The formation gave {approved} seats and {left} of them are left, fewer than the vacancy asks for.',
    id: 'Formasi memberikan {approved} kursi dan tersisa {left}, kurang dari yang diminta lowongan.',
    next: {
      en: 'Ask for fewer seats, or propose a formation with more.',
      id: 'Kurangi kursi, atau usulkan formasi yang lebih besar.',
    },
  },
  DISCRIMINATORY_CRITERION: {
    title: 'Discriminatory criterion',
    en: 'A requirement rests on a ground that the law forbids: {ground}.',
    id: 'Satu persyaratan bertumpu pada dasar yang dilarang undang-undang: {ground}.',
    next: {
      en: 'Take the requirement out, or say what the work needs.',
      id: 'Hapus persyaratannya, atau sebutkan yang dibutuhkan pekerjaan.',
    },
  },
  ANNOUNCEMENT_TOO_SHORT: {
    title: 'Registration too short',
    en: 'Registration must begin after the announcement and stay open for at least {days} calendar days.',
    id: 'Pendaftaran harus dimulai setelah pengumuman dan dibuka paling sedikit {days} hari kalender.',
    next: { en: 'Choose later dates.', id: 'Pilih tanggal yang lebih lambat.' },
  },
  WEIGHTS_NOT_100: {
    title: 'Weights not 100',
    en: 'The weights of one set do not sum to exactly 100.',
    id: 'Jumlah bobot dalam satu himpunan tidak tepat 100.',
    next: {
      en: 'Correct the weights, or the policy that gives them.',
      id: 'Perbaiki bobotnya, atau kebijakan yang memberikannya.',
    },
  },
  WINDOW_CLOSED: {
    title: 'Registration closed',
    en: 'Applications are taken between the opening and the closing of registration only.',
    id: 'Lamaran hanya diterima antara pembukaan dan penutupan pendaftaran.',
    next: { en: 'Look for a vacancy that is open.', id: 'Cari lowongan yang masih dibuka.' },
  },
  ONE_APPLICATION_ONLY: {
    title: 'One application only',
    en: 'You have applied in this yearly selection already.',
    id: 'Anda sudah melamar pada seleksi tahun ini.',
    next: { en: 'Read the application that is there.', id: 'Baca lamaran yang sudah ada.' },
  },
  NOTICE_REQUIRED: {
    title: 'Notice not accepted',
    en: 'The notice on the processing of personal data has not been accepted.',
    id: 'Pemberitahuan pemrosesan data pribadi belum disetujui.',
    next: {
      en: 'Read the notice, accept it, and send the application again.',
      id: 'Baca pemberitahuannya, setujui, lalu kirim lagi lamaran.',
    },
  },
  AGE_OUT_OF_RANGE: {
    title: 'Age out of range',
    en: 'For this post applicants are between {min} and {max} years old.',
    id: 'Untuk jabatan ini usia pelamar antara {min} dan {max} tahun.',
    next: { en: 'Check the birth date.', id: 'Periksa tanggal lahir.' },
  },
  APPLICATION_NOT_FOUND: {
    title: 'Application not found',
    en: 'There is no such application for you to read or change.',
    id: 'Tidak ada lamaran tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  SCORE_OUT_OF_RANGE: {
    title: 'Score out of range',
    en: 'The score is lower or higher than the paper can give.',
    id: 'Nilai lebih rendah atau lebih tinggi daripada yang dapat diberikan ujian.',
    next: { en: 'Check the score at its source.', id: 'Periksa nilainya di sumbernya.' },
  },
  STAGE_NOT_SETTLED: {
    title: 'Stage not settled',
    en: 'The stage before is not settled: findings, scores, results or answers to objections are missing ({missing}), or objections to it are still taken ({until}).',
    id: 'Tahap sebelumnya belum tuntas: temuan, nilai, hasil atau jawaban sanggahan belum lengkap ({missing}), atau masa sanggahnya masih terbuka ({until}).',
    next: {
      en: 'Verify what is open, import the missing scores, wait for the end of the window and decide its objections, then try again.',
      id: 'Verifikasi yang masih terbuka, impor nilai yang kurang, tunggu masa sanggah berakhir dan putuskan sanggahannya, lalu coba lagi.',
    },
  },
  RANKING_MISMATCH: {
    title: 'Result differs',
    en: 'The ranking or result is not the one that the records give now.',
    id: 'Peringkat atau hasil tersebut bukan yang dihasilkan catatan saat ini.',
    next: {
      en: 'Rank the stage again, or read its result again, and publish that.',
      id: 'Susun lagi peringkatnya, atau baca lagi hasilnya, lalu umumkan itu.',
    },
  },
  TIE_UNRESOLVED: {
    title: 'Tie unresolved',
    en: 'Rows are equal by every criterion to the row above: their order needs a minute of the committee.',
    id: 'Ada baris yang sama menurut semua kriteria dengan baris di atasnya: urutannya memerlukan berita acara panitia.',
    next: { en: 'Publish with the SHA-256 of the minute.', id: 'Umumkan beserta SHA-256 berita acaranya.' },
  },
  RESULT_NOT_PUBLISHED: {
    title: 'Result not published',
    en: 'No result of this stage is published.',
    id: 'Belum ada hasil tahap ini yang diumumkan.',
    next: { en: 'Wait for the publication.', id: 'Tunggu pengumumannya.' },
  },
  PARTICIPANT_NOT_FOUND: {
    title: 'Participant not found',
    en: 'The published ranking has no such participant.',
    id: 'Peringkat yang diumumkan tidak memuat peserta tersebut.',
    next: { en: 'Check the participant number.', id: 'Periksa nomor peserta.' },
  },
  RANK_ORDER_VIOLATION: {
    title: 'Rank order violated',
    en: 'Somebody who stands higher has not been appointed: {above} before this one.',
    id: 'Ada peserta dengan peringkat lebih tinggi yang belum diangkat: {above} orang sebelumnya.',
    next: { en: 'Appoint in order of rank.', id: 'Angkat sesuai urutan peringkat.' },
  },
  OBJECTION_PENDING: {
    title: 'Objections pending',
    en: 'Objections to the published result are taken until {until}, and {open} wait for a decision.',
    id: 'Sanggahan atas hasil yang diumumkan diterima sampai {until}, dan {open} belum diputuskan.',
    next: {
      en: 'Appoint when the window is over and every objection is decided.',
      id: 'Angkat setelah masa sanggah selesai dan semua sanggahan diputuskan.',
    },
  },
  NIP_REQUIRED: {
    title: 'Employee number missing',
    en: 'The employee number (NIP) of this candidate has not been approved.',
    id: 'NIP calon ini belum disetujui.',
    next: { en: 'Record the approval first.', id: 'Catat persetujuannya terlebih dahulu.' },
  },
  DATASET_NOT_FOUND: {
    title: 'Dataset not found',
    en: 'There is no such dataset, or not in this version.',
    id: 'Tidak ada himpunan data tersebut, atau tidak dalam versi ini.',
    next: { en: 'Look up its versions.', id: 'Periksa versi-versinya.' },
  },
};

/** What a file, or a row of it, can be refused for. */
const FILES: ProblemCatalogue = {
  IMPORT_NOT_FINISHED: {
    title: 'Import not finished',
    en: 'The import has not come to its end.',
    id: 'Impornya belum selesai.',
    next: {
      en: 'Wait for its report; an interrupted one goes on when the file is sent again.',
      id: 'Tunggu laporannya; impor yang terputus berlanjut bila berkasnya dikirim lagi.',
    },
  },
  EXPORT_NAMED_TWICE: {
    title: 'Export named twice',
    en: 'Name the import or the SHA-256 of its file, not both.',
    id: 'Sebutkan impor atau SHA-256 berkasnya, jangan keduanya.',
    next: { en: 'Send one of the two parameters.', id: 'Kirim salah satu dari dua parameter.' },
  },
  FORMATION_DIFFERS: {
    title: 'Formation name differs',
    en: 'The formation has another name in an earlier row with the same code.',
    id: 'Nama formasi berbeda dengan baris sebelumnya yang berkode sama.',
    next: FILE_AGAIN,
  },
  PARTICIPANT_UNKNOWN: {
    title: 'Participant unknown',
    en: 'No applicant has this participant number.',
    id: 'Tidak ada pelamar dengan nomor peserta ini.',
    next: { en: 'Check the number.', id: 'Periksa nomornya.' },
  },
};

for (const part of [SELECTION, FILES]) registerProblems(part);

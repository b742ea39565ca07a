import { type ProblemCatalogue, registerProblems } from '@jejak/http';

/** What the panel of a vacancy, or of an application, can refuse. */
const PANEL: ProblemCatalogue = {
  PANEL_NOT_FOUND: {
    title: 'Panel not found',
    en: 'There is no such panel for you to read.',
    id: 'Tidak ada panel tersebut yang dapat Anda baca.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  PANEL_COMPOSITION: {
    title: 'Panel composition',
    en: 'A panel has at least {members} members, {external} of them from outside the city administration.',
    id: 'Panel terdiri atas paling sedikit {members} anggota, {external} di antaranya dari luar pemerintah kota.',
    next: {
      en: 'Appoint more people, or put more in reserve.',
      id: 'Tambahkan anggota, atau tambahkan cadangan.',
    },
  },
  PANEL_INCOMPLETE: {
    title: 'Panel incomplete',
    en: 'Scores of {missing} members of the panel are not sealed yet.',
    id: 'Nilai dari {missing} anggota panel belum disegel.',
    next: { en: 'Reveal when all members have sealed.', id: 'Buka nilainya setelah semua anggota menyegel.' },
  },
  NOT_PANEL_MEMBER: {
    title: 'Not of the panel',
    en: 'Only a member of the panel of this vacancy, on duty today, does this.',
    id: 'Hanya anggota panel lowongan ini yang sedang bertugas yang dapat melakukannya.',
    next: { en: 'Ask the HR agency who is appointed.', id: 'Tanyakan BKPSDM siapa yang ditugaskan.' },
  },
  CONFLICT_OF_INTEREST: {
    title: 'Conflict of interest',
    en: 'A conflict of interest bars this person from this act.',
    id: 'Benturan kepentingan menghalangi orang ini melakukan tindakan tersebut.',
    next: {
      en: 'Leave it to somebody without one.',
      id: 'Serahkan kepada orang lain yang tidak berkepentingan.',
    },
  },
  SCORE_SEALED: {
    title: 'Score sealed',
    en: 'Your score is sealed and is not changed any more.',
    id: 'Nilai Anda sudah disegel dan tidak dapat diubah lagi.',
    next: { en: 'Wait for the reveal.', id: 'Tunggu pembukaan nilai.' },
  },
  RUBRIC_REQUIRED: {
    title: 'Rubric notes required',
    en: 'A score has exactly one note on each criterion of the rubric.',
    id: 'Nilai harus disertai tepat satu catatan untuk setiap kriteria rubrik.',
    next: { en: 'Write the missing notes.', id: 'Lengkapi catatannya.' },
  },
  NOT_IN_TOP_THREE: {
    title: 'Not among the best',
    en: 'The mayor chooses one of the {names} best of the open selection.',
    id: 'Wali kota memilih salah satu dari {names} peserta terbaik seleksi terbuka.',
    next: { en: 'Choose one of them.', id: 'Pilih salah satu di antaranya.' },
  },
  LICENCE_REQUIRED: {
    title: 'Licence required',
    en: 'No licence of yours with this number is registered and valid today.',
    id: 'Tidak ada izin praktik Anda dengan nomor ini yang terdaftar dan berlaku hari ini.',
    next: {
      en: 'Have the HR agency register the licence.',
      id: 'Minta BKPSDM mendaftarkan izin praktik Anda.',
    },
  },
  PSYCHOLOGICAL_REPORT_NOT_FOUND: {
    title: 'Psychological report not found',
    en: 'There is no such report for you to read.',
    id: 'Tidak ada laporan tersebut yang dapat Anda baca.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
};

registerProblems(PANEL);

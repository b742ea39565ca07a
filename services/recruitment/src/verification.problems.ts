import { type ProblemCatalogue, registerProblems } from '@jejak/http';

/** What the verification of an application, or a disqualification, can refuse. */
const VERIFICATION: ProblemCatalogue = {
  ALREADY_VERIFIED: {
    title: 'Already verified by you',
    en: 'You have verified this application: the other finding is somebody else’s.',
    id: 'Anda sudah memverifikasi lamaran ini: temuan berikutnya milik orang lain.',
    next: { en: 'Go on with the next application.', id: 'Lanjutkan ke lamaran berikutnya.' },
  },
  REQUIREMENT_REF_REQUIRED: {
    title: 'Requirement not named',
    en: 'A rejection names the announced requirements that are not met, 1 to {announced}.',
    id: 'Penolakan menyebutkan persyaratan dalam pengumuman yang tidak dipenuhi, 1 sampai {announced}.',
    next: {
      en: 'Name at least one of them by its number.',
      id: 'Sebutkan paling sedikit satu dengan nomornya.',
    },
  },
  HEARING_REQUIRED: {
    title: 'Hearing required',
    en: 'Nobody is disqualified without having been heard.',
    id: 'Tidak seorang pun didiskualifikasi tanpa didengar keterangannya.',
    next: { en: 'Hold the hearing, and record it.', id: 'Adakan pemeriksaannya lalu catat.' },
  },
  ALREADY_VOTED: {
    title: 'Already voted',
    en: 'You have voted on this since the last hearing.',
    id: 'Anda sudah memberikan suara sejak pemeriksaan terakhir.',
    next: { en: 'Wait for the votes of the others.', id: 'Tunggu suara anggota lain.' },
  },
};

registerProblems(VERIFICATION);

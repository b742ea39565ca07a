import { type ProblemCatalogue, registerProblems } from '@jejak/http';

const AMENDMENT: ProblemCatalogue = {
  VACANCY_FROZEN: {
    title: 'Vacancy frozen',
    en: 'Once registration is open a vacancy changes in the applicants’ favour only, and after its closing not at all.',
    id: 'Setelah pendaftaran dibuka, lowongan hanya dapat diubah untuk keuntungan pelamar; setelah ditutup tidak dapat diubah.',
    next: {
      en: 'Extend the registration, or take a requirement off; for anything else cancel and announce anew.',
      id: 'Perpanjang pendaftaran atau hapus persyaratan; untuk hal lain batalkan dan umumkan kembali.',
    },
  },
};

registerProblems(AMENDMENT);

import { type ProblemCatalogue, registerProblems } from '@jejak/http';

/** What registering and applying can be refused for, beside what every vacancy can. */
const APPLYING: ProblemCatalogue = {
  IDENTITY_UNVERIFIED: {
    title: 'Identity not verified',
    en: 'Your citizen number (NIK) is not verified, or you have not registered as an applicant.',
    id: 'NIK Anda belum terverifikasi, atau Anda belum mendaftar sebagai pelamar.',
    next: {
      en: 'Have your number verified where you sign in, then register.',
      id: 'Verifikasi NIK di layanan masuk Anda, lalu daftar sebagai pelamar.',
    },
  },
  APPLICANT_EXISTS: {
    title: 'Registered already',
    en: 'You have registered as an applicant before.',
    id: 'Anda sudah terdaftar sebagai pelamar.',
    next: { en: 'Read your registration.', id: 'Baca data pendaftaran Anda.' },
  },
  SUBSCRIPTION_NOT_FOUND: {
    title: 'Subscription not found',
    en: 'You have no such subscription.',
    id: 'Anda tidak memiliki langganan tersebut.',
    next: { en: 'Look up your subscriptions.', id: 'Periksa daftar langganan Anda.' },
  },
  APPLICANT_NOT_FOUND: {
    title: 'Not registered',
    en: 'You have not registered as an applicant.',
    id: 'Anda belum terdaftar sebagai pelamar.',
    next: { en: 'Register first.', id: 'Daftarlah terlebih dahulu.' },
  },
};

registerProblems(APPLYING);

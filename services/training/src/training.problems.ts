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
});

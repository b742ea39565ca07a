import { registerProblems } from '@jejak/http';
import './talent/people-and-places.problems';
import './promotion/credit-and-promotion.problems';

registerProblems({
  DATASET_NOT_FOUND: {
    title: 'Dataset not found',
    en: 'There is no such dataset, or not in this version.',
    id: 'Tidak ada himpunan data tersebut, atau tidak dalam versi ini.',
    next: { en: 'Look up its versions.', id: 'Periksa versi-versinya.' },
  },
  UNIT_EXISTS: {
    title: 'Unit exists',
    en: 'A unit with this code exists already.',
    id: 'Unit dengan kode ini sudah ada.',
    next: {
      en: 'Use another code, or read the unit that has it.',
      id: 'Pakai kode lain, atau baca unit yang memakainya.',
    },
  },
  UNIT_NOT_FOUND: {
    title: 'Unit not found',
    en: 'There is no unit with this code.',
    id: 'Tidak ada unit dengan kode ini.',
    next: { en: 'Import the units first.', id: 'Impor unit terlebih dahulu.' },
  },
  EMPLOYEE_EXISTS: {
    title: 'Employee exists',
    en: 'This employee is registered already.',
    id: 'Pegawai ini sudah terdaftar.',
    next: { en: 'Read the file that is there.', id: 'Baca berkas yang sudah ada.' },
  },
  EMPLOYEE_NOT_FOUND: {
    title: 'Employee not found',
    en: 'There is no such employee for you to read or change.',
    id: 'Tidak ada pegawai tersebut yang dapat Anda baca atau ubah.',
    next: { en: 'Check the id and the role you act under.', id: 'Periksa id dan peran yang Anda pakai.' },
  },
  OUTSIDER_NOT_FOUND: {
    title: 'Person from outside not found',
    en: 'Nobody from outside has a duty under this id.',
    id: 'Tidak ada orang luar yang memegang tugas dengan id ini.',
    next: {
      en: 'Check the id; an employee’s duties are in the employee’s file.',
      id: 'Periksa id-nya; tugas pegawai ada di berkas pegawai.',
    },
  },
  SUPERVISOR_UNKNOWN: {
    title: 'Supervisor unknown',
    en: 'No employee has the number of this supervisor.',
    id: 'Tidak ada pegawai dengan nomor atasan ini.',
    next: {
      en: 'Import the supervisor first, or in the same file.',
      id: 'Impor atasannya lebih dahulu, atau di berkas yang sama.',
    },
  },
  IDENTITY_TAKEN: {
    title: 'Number taken',
    en: 'Another employee has this NIP or NIK already.',
    id: 'NIP atau NIK ini sudah dimiliki pegawai lain.',
    next: {
      en: 'Check the number; a wrong one in an earlier file is repaired by a correction.',
      id: 'Periksa nomornya; nomor keliru di berkas lama diperbaiki dengan koreksi.',
    },
  },
  PERIOD_INVALID: {
    title: 'Period invalid',
    en: 'A period ends on or after the day it begins.',
    id: 'Masa berakhir pada atau setelah hari mulainya.',
    next: { en: 'Correct one of the dates.', id: 'Perbaiki salah satu tanggal.' },
  },
  OVERLAP: {
    title: 'Dates overlap',
    en: 'The dates overlap with an assignment that is there already.',
    id: 'Tanggalnya tumpang tindih dengan penugasan yang sudah ada.',
    next: {
      en: 'End the earlier assignment first, or begin the new one later.',
      id: 'Akhiri penugasan lama dahulu, atau mulai yang baru setelahnya.',
    },
  },
  CYCLE_IN_LINE: {
    title: 'Circular line',
    en: 'Nobody is above themselves, not even further up the line.',
    id: 'Tidak seorang pun boleh menjadi atasan dirinya sendiri, juga tidak melalui atasan di atasnya.',
    next: { en: 'Name a supervisor outside of this line.', id: 'Tunjuk atasan di luar garis ini.' },
  },
  DUTY_NOT_FOUND: {
    title: 'Duty not found',
    en: 'This person holds no such duty that could end.',
    id: 'Orang ini tidak memegang tugas tersebut.',
    next: { en: 'Read the duties of the person.', id: 'Baca tugas orang tersebut.' },
  },
});

import { registerProblems } from '@jejak/http';

/** Of units that change, ends of employment, talent, succession and placement. */
registerProblems({
  UNIT_IN_USE: {
    title: 'Unit in use',
    en: 'People or units still belong to this unit on that day.',
    id: 'Masih ada pegawai atau unit yang termasuk unit ini pada tanggal tersebut.',
    next: {
      en: 'Give them their new place first, or name a later day.',
      id: 'Pindahkan mereka dahulu, atau sebutkan tanggal yang lebih kemudian.',
    },
  },
  EMPLOYMENT_ENDED: {
    title: 'Employment ended',
    en: 'The employment of this person has ended.',
    id: 'Hubungan kerja orang ini telah berakhir.',
    next: {
      en: 'Read the file; nothing more is decided in it.',
      id: 'Baca berkasnya; tidak ada lagi yang diputuskan di dalamnya.',
    },
  },
  TALENT_NOT_FOUND: {
    title: 'Talent profile not found',
    en: 'There is no talent profile for you to read.',
    id: 'Tidak ada profil talenta yang dapat Anda baca.',
    next: {
      en: 'Check the id and the role you act under.',
      id: 'Periksa id dan peran yang Anda pakai.',
    },
  },
  INSTRUMENT_NOT_FOUND: {
    title: 'Instrument not found',
    en: 'There is no such instrument of assessment.',
    id: 'Tidak ada instrumen penilaian tersebut.',
    next: {
      en: 'Record its licence first.',
      id: 'Catat lisensinya terlebih dahulu.',
    },
  },
  INSTRUMENT_UNLICENSED: {
    title: 'Instrument not licensed',
    en: 'The instrument was not licensed on the day of the assessment.',
    id: 'Instrumen tidak berlisensi pada hari penilaian.',
    next: {
      en: 'Assess with a licensed instrument, or record the licence that it had.',
      id: 'Nilai dengan instrumen berlisensi, atau catat lisensi yang dimilikinya.',
    },
  },
  INPUT_MISSING: {
    title: 'Input missing',
    en: 'What the talent map rests on is not there: final evaluations that nobody contests, or an assessment of potential.',
    id: 'Dasar pemetaan talenta belum ada: evaluasi final tanpa keberatan, atau penilaian potensi.',
    next: {
      en: 'Wait for the evaluations, or have the potential assessed.',
      id: 'Tunggu evaluasinya, atau lakukan penilaian potensi.',
    },
  },
  INPUT_TOO_OLD: {
    title: 'Input too old',
    en: 'An evaluation or assessment is older than the policy allows.',
    id: 'Evaluasi atau penilaian lebih lama daripada yang diizinkan kebijakan.',
    next: {
      en: 'Assess anew, then map.',
      id: 'Lakukan penilaian baru, lalu petakan.',
    },
  },
  TALENT_MAP_OUTDATED: {
    title: 'Talent map outdated',
    en: 'The talent map rests on an evaluation that has changed, or there is a newer one.',
    id: 'Peta talenta didasarkan pada evaluasi yang telah berubah, atau ada yang lebih baru.',
    next: {
      en: 'Have the talent committee map this person anew.',
      id: 'Minta komite talenta memetakan ulang orang ini.',
    },
  },
  NOT_IN_SUCCESSION_POOL: {
    title: 'Not in the succession pool',
    en: 'This person does not stand in a box from which a critical post is filled.',
    id: 'Orang ini tidak berada pada kotak yang menjadi sumber suksesi.',
    next: {
      en: 'Nominate somebody of the pool; the box of a person says how to move.',
      id: 'Calonkan orang dari kelompok suksesi; kotak seseorang menjelaskan cara berpindah.',
    },
  },
  SUCCESSION_EXISTS: {
    title: 'Succession exists',
    en: 'The succession of this post is formed already.',
    id: 'Rencana suksesi jabatan ini sudah ada.',
    next: {
      en: 'Nominate further people in it.',
      id: 'Calonkan orang lain di dalamnya.',
    },
  },
  SUCCESSION_NOT_FOUND: {
    title: 'Succession not found',
    en: 'There is no succession of this post.',
    id: 'Tidak ada rencana suksesi untuk jabatan ini.',
    next: {
      en: 'Form it first.',
      id: 'Bentuk terlebih dahulu.',
    },
  },
  PLACEMENT_NOT_FOUND: {
    title: 'Placement not found',
    en: 'There is no placement for you to read or decide.',
    id: 'Tidak ada penempatan yang dapat Anda baca atau putuskan.',
    next: {
      en: 'Check the id and the role you act under.',
      id: 'Periksa id dan peran yang Anda pakai.',
    },
  },
  KINSHIP_LINE: {
    title: 'Relative in the line',
    en: 'A relative stands in the reporting line of that place.',
    id: 'Ada kerabat dalam garis pelaporan tempat tersebut.',
    next: {
      en: 'Choose a place in another line.',
      id: 'Pilih tempat di garis lain.',
    },
  },
  ASPECT_NOT_FOUND: {
    title: 'Aspect not found',
    en: 'The merit monitor has no such aspect.',
    id: 'Pemantauan merit tidak memiliki aspek tersebut.',
    next: {
      en: 'Read the aspects that it has.',
      id: 'Baca aspek yang ada.',
    },
  },
});

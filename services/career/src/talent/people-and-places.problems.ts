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
    next: { en: 'Read the file; nothing more is decided in it.', id: 'Baca berkasnya; tidak ada lagi yang diputuskan di dalamnya.' },
  },
});

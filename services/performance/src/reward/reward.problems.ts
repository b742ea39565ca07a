import { registerProblems } from '@jejak/http';

/** Of rewards. */
registerProblems({
  REWARD_NOT_FOUND: {
    title: 'Reward not found',
    en: 'There is no such reward.',
    id: 'Tidak ada penghargaan tersebut.',
    next: { en: 'Check the id.', id: 'Periksa id-nya.' },
  },
  REWARD_RULE_NOT_FOUND: {
    title: 'Rule not found',
    en: 'The policy in force has no such rule of rewards.',
    id: 'Kebijakan yang berlaku tidak memuat aturan penghargaan tersebut.',
    next: { en: 'Read the rules in force.', id: 'Baca aturan yang berlaku.' },
  },
  REWARD_EXISTS: {
    title: 'Reward exists',
    en: 'The reward of this rule and year is proposed already.',
    id: 'Penghargaan menurut aturan dan tahun ini sudah diusulkan.',
    next: { en: 'Read the proposal.', id: 'Baca usulannya.' },
  },
  NOMINATED_ALREADY: {
    title: 'Nominated already',
    en: 'You have named this colleague for the year already.',
    id: 'Anda sudah menominasikan rekan ini untuk tahun tersebut.',
    next: { en: 'Name another colleague.', id: 'Nominasikan rekan lain.' },
  },
  RULE_NOT_MET: {
    title: 'Rule not met',
    en: 'The rule is not met: {conditions}.',
    id: 'Syarat aturan belum terpenuhi: {conditions}.',
    next: {
      en: 'Look at the verified amounts that the rule reads.',
      id: 'Periksa realisasi terverifikasi yang dibaca aturan ini.',
    },
  },
  BUDGET_EXCEEDED: {
    title: 'Budget exceeded',
    en: 'The budget {line} of the year has {left} rupiah left.',
    id: 'Anggaran {line} tahun ini tersisa {left} rupiah.',
    next: {
      en: 'Decline it, or change the budget by policy.',
      id: 'Tolak, atau ubah anggaran melalui kebijakan.',
    },
  },
  EVALUATION_CONTESTED: {
    title: 'Evaluation contested',
    en: 'An evaluation of the employee is under objection: nobody acts on it.',
    id: 'Evaluasi pegawai sedang dalam keberatan: tidak boleh dijadikan dasar tindakan.',
    next: { en: 'Wait for the decision.', id: 'Tunggu keputusannya.' },
  },
  SANCTION_ACTIVE: {
    title: 'Sanction active',
    en: 'A medium or heavy sanction of the employee holds.',
    id: 'Pegawai sedang menjalani hukuman disiplin sedang atau berat.',
    next: { en: 'Wait until it has ended.', id: 'Tunggu sampai hukuman berakhir.' },
  },
});

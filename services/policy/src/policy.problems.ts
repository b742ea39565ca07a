import { registerProblems } from '@jejak/http';

registerProblems({
  POLICY_NOT_FOUND: {
    title: 'Policy not found',
    en: 'There is no policy under this key.',
    id: 'Tidak ada kebijakan dengan kunci ini.',
    next: {
      en: 'Look the key up in the policy library.',
      id: 'Cari kuncinya di pustaka kebijakan.',
    },
  },
});

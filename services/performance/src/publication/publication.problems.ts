import { registerProblems } from '@jejak/http';

registerProblems({
  DATASET_NOT_FOUND: {
    title: 'Dataset not found',
    en: 'There is no such dataset, or not in this version.',
    id: 'Tidak ada himpunan data tersebut, atau tidak dalam versi ini.',
    next: { en: 'Look up its versions.', id: 'Periksa versi-versinya.' },
  },
});

import { registerProblems } from '@jejak/http';

registerProblems({
  FEED_POSITION_UNKNOWN: {
    title: 'Place in the feed unknown',
    en: 'The feed has no event of this id or number.',
    id: 'Umpan tidak memiliki peristiwa dengan id atau nomor ini.',
    next: {
      en: 'Use the id of the last event that you have read here, or begin without one.',
      id: 'Gunakan id peristiwa terakhir yang Anda baca di sini, atau mulai tanpa id.',
    },
  },
  FEED_QUERY_AMBIGUOUS: {
    title: 'Two places named',
    en: 'Name one place only: lastEventId, after, or stream with its versions.',
    id: 'Sebutkan satu tempat saja: lastEventId, after, atau stream beserta versinya.',
    next: { en: 'Leave the others out.', id: 'Hilangkan yang lain.' },
  },
});

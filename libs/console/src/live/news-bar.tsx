import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useWord } from '../words/words';
import { forgetNews, useNews } from './news';
import { TOPICS } from './topics';

/** Above a list: how much of it is new. Shown when asked for, without taking the focus. */
export const NewsBar = ({ topic }: { readonly topic: string }) => {
  const word = useWord();
  const queries = useQueryClient();
  const count = useNews(topic);
  const show = (): void => {
    forgetNews(topic);
    for (const name of TOPICS.find((one) => one.topic === topic)?.lists ?? [])
      void queries.invalidateQueries({ queryKey: [name] });
  };
  // Who comes here sees the list as it is now.
  useEffect(() => forgetNews(topic), [topic]);
  return (
    <div role="status">
      {count === 0 ? null : (
        <p className="note info">
          <button type="button" className="button slim" onClick={show}>
            {word('live.show', { count })}
          </button>
        </p>
      )}
    </div>
  );
};

import { useState } from 'react';
import type { Answer } from '../api/audit';
import { Answered } from '../parts/answered';
import { Download } from '../parts/download';
import { Status } from '../parts/status';
import { useAnswer } from '../session/session';
import { useWord } from '../words/words';
import type { Asked } from './object-read';

/** Whether nothing was changed or left out since, as the service finds it; what a reader checks offline says more. */
export const Check = ({ stream, readFor }: Asked) => {
  const word = useWord();
  const [isAsked, setAsked] = useState(false);
  const query = useAnswer<
    Answer<{ readonly valid: boolean; readonly events: number; readonly firstBroken: number | null }>
  >('verifyStream', isAsked ? { path: { stream }, query: { ...readFor } } : null);
  return (
    <section aria-labelledby="check">
      <h2 id="check">{word('object.check')}</h2>
      <p>{word('object.checkWhat')}</p>
      <p>
        <button type="button" className="button" aria-keyshortcuts="p" onClick={() => setAsked(true)}>
          {word('object.checkNow')}
        </button>{' '}
        <Download
          endpoint="history"
          asked={{ path: { stream }, query: { ...readFor, format: 'zip' } }}
          name={`${stream}.zip`}
          label={word('object.download')}
        />
      </p>
      {isAsked ? (
        <Answered query={query}>
          {({ items: [found] }) => (
            <p role="status">
              {found?.valid ? (
                <Status kind="ok" label={word('object.valid', { count: found.events })} />
              ) : (
                <Status kind="bad" label={word('object.broken', { version: found?.firstBroken ?? 0 })} />
              )}
            </p>
          )}
        </Answered>
      ) : null}
    </section>
  );
};

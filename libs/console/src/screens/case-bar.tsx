import { type FormEvent, type ReactNode, useState } from 'react';
import { Answered } from '../parts/answered';
import { Moment } from '../parts/moment';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useWord } from '../words/words';
import type { Inspection } from './inspection';

/** What a read is for, as the log records it. */
export interface ReadFor {
  readonly purpose: string;
  readonly caseId?: string;
}

/** One word: it stands in the public log for ever. */
const WORD = /^[A-Za-z][A-Za-z0-9_.:/-]{0,99}$/;

const Choose = () => {
  const word = useWord();
  const [, change] = useAddress();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const query = useAnswer<{ readonly items: readonly Inspection[] }>('inspections');
  const state = (event: FormEvent): void => {
    event.preventDefault();
    if (WORD.test(text)) change({ keperluan: text });
    else setWrong(true);
  };
  return (
    <section className="next" aria-labelledby="purpose">
      <h2 id="purpose">{word('case.purposeFirst')}</h2>
      <p>{word('case.purposeWhy')}</p>
      <Answered query={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? <p>{word('cases.empty')}</p> : <h3>{word('case.choose')}</h3>}
            <ul className="plain-list">
              {items.map(({ inspectionId, assignment, openedAt, status }) => (
                <li key={inspectionId}>
                  <button
                    type="button"
                    className="button"
                    onClick={() => change({ kasus: inspectionId, keperluan: undefined })}
                  >
                    {assignment ?? inspectionId.slice(0, 8)}
                  </button>{' '}
                  <span className="small muted">
                    {status === 'OPEN' ? word('cases.openedAt') : word('cases.closed')}{' '}
                    <Moment at={openedAt} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
      <form className="row" onSubmit={state}>
        <span className="field grow">
          <label htmlFor="word">{word('case.word')}</label>
          <span className="hint" id="word-hint">
            {word('case.wordHint')}
          </span>
          <input
            id="word"
            value={text}
            aria-describedby={isWrong ? 'word-error' : 'word-hint'}
            aria-invalid={isWrong}
            onChange={({ target }) => setText(target.value)}
          />
          {isWrong ? (
            <span id="word-error" role="alert" className="hint">
              {word('case.wordWrong')}
            </span>
          ) : null}
        </span>
        <button type="submit" className="button main">
          {word('case.state')}
        </button>
      </form>
    </section>
  );
};

/**
 * Pins what an inspector reads for: the screen below it is not shown, and nothing is asked, before it is known. The address holds it,
 * so that a link to a finding opens with its case.
 */
export const ForCase = ({ children }: { readonly children: (readFor: ReadFor) => ReactNode }) => {
  const word = useWord();
  const [{ kasus, keperluan }, change] = useAddress();
  const isCase = kasus !== undefined && /^[0-9a-f-]{36}$/.test(kasus);
  if (!isCase && (keperluan === undefined || !WORD.test(keperluan))) return <Choose />;
  const readFor: ReadFor = isCase ? { purpose: 'inspection', caseId: kasus } : { purpose: keperluan ?? '' };
  return (
    <>
      <p className="note small">
        {isCase ? (
          <>
            {word('case.pinned')} <Go to={`/i/kasus/${kasus}`}>{kasus.slice(0, 8)}</Go>
          </>
        ) : (
          <>
            {word('case.for')} <code>{keperluan}</code>
          </>
        )}{' '}
        · {word('case.recorded')}{' '}
        <button
          type="button"
          className="button slim"
          onClick={() => change({ kasus: undefined, keperluan: undefined })}
        >
          {word('case.change')}
        </button>
      </p>
      {children(readFor)}
    </>
  );
};

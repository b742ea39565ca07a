import { useEffect, useState } from 'react';
import { Moment } from '../parts/moment';
import { Status } from '../parts/status';
import { useWord } from '../words/words';
import { DraftStore } from './draft-store';
import { isSharedDevice, saySharedDevice } from './shared-device';
import type { Draft, DraftBook } from './use-draft';

/** Whether what is written here is kept, and that it is not sent. */
export const DraftState = ({
  found,
  isWritten,
  drafts,
  drop,
}: {
  readonly found: Draft<object> | null;
  /** Whether anything was written that would be lost. */
  readonly isWritten: boolean;
  readonly drafts: DraftBook<never>;
  readonly drop: () => void;
}) => {
  const word = useWord();
  const [isShared, setShared] = useState(isSharedDevice);
  const isKept = drafts.isKept && !isShared;
  // Nothing is lost without a word: the browser asks before it leaves.
  useEffect(() => {
    if (isKept || !isWritten) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isKept, isWritten]);
  return (
    <div className="note">
      <p>
        <Status kind="plain" label={word('draft.notSent')} />{' '}
        {found === null ? null : (
          <>
            {word('draft.found')} <Moment at={new Date(found.at).toISOString()} />.{' '}
          </>
        )}
        {word(isKept ? 'draft.kept' : 'draft.notKept')}
      </p>
      <p className="row">
        <span className="option">
          <input
            id="shared"
            type="checkbox"
            checked={isShared}
            onChange={({ target }) => {
              saySharedDevice(target.checked);
              setShared(target.checked);
              if (target.checked) {
                drafts.drop();
                void DraftStore.forgetAll();
              }
            }}
          />
          <label htmlFor="shared">{word('draft.shared')}</label>
        </span>
        {found === null ? null : (
          <button type="button" className="button slim" onClick={drop}>
            {word('draft.drop')}
          </button>
        )}
      </p>
    </div>
  );
};

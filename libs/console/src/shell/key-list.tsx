import { useEffect, useRef } from 'react';
import type { Place } from '../places/places';
import { useCode, useWord } from '../words/words';
import { KEYS } from './keys';

/** The keys that there are, and whether they are on. Closed, it gives the focus back to where one was. */
export const KeyList = ({
  places,
  isOn,
  turn,
  close,
}: {
  readonly places: readonly Place[];
  readonly isOn: boolean;
  readonly turn: (isOn: boolean) => void;
  readonly close: () => void;
}) => {
  const word = useWord();
  const code = useCode();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  const lines = [
    ['/', word('keys.search')],
    ['?', word('keys.list')],
    ...KEYS.map((key) => [key, code('key', key)] as const),
    ...places.flatMap(({ key, title }) => (key === undefined ? [] : [[`g ${key}`, word(title)] as const])),
  ] as const;
  return (
    <dialog ref={dialog} aria-labelledby="keys" onClose={close}>
      <h2 id="keys">{word('keys.title')}</h2>
      <p>{word('keys.what')}</p>
      <dl className="facts">
        {lines.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label className="choice">
          <input type="checkbox" checked={isOn} onChange={({ target }) => turn(target.checked)} />{' '}
          {word('keys.on')}
        </label>
      </p>
      <button type="button" className="button main" onClick={() => dialog.current?.close()}>
        {word('keys.close')}
      </button>
    </dialog>
  );
};

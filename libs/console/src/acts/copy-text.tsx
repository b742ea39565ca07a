import { useState } from 'react';
import { useWord } from '../words/words';
import type { Line } from './act';

/** What was written, to be kept elsewhere whatever became of it. */
export const CopyText = ({ lines }: { readonly lines: readonly Line[] }) => {
  const word = useWord();
  const [isCopied, setCopied] = useState(false);
  const text = lines.map(({ label, value }) => `${label}: ${value}`).join('\n');
  return (
    <>
      <button
        type="button"
        className="button"
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {word('act.copy')}
      </button>{' '}
      <span role="status">{isCopied ? word('act.copied') : ''}</span>
    </>
  );
};

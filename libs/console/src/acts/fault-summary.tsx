import { useEffect, useRef } from 'react';
import { useWord } from '../words/words';
import type { Fault } from './act';

/** All that is wrong, above the form: takes the focus, and leads to each field. @source console.md 3 (error) */
export const FaultSummary = ({ faults }: { readonly faults: readonly Fault[] }) => {
  const word = useWord();
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <div className="note bad" role="alert" tabIndex={-1} ref={summary}>
      <h2>{word('act.faults', { count: faults.length })}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
};

import type { Answer } from '../api/audit';
import { Moment } from '../parts/moment';
import { useWord } from '../words/words';

/** What an answer of the log rests on, and that the asking is itself recorded. Said below every such answer, at zero too. */
export const LogStatement = ({ of }: { readonly of: Answer<unknown> }) => {
  const word = useWord();
  const { asOf, complete, accessEvent } = of;
  return (
    <p className="small muted">
      {complete.gaps.length === 0
        ? word('log.complete', { size: asOf.size })
        : word('log.gaps', { count: complete.gaps.length })}{' '}
      <Moment at={asOf.time} />
      {accessEvent === null ? null : (
        <>
          {' · '}
          {word('log.recorded')} <code>{accessEvent}</code>
        </>
      )}
    </p>
  );
};

import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Offline, type Problem, Refused } from '../api/problem';
import { signIn } from '../session/session';
import { useWord } from '../words/words';
import { useMoment } from './moment';

/** After so long one sees that something is coming, and after so long that it takes its time. */
const SHOWN_AFTER_MS = 300;
const SLOW_AFTER_MS = 3_000;

const useElapsed = (ms: number): boolean => {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isOver;
};

/** Something is coming. */
export const Waiting = () => {
  const word = useWord();
  const isShown = useElapsed(SHOWN_AFTER_MS);
  const isSlow = useElapsed(SLOW_AFTER_MS);
  return (
    <div aria-busy="true">
      <p role="status" className="muted">
        {isSlow ? word('waiting.slow') : <span className="away">{word('waiting.begun')}</span>}
      </p>
      {isShown ? [1, 2, 3].map((line) => <div key={line} className="skeleton" aria-hidden="true" />) : null}
    </div>
  );
};

const TITLES = {
  401: 'refused.signedOut',
  403: 'refused.forbidden',
  404: 'refused.notFound',
  410: 'refused.erased',
} as const;

const titleOf = (status: number) =>
  status in TITLES
    ? TITLES[status as keyof typeof TITLES]
    : status >= 500
      ? 'refused.failed'
      : 'refused.byRule';

const ProblemNote = ({
  problem,
  again,
}: {
  readonly problem: Problem;
  readonly again?: (() => void) | undefined;
}) => {
  const word = useWord();
  const { status, code, detail, next, policyRefs = [], traceId } = problem;
  return (
    <div className={`note ${status >= 500 ? 'bad' : 'warn'}`} role="alert">
      <h2>{word(titleOf(status))}</h2>
      {detail === '' ? null : <p>{detail}</p>}
      {next === undefined ? null : <p>{next}</p>}
      {status === 404 ? <p>{word('refused.notFoundWhy')}</p> : null}
      <p className="small muted">
        {word('refused.code')} <code>{code}</code>
        {policyRefs.length > 0 ? ` · ${word('refused.policies')} ${policyRefs.join(', ')}` : ''}
        {traceId === undefined ? '' : ` · ${word('refused.trace')} ${traceId}`}
      </p>
      {status === 401 ? (
        <button type="button" className="button main" onClick={signIn}>
          {word('session.signInAgain')}
        </button>
      ) : again && status >= 500 ? (
        <button type="button" className="button" onClick={again}>
          {word('refused.again')}
        </button>
      ) : null}
    </div>
  );
};

/** Why there is nothing to show, and what to do about it. */
export const Failure = ({ error, again }: { readonly error: Error; readonly again?: () => void }) => {
  const word = useWord();
  if (error instanceof Refused) return <ProblemNote problem={error.problem} again={again} />;
  const isOffline = error instanceof Offline;
  return (
    <div className="note bad" role="alert">
      <h2>{word(isOffline ? 'offline.title' : 'refused.failed')}</h2>
      <p>{word(isOffline ? 'offline.what' : 'refused.defect')}</p>
      {again ? (
        <button type="button" className="button" onClick={again}>
          {word('refused.again')}
        </button>
      ) : null}
    </div>
  );
};

/** Nothing is there yet: says what will be, or what was looked through. */
export const Empty = ({ children }: { readonly children: ReactNode }) => (
  <div className="note">
    <p>{children}</p>
  </div>
);

/**
 * What a service answered, or why it did not. Data that were there stay: a newer question that fails is told above them, with the
 * time that they are from.
 */
export const Answered = <T,>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) => {
  const word = useWord();
  const moment = useMoment();
  const { data, error, refetch, dataUpdatedAt, isFetching } = query;
  const again = (): void => void refetch();
  if (data === undefined) return error ? <Failure error={error} again={again} /> : <Waiting />;
  return (
    <>
      {error ? (
        <div className="note warn" role="status">
          <p>
            {word(error instanceof Offline ? 'offline.stale' : 'refused.stale', {
              at: moment(new Date(dataUpdatedAt).toISOString()),
            })}{' '}
            <button type="button" className="button slim" onClick={again}>
              {word('refused.again')}
            </button>
          </p>
        </div>
      ) : null}
      {isFetching ? (
        <p role="status" className="away">
          {word('waiting.fresh')}
        </p>
      ) : null}
      {children(data)}
    </>
  );
};

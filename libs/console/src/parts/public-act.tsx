import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { anonymously } from '../api/anonymous';
import type { EndpointName } from '../api/endpoints';
import { useLanguage, useWord } from '../words/words';
import { Failure } from './answered';
import { Facts } from './table';

/** What is sent. */
export interface PublicRequest {
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/**
 * What somebody does without an account: fill in, look at what will be recorded, send, and see what came of it. What is sent again
 * carries the same key, so that it is recorded once.
 * @param fields the form; what it holds is the caller's
 * @param review what will be recorded, name by name; null: not complete yet, and the form says what is missing
 * @param done what came of it, in the place of the form
 */
export const PublicAct = <Answer,>({
  endpoint,
  label,
  fields,
  review,
  request,
  done,
}: {
  readonly endpoint: EndpointName;
  /** Of the button that sends. */
  readonly label: string;
  readonly fields: ReactNode;
  readonly review: () => readonly (readonly [string, ReactNode])[] | null;
  readonly request: () => PublicRequest;
  readonly done: (answer: Answer) => ReactNode;
}) => {
  const word = useWord();
  const { language } = useLanguage();
  const [shown, show] = useState<readonly (readonly [string, ReactNode])[] | null>(null);
  const key = useRef('');
  const heading = useRef<HTMLHeadingElement>(null);
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: () => anonymously<Answer>(endpoint, language, { ...request(), key: key.current }),
  });
  const check = (event: FormEvent): void => {
    event.preventDefault();
    const said = review();
    if (said === null) return;
    key.current = crypto.randomUUID();
    reset();
    show(said);
    requestAnimationFrame(() => heading.current?.focus());
  };
  if (data !== undefined)
    return (
      <div className="note ok" role="status">
        {done(data)}
      </div>
    );
  if (shown === null)
    return (
      <form onSubmit={check} noValidate>
        {fields}
        <p>
          <button type="submit" className="button main">
            {word('act.review')}
          </button>
        </p>
      </form>
    );
  return (
    <section className="next" aria-labelledby="review">
      <h2 id="review" ref={heading} tabIndex={-1}>
        {word('public.review')}
      </h2>
      <Facts of={shown} />
      {error ? <Failure error={error} /> : null}
      <p className="row">
        <button type="button" className="button main" disabled={isPending} onClick={() => mutate()}>
          {isPending ? word('act.sending') : label}
        </button>
        <button type="button" className="button" disabled={isPending} onClick={() => show(null)}>
          {word('act.back')}
        </button>
      </p>
    </section>
  );
};

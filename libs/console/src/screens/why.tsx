import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { type Answer, kindOfStream, type LoggedEvent, nameOfType } from '../api/audit';
import { Answered, Failure, Waiting } from '../parts/answered';
import { Moment, useAmount } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Go, useAddress, usePart } from '../places/address';
import { useAnswer, useAsk } from '../session/session';
import { useCode, useWord } from '../words/words';
import { ForCase, type ReadFor } from './case-bar';
import { LogStatement } from './log-statement';

interface Rating {
  readonly composite: string;
  readonly predicate: string;
}

interface Supposed {
  readonly withoutEvent: string | null;
  readonly underPolicy: string | null;
  readonly governedBy: string | null;
  readonly applies: boolean | null;
  readonly was: Rating;
  readonly would: Rating | null;
  readonly credits: readonly {
    readonly entryId: string;
    readonly points: string;
    readonly hypothetical: string;
  }[];
  readonly eligibility: readonly {
    readonly eventId: string;
    readonly effective: string;
    readonly eligible: boolean;
    readonly hypothetical: { readonly eligible: boolean; readonly failed: readonly string[] };
  }[];
}

interface Explanation {
  readonly explanationId: string;
  readonly object: string;
  readonly question: string | null;
  readonly policies: readonly string[];
  readonly proofs: { readonly root: string; readonly size: number };
  readonly truncated: boolean;
  readonly hypothetical: Supposed | null;
  readonly chain: readonly LoggedEvent[];
}

/** A new explanation has no id yet. */
const NEW = 'baru';
const OWN_REASON = 20;
const STREAM = /^[a-z][a-z-]*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What would have been: never to be taken for what is, so the word stands in every line. */
const Supposition = ({ of }: { readonly of: Supposed }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const { was, would, underPolicy, withoutEvent, applies, governedBy, credits, eligibility } = of;
  const rating = ({ composite, predicate }: Rating): string =>
    `${amount(composite)}, ${code('predicate', predicate)}`;
  return (
    <section className="supposed" aria-labelledby="supposed">
      <h2 id="supposed">
        <strong>{word('why.supposed')}</strong>
      </h2>
      <p>
        {withoutEvent === null ? '' : word('why.withoutEvent', { event: withoutEvent })}
        {underPolicy === null ? '' : word('why.underPolicy', { policy: underPolicy })}
      </p>
      {applies === false ? <p>{word('why.notApplied', { policy: governedBy ?? '–' })}</p> : null}
      <p>
        <strong>{word('why.supposed')}</strong>: {word('why.would', { was: rating(was) })}{' '}
        {would === null ? word('why.nothingThen') : rating(would)}
      </p>
      {credits.map(({ entryId, points, hypothetical }) => (
        <p key={entryId}>
          <strong>{word('why.supposed')}</strong>:{' '}
          {word('why.credit', { points: amount(points), would: amount(hypothetical) })}
        </p>
      ))}
      {eligibility.map(({ eventId, eligible, effective, hypothetical }) => (
        <p key={eventId}>
          <strong>{word('why.supposed')}</strong>: <Moment at={effective} />{' '}
          {word(eligible === hypothetical.eligible ? 'why.sameEligibility' : 'why.otherEligibility')}
          {hypothetical.failed.length === 0 ? '' : ` (${hypothetical.failed.join(', ')})`}
        </p>
      ))}
    </section>
  );
};

/** The chain as a list: what each fact read of those before it is named with it. */
const Chain = ({ chain, object }: Pick<Explanation, 'chain' | 'object'>) => {
  const word = useWord();
  const code = useCode();
  const [{ semua }, change] = useAddress();
  const isWhole = semua === 'ya';
  const own = chain.filter(({ stream }) => stream === object);
  const list = isWhole ? chain : own;
  const known = new Set(chain.map(({ id }) => id));
  return (
    <>
      <p>
        <button
          type="button"
          className="button slim"
          aria-pressed={!isWhole}
          onClick={() => change({ semua: undefined })}
        >
          {word('why.own', { count: own.length })}
        </button>{' '}
        <button
          type="button"
          className="button slim"
          aria-pressed={isWhole}
          onClick={() => change({ semua: 'ya' })}
        >
          {word('why.whole', { count: chain.length })}
        </button>
      </p>
      <ol className="timeline">
        {list.map(({ id, at, type, stream, version, role, policy, reason, cause, inputs, index }) => (
          <li key={id} className={stream === object ? 'chosen' : undefined}>
            <strong>{code('fact', nameOfType(type))}</strong>{' '}
            <Go to={`/i/objek/${stream}`}>
              {code('object', kindOfStream(stream))} <code>…{stream.slice(-6)}</code> v{version}
            </Go>
            <br />
            <span className="small muted">
              <Moment at={at} /> · {role === null ? '–' : code('role', role.split(':')[0])} ·{' '}
              {word('search.index')} {index}
              {policy === null ? '' : ` · ${word('why.governed')} ${policy}`}
            </span>
            {reason === null ? null : (
              <p>
                {code('reason', reason.code)}
                {reason.text === null ? '' : `: ${code('hidden', reason.text)}`}
              </p>
            )}
            <p className="small muted">
              {cause !== null && known.has(cause)
                ? word('why.caused')
                : cause === null
                  ? word('why.noCause')
                  : word('why.commanded')}
              {inputs.length === 0 ? '' : ` · ${word('why.read', { count: inputs.length })}`}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
};

/** Drawn when somebody wants to see it: the list is the page. */
const ChainPicture = lazy(() =>
  import('./chain-picture').then(({ ChainPicture: Screen }) => ({ default: Screen })),
);

const Picture = ({ chain }: { readonly chain: readonly LoggedEvent[] }) => {
  const word = useWord();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{word('why.picture')}</summary>
      {isOpen ? (
        <Suspense fallback={<Waiting />}>
          <ChainPicture chain={chain} />
        </Suspense>
      ) : null}
    </details>
  );
};

const Explained = ({ id, readFor }: { readonly id: string; readonly readFor: ReadFor }) => {
  const word = useWord();
  const query = useAnswer<Answer<Explanation>>('explanationById', { path: { id }, query: { ...readFor } });
  return (
    <Answered query={query}>
      {(answer) =>
        answer.items.map(({ explanationId, question, object, policies, truncated, hypothetical, chain }) => (
          <div key={explanationId}>
            <p>
              <strong>{question ?? word('why.noQuestion')}</strong>
            </p>
            <p>
              {word('why.about')} <Go to={`/i/objek/${object}`}>{object}</Go>
            </p>
            {truncated ? <Status kind="warn" label={word('why.truncated')} /> : null}
            {hypothetical === null ? null : <Supposition of={hypothetical} />}
            <h2>{word('why.chain')}</h2>
            <Chain chain={chain} object={object} />
            <Picture chain={chain} />
            <details>
              <summary>{word('performance.policies', { count: policies.length })}</summary>
              <p className="mono">{policies.join(', ')}</p>
            </details>
            <LogStatement of={answer} />
          </div>
        ))
      }
    </Answered>
  );
};

const Ask = ({ object, readFor }: { readonly object: string; readonly readFor: ReadFor }) => {
  const word = useWord();
  const ask = useAsk();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [{ kasus, keperluan }] = useAddress();
  const [question, setQuestion] = useState('');
  const [policy, setPolicy] = useState('');
  const [without, setWithout] = useState('');
  // The same for every attempt at this question.
  const [key] = useState(() => crypto.randomUUID());
  const before = useAnswer<{ readonly items: readonly Omit<Explanation, 'chain'>[] }>('explanations', {
    query: { object },
  });
  const asking = useMutation({
    mutationFn: () =>
      ask<{ readonly stream: string }>('askWhy', {
        key,
        body: {
          ...{ ...readFor, object, question: question.trim() },
          ...(policy.trim() === '' ? {} : { underPolicy: policy.trim() }),
          ...(without.trim() === '' ? {} : { withoutEvent: without.trim() }),
        },
      }),
    onSuccess: async ({ stream }) => {
      await queries.invalidateQueries({ queryKey: ['explanations'] });
      await navigate({
        to: `/i/mengapa/${stream.replace(/^explanation-/, '')}`,
        search: { kasus, keperluan },
      });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    asking.mutate();
  };
  return (
    <>
      <Answered query={before}>
        {({ items }) =>
          items.length === 0 ? null : (
            <section aria-labelledby="asked">
              <h2 id="asked">{word('why.asked')}</h2>
              <ul className="plain-list">
                {items.map(({ explanationId, policies }) => (
                  <li key={explanationId}>
                    <Go to={`/i/mengapa/${explanationId}`}>
                      {word('why.open', { id: explanationId.slice(0, 8) })}
                    </Go>{' '}
                    <span className="small muted">
                      {word('performance.policies', { count: policies.length })}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Answered>
      <form onSubmit={submit} aria-labelledby="ask">
        <h2 id="ask">{word('why.ask')}</h2>
        <p>
          {word('why.about')} <code>{object}</code>
        </p>
        <div className="field">
          <label htmlFor="question">{word('why.question')}</label>
          <span className="hint" id="question-hint">
            {word('why.questionHint', { least: OWN_REASON })}
          </span>
          <textarea
            id="question"
            rows={3}
            required
            minLength={OWN_REASON}
            maxLength={4000}
            aria-describedby="question-hint"
            value={question}
            onChange={({ target }) => setQuestion(target.value)}
          />
        </div>
        <div className="row">
          <span className="field">
            <label htmlFor="policy">{word('why.policyField')}</label>
            <input
              id="policy"
              className="mono"
              pattern="[a-z][A-Za-z.]*@[1-9][0-9]*"
              placeholder="perf.result@2"
              disabled={without !== ''}
              value={policy}
              onChange={({ target }) => setPolicy(target.value)}
            />
          </span>
          <span className="field">
            <label htmlFor="without">{word('why.withoutField')}</label>
            <input
              id="without"
              className="mono"
              pattern="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              disabled={policy !== ''}
              value={without}
              onChange={({ target }) => setWithout(target.value)}
            />
          </span>
        </div>
        <p className="hint">{word('why.one')}</p>
        {asking.error ? <Failure error={asking.error} again={() => asking.mutate()} /> : null}
        <button type="submit" className="button main" disabled={asking.isPending}>
          {asking.isPending ? word('act.sending') : word('why.send')}
        </button>
      </form>
    </>
  );
};

/** The chain of facts behind an object, and what would have been without one of them. @source console.md 4.1 (W3) */
export const Why = () => {
  const word = useWord();
  const id = usePart('id');
  const [{ objek }] = useAddress();
  return (
    <Page title={word('why.title')} lead={word('why.lead')}>
      <ForCase>
        {(readFor) =>
          id === NEW ? (
            objek !== undefined && STREAM.test(objek) ? (
              <Ask object={objek} readFor={readFor} />
            ) : (
              <p className="note">
                {word('why.noObject')} <Go to="/i/cari">{word('search.title')}</Go>
              </p>
            )
          ) : (
            <Explained id={id} readFor={readFor} />
          )
        }
      </ForCase>
    </Page>
  );
};

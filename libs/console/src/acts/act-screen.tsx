import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Refused } from '../api/problem';
import { type Draft, type DraftBook, useDraft } from '../drafts/use-draft';
import { DraftState } from '../drafts/draft-state';
import { Answered, Waiting } from '../parts/answered';
import { Page } from '../parts/page';
import { useAnswer, useAsk, useSignedIn } from '../session/session';
import { useWord } from '../words/words';
import type { Act, Recorded, Versioned } from './act';
import { newCommandKey } from './command-key';
import { Conflict } from './conflict';
import { FaultSummary } from './fault-summary';
import { faultsIn } from './faults';
import { type Minima, useMinima } from './minima';
import { Receipt } from './receipt';
import { Review } from './review';
import { useSay } from './say';
import {
  backToForm,
  begun,
  changed,
  faulty,
  onTop,
  overtaken,
  received,
  reviewed,
  type Submission,
} from './submission';

interface Acted<Values extends object, Seen extends Versioned> {
  readonly act: Act<Values, Seen>;
  /** The object, as the address names it. */
  readonly of: string;
}

const Acting = <Values extends object, Seen extends Versioned>({
  act,
  of,
  seen,
  minima,
  found,
  drafts,
}: Acted<Values, Seen> & {
  readonly seen: Seen;
  readonly minima: Minima;
  readonly found: Draft<Submission<Values, Seen>> | null;
  readonly drafts: DraftBook<Submission<Values, Seen>>;
}) => {
  const say = useSay();
  const { word } = say;
  const ask = useAsk();
  const queries = useQueryClient();
  const [submission, setSubmission] = useState(() => found?.content ?? begun(act.initial, seen));
  const { stage, values, seen: shown, key, faults, now } = submission;
  const title = word(act.title);
  const said = act.says(values, shown, say);
  const go = (next: Submission<Values, Seen>): void => {
    setSubmission(next);
    drafts.keepNow(next);
  };
  const change = (some: Partial<Values>): void => {
    const next = changed(submission, some);
    setSubmission(next);
    drafts.keepSoon(next);
  };
  const drop = (): void => {
    drafts.drop();
    sending.reset();
    setSubmission(begun(act.initial, now ?? seen));
  };
  const reading = act.reads(of);
  const sending = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      ask<Recorded>(act.endpoint, {
        ...{ path: act.path(of, shown), body: act.body(values, shown) },
        ...{ key: key ?? newCommandKey(), ifMatch: shown.version },
      }),
    onSuccess: () => {
      drafts.drop();
      setSubmission(received(submission));
    },
    onError: async (error) => {
      if (!(error instanceof Refused)) return;
      if (error.problem.code === 'CONCURRENCY_CONFLICT') {
        const current = await ask<Seen>(reading.endpoint, reading.asked);
        await queries.invalidateQueries({ queryKey: [reading.endpoint] });
        go(overtaken(submission, current));
        return;
      }
      const wrong = faultsIn(error.problem, new Set(Object.keys(values)));
      if (wrong.length > 0) go(faulty(submission, wrong));
    },
  });
  const review = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = act.faults(values, shown, minima, say);
    sending.reset();
    if (wrong.length > 0) setSubmission(faulty(submission, wrong));
    else go(reviewed(submission, newCommandKey));
  };
  if (stage === 'receipt' && sending.data)
    return (
      <Receipt
        key="receipt"
        title={title}
        recorded={sending.data}
        reading={act.readsBack?.(sending.data, shown) ?? reading}
        said={said}
        next={act.then(of, shown)}
      />
    );
  if (stage === 'conflict' && now !== null)
    return (
      <Conflict
        key="conflict"
        title={title}
        seen={shown}
        now={now}
        stood={act.stands(shown, say)}
        stands={act.stands(now, say)}
        said={said}
        drop={drop}
        goOn={() => go(onTop(submission))}
      />
    );
  if (stage === 'review')
    return (
      <Review
        key="review"
        title={title}
        about={act.about(shown, say)}
        said={said}
        rule={act.rule(values, shown, say)}
        consequence={act.consequence(values, shown, say)}
        clock={act.clock?.(values, shown, say) ?? null}
        isSending={sending.isPending}
        error={sending.error}
        sendIt={() => sending.mutate()}
        back={() => go(backToForm(submission))}
      />
    );
  return (
    <Page key="form" title={title} lead={word(act.lead)}>
      <FaultSummary faults={faults} />
      <form onSubmit={review} noValidate>
        <act.Form values={values} change={change} seen={shown} faults={faults} minima={minima} />
        <DraftState
          found={found}
          drafts={drafts}
          drop={drop}
          isWritten={JSON.stringify(values) !== JSON.stringify(act.initial)}
        />
        <button type="submit" className="button main">
          {word('act.review')}
        </button>
      </form>
    </Page>
  );
};

/** Where an act stands: the object is read, its minima and a draft of it are looked for; then it is acted. */
const Ready = <Values extends object, Seen extends Versioned>({
  act,
  of,
  seen,
}: Acted<Values, Seen> & { readonly seen: Seen }) => {
  const say = useSay();
  const { role } = useSignedIn();
  const minima = useMinima();
  const { found, drafts } = useDraft<Submission<Values, Seen>>(`${act.name} ${of}`);
  const refusal = act.refusal?.(seen, say, role) ?? null;
  // Who has begun goes on: the service says what it thinks of it.
  const [isBegun, setBegun] = useState(false);
  if (minima === undefined || found === undefined) return <Waiting />;
  if (refusal !== null && found === null && !isBegun)
    return (
      <Page title={say.word(act.title)} lead={say.word(act.lead)}>
        <div className="note warn">
          <p>{refusal}</p>
        </div>
      </Page>
    );
  if (!isBegun) setBegun(true);
  return <Acting act={act} of={of} seen={seen} minima={minima} found={found} drafts={drafts} />;
};

/** One act, from its form to its receipt. */
export const ActScreen = <Values extends object, Seen extends Versioned>({
  act,
  of,
}: Acted<Values, Seen>) => {
  const word = useWord();
  const { endpoint, asked } = act.reads(of);
  const query = useAnswer<Seen>(endpoint, asked);
  if (query.data === undefined)
    return (
      <Page title={word(act.title)} lead={word(act.lead)}>
        <Answered query={query}>{() => null}</Answered>
      </Page>
    );
  return <Ready key={`${act.name} ${of}`} act={act} of={of} seen={query.data} />;
};

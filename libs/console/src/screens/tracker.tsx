import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { anonymously } from '../api/anonymous';
import { Failure, Waiting } from '../parts/answered';
import { type Fault, Faults, faultOf, Field } from '../parts/field';
import { dayBefore, EndOf, Moment } from '../parts/moment';
import { Page } from '../parts/page';
import { PublicAct } from '../parts/public-act';
import { Status } from '../parts/status';
import { Facts } from '../parts/table';
import { Go } from '../places/address';
import { useCode, useLanguage, useWord } from '../words/words';

interface Tracked {
  readonly category: string;
  readonly class: string | null;
  readonly status: string;
  readonly unit: string | null;
  readonly filedAt: string;
  readonly dueAt: string | null;
  readonly closesAt: string | null;
  readonly overdueVerify: boolean;
  readonly overdueAnswer: boolean;
  readonly disputes: number;
  readonly forwardedTo: string | null;
  readonly steps: readonly { readonly what: string; readonly at: string }[];
  readonly asked: string | null;
  readonly answer: string | null;
  readonly action: string | null;
}

const ENDED = ['closed', 'forwarded'];

const Steps = ({ of }: { readonly of: Tracked['steps'] }) => {
  const word = useWord();
  const code = useCode();
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{word('tracker.steps')}</h2>
      <ol className="timeline">
        {of.map(({ what, at }) => (
          <li key={`${what} ${at}`}>
            <strong>{code('step', what)}</strong>
            <br />
            <span className="small muted">
              <Moment at={at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
};

/** One more word from who complains: to supplement what they said, or to dispute an answer. */
const Say = ({
  endpoint,
  tracking,
  name,
  again,
}: {
  readonly endpoint: 'supplementComplaint' | 'disputeAnswer';
  readonly tracking: string;
  readonly name: 'text' | 'reason';
  readonly again: () => void;
}) => {
  const word = useWord();
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const label = word(`tracker.${endpoint}`);
  return (
    <PublicAct<object>
      endpoint={endpoint}
      label={word('act.send')}
      request={() => ({ path: { code: tracking }, body: { [name]: text } })}
      review={() => {
        const found: Fault[] = text.trim() === '' ? [[endpoint, word('tracker.empty')]] : [];
        setFaults(found);
        return found.length > 0 ? null : [[label, text]];
      }}
      done={() => (
        <>
          <p>{word('tracker.recorded')}</p>
          <button type="button" className="button" onClick={again}>
            {word('tracker.again')}
          </button>
        </>
      )}
      fields={
        <div className="form">
          <Faults title={word('public.incomplete')} faults={faults} />
          <Field id={endpoint} label={label} fault={faultOf(faults, endpoint)}>
            {(described) => (
              <textarea
                {...described}
                rows={4}
                maxLength={4_000}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            )}
          </Field>
        </div>
      }
    />
  );
};

const Found = ({
  of,
  tracking,
  again,
}: {
  readonly of: Tracked;
  readonly tracking: string;
  readonly again: () => void;
}) => {
  const word = useWord();
  const code = useCode();
  const { category, status, unit, filedAt, dueAt, closesAt, overdueVerify, overdueAnswer } = of;
  const isLate = overdueVerify || overdueAnswer;
  return (
    <>
      <Facts
        of={[
          [
            word('tracker.state'),
            <Status
              key="state"
              kind={isLate && !ENDED.includes(status) ? 'bad' : ENDED.includes(status) ? 'ok' : 'info'}
              label={code('tracked', status)}
            />,
          ],
          [word('complaint.category'), code('complaint', category)],
          ...(unit === null ? [] : [[word('tracker.unit'), unit] as const]),
          [word('tracker.filed'), <Moment key="filed" at={filedAt} />],
          ...(dueAt === null
            ? []
            : [[word('tracker.due'), <EndOf key="due" day={dayBefore(dueAt)} />] as const]),
          ...(closesAt === null
            ? []
            : [[word('tracker.closes'), <EndOf key="closes" day={dayBefore(closesAt)} />] as const]),
          ...(of.forwardedTo === null ? [] : [[word('tracker.forwarded'), of.forwardedTo] as const]),
        ]}
      />
      {isLate ? (
        <p>
          <Status kind="bad" label={word('tracker.late')} />
        </p>
      ) : null}
      {of.answer === null ? null : (
        <section className="next" aria-labelledby="answer">
          <h2 id="answer">{word('tracker.answer')}</h2>
          <p>{of.answer}</p>
          {of.action === null ? null : (
            <p>
              {word('tracker.action')} {of.action}
            </p>
          )}
        </section>
      )}
      {of.asked === null ? null : (
        <section className="next" aria-labelledby="asked">
          <h2 id="asked">{word('tracker.asked')}</h2>
          <p>{of.asked}</p>
          <Say endpoint="supplementComplaint" name="text" {...{ tracking, again }} />
        </section>
      )}
      {status === 'answered' ? (
        <section aria-labelledby="satisfied">
          <h2 id="satisfied">{word('tracker.satisfied')}</h2>
          <PublicAct<object>
            endpoint="closeComplaint"
            label={word('act.send')}
            request={() => ({ path: { code: tracking } })}
            review={() => [[word('tracker.closing'), word('tracker.closeWhat')]]}
            done={() => <p>{word('tracker.closed')}</p>}
            fields={<p>{word('tracker.closeWhat')}</p>}
          />
          <h3>{word('tracker.notSatisfied')}</h3>
          <p>{word('tracker.disputes', { count: of.disputes })}</p>
          <Say endpoint="disputeAnswer" name="reason" {...{ tracking, again }} />
        </section>
      ) : null}
      <Steps of={of.steps} />
    </>
  );
};

/**
 * What becomes of a complaint, for who has its code. The code is in no address: an address is kept by browsers and read over
 * shoulders. @source console.md 4.4 (W15)
 */
export const Tracker = () => {
  const word = useWord();
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const [tracking, setTracking] = useState('');
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (code: string) => anonymously<Tracked>('tracked', language, { path: { code } }),
  });
  const track = (event: FormEvent): void => {
    event.preventDefault();
    const code = text.trim().toUpperCase();
    if (code === '') return;
    setTracking(code);
    mutate(code);
  };
  return (
    <Page title={word('tracker.title')} lead={word('tracker.lead')}>
      <form className="row" onSubmit={track}>
        <span className="field grow">
          <label htmlFor="code">{word('tracker.code')}</label>
          <span className="hint" id="code-hint">
            {word('tracker.codeHint')}
          </span>
          <input
            id="code"
            className="mono"
            autoComplete="off"
            spellCheck={false}
            aria-describedby="code-hint"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </span>
        <button type="submit" className="button main">
          {word('tracker.track')}
        </button>
      </form>
      {isPending ? (
        <Waiting />
      ) : error ? (
        <Failure error={error} again={() => mutate(tracking)} />
      ) : data ? (
        <Found of={data} tracking={tracking} again={() => mutate(tracking)} />
      ) : (
        <p>
          <Go to="/pengaduan">{word('tracker.none')}</Go>
        </p>
      )}
    </Page>
  );
};

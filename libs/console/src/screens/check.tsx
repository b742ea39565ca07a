import { type FormEvent, useState } from 'react';
import { type Answer, shown } from '../api/audit';
import { Answered, Empty } from '../parts/answered';
import { type Fault, Faults, faultOf, Field } from '../parts/field';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Facts } from '../parts/table';
import { Go, useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { ForCase, type ReadFor } from './case-bar';
import { CHECKS, type CheckName, checkIn, isPeriod } from './checks';
import { LogStatement } from './log-statement';

const STREAM = /^[a-z][a-z-]*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

/** Streams that a finding names, wherever it does. */
const streamsIn = (finding: unknown): readonly string[] => {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string' && STREAM.test(value)) found.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(finding);
  return [...found];
};

const Found = ({
  name,
  readFor,
  period,
}: {
  readonly name: CheckName;
  readonly readFor: ReadFor;
  readonly period: string | undefined;
}) => {
  const word = useWord();
  const code = useCode();
  const [{ dari }] = useAddress();
  const query = useAnswer<Answer<Readonly<Record<string, unknown>>>>(CHECKS[name].endpoint, {
    query: { ...readFor, ...(period === undefined ? {} : { period, cursor: dari }) },
  });
  return (
    <Answered query={query}>
      {(answer) => (
        <>
          <h2>
            {word(CHECKS[name].period === 'none' ? 'log.sourcesOf' : 'checks.found', {
              count: answer.items.length,
            })}
          </h2>
          {answer.items.length === 0 ? (
            <Empty>{word('checks.zero', { size: answer.asOf.size })}</Empty>
          ) : (
            <ul className="plain-list">
              {answer.items.map((finding, at) => (
                <li key={at} data-row>
                  <Facts
                    of={Object.entries(finding)
                      .filter(([, value]) => value !== null && typeof value !== 'object')
                      .map(([field, value]) => [
                        code('field', field),
                        typeof value === 'string' && INSTANT.test(value) ? (
                          <Moment key={field} at={value} />
                        ) : (
                          shown(value)
                        ),
                      ])}
                  />
                  {streamsIn(finding).map((stream) => (
                    <p key={stream}>
                      <Go to={`/i/objek/${stream}`}>{stream}</Go>
                    </p>
                  ))}
                  <details>
                    <summary>{word('checks.whole')}</summary>
                    <pre className="small">{JSON.stringify(finding, null, 2)}</pre>
                  </details>
                </li>
              ))}
            </ul>
          )}
          <LogStatement of={answer} />
          <NextPage after={answer.next} />
        </>
      )}
    </Answered>
  );
};

const Asked = ({ name, readFor }: { readonly name: CheckName; readonly readFor: ReadFor }) => {
  const word = useWord();
  const [{ masa }, change] = useAddress();
  const [text, setText] = useState(masa ?? '');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const { period } = CHECKS[name];
  if (period === 'none') return <Found name={name} readFor={readFor} period={undefined} />;
  const run = (event: FormEvent): void => {
    event.preventDefault();
    const isRight = isPeriod(text.trim(), period);
    setFaults(
      isRight ? [] : [['period', word(period === 'year' ? 'checks.yearWrong' : 'checks.periodWrong')]],
    );
    if (isRight) change({ masa: text.trim(), dari: undefined });
  };
  return (
    <>
      <form onSubmit={run} noValidate>
        <Faults title={word('public.incomplete')} faults={faults} />
        <div className="row">
          <Field
            id="period"
            label={word('checks.period')}
            hint={word(period === 'year' ? 'checks.yearHint' : 'checks.periodHint')}
            fault={faultOf(faults, 'period')}
          >
            {(described) => (
              <input {...described} value={text} onChange={({ target }) => setText(target.value)} />
            )}
          </Field>
          <button type="submit" className="button main">
            {word('checks.run')}
          </button>
        </div>
      </form>
      {masa !== undefined && isPeriod(masa, period) ? (
        <Found key={masa} name={name} readFor={readFor} period={masa} />
      ) : null}
    </>
  );
};

/** One question to the whole log, for a stretch of time: what it finds, and how far it looked, at zero too. @source console.md 4.1 (Checks) */
export const Check = () => {
  const word = useWord();
  const code = useCode();
  const name = checkIn(usePart('name'));
  return (
    <Page
      title={name === undefined ? word('checks.title') : code('check', name)}
      lead={name === undefined ? undefined : code('checkWhat', name)}
    >
      {name === undefined ? (
        <Empty>{word('refused.notFoundWhy')}</Empty>
      ) : (
        <ForCase>{(readFor) => <Asked key={name} name={name} readFor={readFor} />}</ForCase>
      )}
    </Page>
  );
};

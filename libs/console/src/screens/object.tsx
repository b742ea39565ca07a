import { useState } from 'react';
import { type Answer, type Change, kindOfStream, type LoggedEvent, nameOfType, shown } from '../api/audit';
import { Answered } from '../parts/answered';
import { dateOf, Moment } from '../parts/moment';
import { Download } from '../parts/download';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts, Table } from '../parts/table';
import { Go, useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { ForCase, type ReadFor } from './case-bar';
import { LogStatement } from './log-statement';

type HistoryEvent = LoggedEvent & { readonly changes?: readonly Change[] };

interface StreamState {
  readonly version: number;
  readonly status: string | null;
  readonly contested: boolean;
  readonly final: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly setBy: Readonly<Record<string, number>>;
  readonly leftOut: readonly number[];
}

interface Asked {
  readonly stream: string;
  readonly readFor: ReadFor;
}

/** What differs: the sign and the word say it, whatever the colour does. */
const Difference = ({ change: { field, old, new: now } }: { readonly change: Change }) => (
  <li>
    <code>{field}</code> {old === undefined ? null : <del className="less">{shown(old)}</del>}{' '}
    {now === undefined ? null : <ins className="more">{shown(now)}</ins>}
  </li>
);

/** As it stood on a day: two questions that are never one. What counted then, and what was known then. */
const AsOf = ({ stream, readFor }: Asked) => {
  const word = useWord();
  const code = useCode();
  const [{ berlaku, diketahui }, change] = useAddress();
  const isAsked = Boolean(berlaku ?? diketahui);
  const query = useAnswer<Answer<StreamState>>(
    'state',
    isAsked
      ? {
          path: { stream },
          query: {
            ...readFor,
            ...{ asOf: berlaku ? `time:${berlaku}` : undefined, asKnownAt: diketahui },
          },
        }
      : null,
  );
  return (
    <section aria-labelledby="as-of">
      <h2 id="as-of">{word('object.asOf')}</h2>
      <div className="row">
        <span className="field">
          <label htmlFor="in-force">{word('object.inForceOn')}</label>
          <input
            id="in-force"
            type="date"
            value={berlaku ?? ''}
            onChange={({ target }) => change({ berlaku: target.value })}
          />
        </span>
        <span className="field">
          <label htmlFor="known">{word('object.knownOn')}</label>
          <input
            id="known"
            type="date"
            value={diketahui ?? ''}
            onChange={({ target }) => change({ diketahui: target.value })}
          />
        </span>
        {isAsked ? (
          <button
            type="button"
            className="button"
            onClick={() => change({ berlaku: undefined, diketahui: undefined })}
          >
            {word('object.today')}
          </button>
        ) : null}
      </div>
      {isAsked ? (
        <Answered query={query}>
          {(answer) => (
            <>
              {answer.items.map(({ version, status, contested, final, fields, setBy, leftOut }) => (
                <div key={version}>
                  <p role="status">
                    <strong>
                      {version === 0 ? word('object.notYet') : word('object.stoodAt', { version })}
                    </strong>{' '}
                    {status === null ? null : (
                      <Status kind={final ? 'ok' : 'info'} label={code(kindOfStream(stream), status)} />
                    )}{' '}
                    {contested ? <Status kind="info" label={word('evaluation.contested')} /> : null}{' '}
                    {leftOut.length === 0 ? '' : word('object.leftOut', { count: leftOut.length })}
                  </p>
                  <details>
                    <summary>{word('object.fields', { count: Object.keys(fields).length })}</summary>
                    <Table
                      caption={word('object.fieldsAt', { version })}
                      head={[
                        { label: word('object.field') },
                        { label: word('object.value') },
                        { label: word('object.setBy') },
                      ]}
                    >
                      {Object.entries(fields).map(([name, value]) => (
                        <tr key={name}>
                          <th scope="row" className="mono">
                            {name}
                          </th>
                          <td className="value">{shown(value)}</td>
                          <td>v{setBy[`/${name}`] ?? setBy[name] ?? '–'}</td>
                        </tr>
                      ))}
                    </Table>
                  </details>
                </div>
              ))}
              <LogStatement of={answer} />
            </>
          )}
        </Answered>
      ) : null}
    </section>
  );
};

/** What differs between two versions, and which fact did it. */
const Compare = ({ stream, readFor, last }: Asked & { readonly last: number }) => {
  const word = useWord();
  const code = useCode();
  const [{ v1, v2 }, change] = useAddress();
  const within = (text: string | undefined): number | undefined => {
    const version = Number(text);
    return text !== undefined && Number.isInteger(version) && version >= 0 && version <= last
      ? version
      : undefined;
  };
  const [from, to] = [within(v1), within(v2)];
  const isAsked = from !== undefined && to !== undefined && from < to;
  const query = useAnswer<Answer<Change>>(
    'diff',
    isAsked ? { path: { stream }, query: { ...readFor, from, to } } : null,
  );
  const picker = (name: 'v1' | 'v2', chosen: number | undefined, versions: readonly number[]) => (
    <span className="field">
      <label htmlFor={name}>{word(`object.${name}`)}</label>
      <select id={name} value={chosen ?? ''} onChange={({ target }) => change({ [name]: target.value })}>
        <option value="">{word('object.pick')}</option>
        {versions.map((version) => (
          <option key={version} value={version}>
            {version === 0 ? word('object.before') : `v${version}`}
          </option>
        ))}
      </select>
    </span>
  );
  const all = Array.from({ length: last + 1 }, (_, version) => version);
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{word('object.compare')}</h2>
      <div className="row">
        {picker('v1', from, all.slice(0, -1))}
        {picker(
          'v2',
          to,
          all.filter((version) => version > (from ?? 0)),
        )}
      </div>
      {isAsked ? (
        <Answered query={query}>
          {(answer) => (
            <>
              <Table
                caption={word('object.differences', { count: answer.items.length, from, to })}
                head={[
                  { label: word('object.field') },
                  { label: word('object.old') },
                  { label: word('object.new') },
                  { label: word('object.because') },
                ]}
              >
                {answer.items.map(({ field, old, new: now, setBy }) => (
                  <tr key={field}>
                    <th scope="row" className="mono">
                      {field}
                    </th>
                    <td>{old === undefined ? '–' : <del className="less">{shown(old)}</del>}</td>
                    <td>{now === undefined ? '–' : <ins className="more">{shown(now)}</ins>}</td>
                    <td>
                      v{setBy.version} {code('fact', nameOfType(setBy.type))}
                    </td>
                  </tr>
                ))}
              </Table>
              <LogStatement of={answer} />
            </>
          )}
        </Answered>
      ) : null}
    </section>
  );
};

const EventLine = ({ event, isBeyond }: { readonly event: HistoryEvent; readonly isBeyond: boolean }) => {
  const word = useWord();
  const code = useCode();
  const {
    version,
    at,
    type,
    role,
    actor,
    policy,
    reason,
    changes = [],
    index,
    hash,
    effective,
    inputs,
    corr,
  } = event;
  return (
    <li className={isBeyond ? 'beyond' : undefined}>
      <strong>
        v{version} {code('fact', nameOfType(type))}
      </strong>{' '}
      {isBeyond ? <Status kind="plain" label={word('object.later')} /> : null}
      <br />
      <span className="small muted">
        <Moment at={at} />
        {effective === null ? null : (
          <>
            {' '}
            · {word('object.effective')} <Moment at={effective} />
          </>
        )}{' '}
        · {role === null ? '–' : code('role', role.split(':')[0])} <code>{actor ?? ''}</code>
        {policy === null ? '' : ` · ${policy}`}
      </span>
      {reason === null ? null : (
        <p>
          {code('reason', reason.code)}
          {reason.text === null ? '' : `: ${code('hidden', reason.text)}`}
        </p>
      )}
      {changes.length === 0 ? null : (
        <details>
          <summary>{word('object.changes', { count: changes.length })}</summary>
          <ul>
            {changes.map((change) => (
              <Difference key={change.field} change={change} />
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>
          {word('object.evidence')}
          <span className="away"> v{version}</span>
        </summary>
        <Facts
          of={[
            [word('search.index'), String(index)],
            ['hash', <code key="hash">{hash}</code>],
            [word('object.case'), <code key="case">{corr ?? '–'}</code>],
            [
              word('object.read'),
              inputs.length === 0 ? (
                word('object.readNothing')
              ) : (
                <ul className="plain-list">
                  {inputs.map((input) => (
                    <li key={`${input.stream} ${input.ver}`}>
                      <Go to={`/i/objek/${input.stream}`}>
                        {code('object', kindOfStream(input.stream))} <code>…{input.stream.slice(-6)}</code> v
                        {input.ver}
                      </Go>
                    </li>
                  ))}
                </ul>
              ),
            ],
          ]}
        />
      </details>
    </li>
  );
};

/** Whether nothing was changed or left out since, as the service finds it; what a reader checks offline says more. */
const Check = ({ stream, readFor }: Asked) => {
  const word = useWord();
  const [isAsked, setAsked] = useState(false);
  const query = useAnswer<
    Answer<{ readonly valid: boolean; readonly events: number; readonly firstBroken: number | null }>
  >('verifyStream', isAsked ? { path: { stream }, query: { ...readFor } } : null);
  return (
    <section aria-labelledby="check">
      <h2 id="check">{word('object.check')}</h2>
      <p>{word('object.checkWhat')}</p>
      <p>
        <button type="button" className="button" onClick={() => setAsked(true)}>
          {word('object.checkNow')}
        </button>{' '}
        <Download
          endpoint="history"
          asked={{ path: { stream }, query: { ...readFor, format: 'zip' } }}
          name={`${stream}.zip`}
          label={word('object.download')}
        />
      </p>
      {isAsked ? (
        <Answered query={query}>
          {({ items: [found] }) => (
            <p role="status">
              {found?.valid ? (
                <Status kind="ok" label={word('object.valid', { count: found.events })} />
              ) : (
                <Status kind="bad" label={word('object.broken', { version: found?.firstBroken ?? 0 })} />
              )}
            </p>
          )}
        </Answered>
      ) : null}
    </section>
  );
};

const Timeline = ({ stream, readFor }: Asked) => {
  const word = useWord();
  const [{ mulai, diketahui }] = useAddress();
  const first = Number(mulai ?? 1);
  const query = useAnswer<Answer<HistoryEvent>>('history', {
    path: { stream },
    query: { ...readFor, diff: 1, fromVersion: Number.isInteger(first) && first > 1 ? first : undefined },
  });
  return (
    <Answered query={query}>
      {(answer) => {
        const { items, complete, next } = answer;
        const missing = complete.gaps.filter((gap) => typeof gap === 'number');
        return (
          <>
            <div className="split">
              <section aria-labelledby="timeline">
                <h2 id="timeline">{word('object.timeline')}</h2>
                <ol className="timeline" reversed>
                  {[...items].reverse().map((event) => (
                    <EventLine
                      key={event.id}
                      event={event}
                      isBeyond={diketahui !== undefined && diketahui !== '' && dateOf(event.at) > diketahui}
                    />
                  ))}
                  {missing.map((version) => (
                    <li key={version} className="gap">
                      <Status kind="bad" label={word('object.missing', { version })} />
                    </li>
                  ))}
                </ol>
                <p>
                  {complete.from === 1
                    ? word('object.beginning', { count: complete.to, gaps: missing.length })
                    : word('object.part', { from: complete.from, to: complete.to })}
                </p>
                <NextPage after={next === null ? null : String(complete.to + 1)} name="mulai" />
                <LogStatement of={answer} />
              </section>
              <div>
                <AsOf stream={stream} readFor={readFor} />
                <Check stream={stream} readFor={readFor} />
              </div>
            </div>
            <Compare stream={stream} readFor={readFor} last={complete.to} />
          </>
        );
      }}
    </Answered>
  );
};

/** What happened to one object, in order, and how it stood on a day. @source console.md 4.1 (W2) */
export const ObjectTimeline = () => {
  const word = useWord();
  const code = useCode();
  const stream = usePart('stream');
  return (
    <Page
      title={`${word('object.title')}: ${code('object', kindOfStream(stream))}`}
      lead={<code>{stream}</code>}
    >
      <ForCase>
        {(readFor) => (
          <>
            <p>
              <Go to="/i/mengapa/baru" words={{ objek: stream }} className="button main">
                {word('object.why')}
              </Go>
            </p>
            <Timeline stream={stream} readFor={readFor} />
          </>
        )}
      </ForCase>
    </Page>
  );
};

import { useState } from 'react';
import { type Answer, type Change, nameOfType, shown } from '../api/audit';
import { Answered, Empty } from '../parts/answered';
import { MarkedText } from '../parts/marked-text';
import { wordDiff } from '../parts/word-diff';
import { useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { LogStatement } from './log-statement';
import { Fields } from './object-fields';
import { type Asked, type StreamState, versionIn } from './object-read';

interface Versions {
  readonly from: number;
  readonly to: number;
}

/** What a value says to this reader: what is hidden from them is named. */
const useShown = (): ((value: unknown) => string) => {
  const code = useCode();
  return (value) =>
    value === 'redacted' || value === 'erased' ? `[${code('hidden', value)}]` : shown(value);
};

/** A field on one row, its two sides beside each other; on a narrow screen below each other. */
const Row = ({ change: { field, old, new: now, setBy } }: { readonly change: Change }) => {
  const word = useWord();
  const code = useCode();
  const show = useShown();
  const parts = wordDiff(old, now);
  const whole = (value: unknown, side: 'old' | 'new') =>
    value === undefined ? (
      '–'
    ) : side === 'old' ? (
      <del className="less">{show(value)}</del>
    ) : (
      <ins className="more">{show(value)}</ins>
    );
  return (
    <tr role="row">
      <th role="rowheader" scope="row" className="mono">
        {field}
      </th>
      <td role="cell" data-label={word('object.old')}>
        {parts ? <MarkedText parts={parts} side="old" /> : whole(old, 'old')}
      </td>
      <td role="cell" data-label={word('object.new')}>
        {parts ? <MarkedText parts={parts} side="new" /> : whole(now, 'new')}
      </td>
      <td role="cell" data-label={word('object.because')}>
        v{setBy.version} {code('fact', nameOfType(setBy.type))}
      </td>
    </tr>
  );
};

/** The differences as lines of text: what stood there with a minus, what came with a plus. */
const asText = (changes: readonly Change[], show: (value: unknown) => string): string =>
  changes
    .map(
      ({ field, old, new: now, setBy }) =>
        `${field}\n${old === undefined ? '' : `- ${show(old)}\n`}${now === undefined ? '' : `+ ${show(now)}\n`}  v${setBy.version} ${nameOfType(setBy.type)}\n`,
    )
    .join('\n');

const CopyAndPrint = ({ changes }: { readonly changes: readonly Change[] }) => {
  const word = useWord();
  const show = useShown();
  const [isCopied, setCopied] = useState(false);
  return (
    <p className="row">
      <button
        type="button"
        className="button slim"
        onClick={() => void navigator.clipboard.writeText(asText(changes, show)).then(() => setCopied(true))}
      >
        {word('object.copy')}
      </button>
      <button type="button" className="button slim" onClick={() => window.print()}>
        {word('object.print')}
      </button>
      <span role="status">{isCopied ? word('object.copied') : ''}</span>
    </p>
  );
};

/** What both versions say alike; asked for only when somebody wants to see it, for each read is recorded. */
const Unchanged = ({
  stream,
  readFor,
  to,
  changed,
}: Asked & { readonly to: number; readonly changed: readonly string[] }) => {
  const word = useWord();
  const [isAsked, setAsked] = useState(false);
  const query = useAnswer<Answer<StreamState>>(
    'state',
    isAsked ? { path: { stream }, query: { ...readFor, asOf: `version:${to}` } } : null,
  );
  return (
    <details onToggle={({ currentTarget }) => setAsked((was) => was || currentTarget.open)}>
      <summary>{word('object.unchanged')}</summary>
      {isAsked ? (
        <Answered query={query}>
          {({ items: [state] }) =>
            state === undefined ? null : (
              <Fields
                caption={word('object.same', {
                  count: Object.keys(state.fields).filter((name) => !changed.includes(name)).length,
                })}
                state={state}
                without={changed}
              />
            )
          }
        </Answered>
      ) : null}
    </details>
  );
};

const Differences = ({ stream, readFor, from, to }: Asked & Versions) => {
  const word = useWord();
  const query = useAnswer<Answer<Change>>('diff', { path: { stream }, query: { ...readFor, from, to } });
  const caption = (count: number): string => word('object.differences', { count, from, to });
  return (
    <Answered query={query}>
      {(answer) => (
        <>
          {answer.items.length === 0 ? (
            <Empty>{caption(0)}</Empty>
          ) : (
            <div className="scroll" role="region" aria-label={caption(answer.items.length)} tabIndex={0}>
              {/* Its parts are blocks where the screen is narrow, and stay a table to who listens. */}
              <table role="table" className="stacked">
                <caption>{caption(answer.items.length)}</caption>
                <thead role="rowgroup">
                  <tr role="row">
                    {(['field', 'old', 'new', 'because'] as const).map((name) => (
                      <th key={name} role="columnheader" scope="col">
                        {word(`object.${name}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody role="rowgroup">
                  {answer.items.map((change) => (
                    <Row key={change.field} change={change} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <Unchanged
            {...{ stream, readFor, to }}
            changed={answer.items.map(({ field }) => field.replace(/^\//, '').split('/')[0] ?? '')}
          />
          <CopyAndPrint changes={answer.items} />
          <LogStatement of={answer} />
        </>
      )}
    </Answered>
  );
};

/** What differs between any two versions, and which fact did it. @source console.md 4.1 (compare panel) */
export const Compare = ({ stream, readFor, last }: Asked & { readonly last: number }) => {
  const word = useWord();
  const [{ v1, v2 }, change] = useAddress();
  const [from, to] = [versionIn(v1, 0, last), versionIn(v2, 1, last)];
  const all = Array.from({ length: last + 1 }, (_, version) => version);
  const picker = (
    name: 'v1' | 'v2',
    chosen: number | undefined,
    versions: readonly number[],
    keys?: string,
  ) => (
    <span className="field">
      <label htmlFor={name}>{word(`object.${name}`)}</label>
      <select
        id={name}
        aria-keyshortcuts={keys}
        value={chosen ?? ''}
        onChange={({ target }) => change({ [name]: target.value })}
      >
        <option value="">{word('object.pick')}</option>
        {versions.map((version) => (
          <option key={version} value={version}>
            {version === 0 ? word('object.before') : `v${version}`}
          </option>
        ))}
      </select>
    </span>
  );
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{word('object.compare')}</h2>
      <div className="row">
        {picker('v1', from, all.slice(0, -1), 'x')}
        {picker(
          'v2',
          to,
          all.filter((version) => version > (from ?? 0)),
        )}
      </div>
      {from !== undefined && to !== undefined && from < to ? (
        <Differences key={`${from} ${to}`} {...{ stream, readFor, from, to }} />
      ) : null}
    </section>
  );
};

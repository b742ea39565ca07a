import { type FormEvent, useState } from 'react';
import { type Answer, kindOfStream, type LoggedEvent, nameOfType } from '../api/audit';
import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Table } from '../parts/table';
import { type AddressWords, Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { ForCase, type ReadFor } from './case-bar';
import { LogStatement } from './log-statement';

const STREAM = /^[a-z][a-z-]*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SERVICES = [
  ...['audit', 'career', 'citizen', 'notification', 'performance', 'policy', 'recruitment', 'training'],
];

/** Names of the address's words, and of what the log is asked by. */
const FILTERS = {
  jenis: 'type',
  layanan: 'service',
  peran: 'role',
  kebijakan: 'policy',
  mulai: 'from',
  akhir: 'to',
} as const;
type Filter = keyof typeof FILTERS;
const NAMES = Object.keys(FILTERS) as Filter[];

const isAsked = (words: AddressWords): boolean => NAMES.some((name) => words[name]);

const Results = ({ readFor }: { readonly readFor: ReadFor }) => {
  const word = useWord();
  const code = useCode();
  const [words] = useAddress();
  const asked = Object.fromEntries(NAMES.map((name) => [FILTERS[name], words[name]]));
  const query = useAnswer<Answer<LoggedEvent>>(
    'events',
    isAsked(words) ? { query: { ...readFor, ...asked, cursor: words.dari } } : null,
  );
  if (!isAsked(words)) return <Empty>{word('search.nothingAsked')}</Empty>;
  return (
    <Answered query={query}>
      {(answer) => (
        <>
          {answer.items.length === 0 ? (
            <Empty>{word('search.zero', { size: answer.asOf.size })}</Empty>
          ) : (
            <Table
              caption={word('search.found', { count: answer.items.length })}
              head={[
                { label: word('search.at') },
                { label: word('search.fact') },
                { label: word('search.object') },
                { label: word('search.by') },
                { label: word('search.policy') },
                { label: word('search.index'), isNumber: true },
              ]}
            >
              {answer.items.map(({ id, at, type, stream, version, role, policy, index }) => (
                <tr key={id}>
                  <td>
                    <Moment at={at} />
                  </td>
                  <th scope="row">{code('fact', nameOfType(type))}</th>
                  <td>
                    <Go to={`/i/objek/${stream}`}>
                      {code('object', kindOfStream(stream))} <code>…{stream.slice(-6)}</code> v{version}
                    </Go>
                  </td>
                  <td>{role === null ? '–' : code('role', role.split(':')[0])}</td>
                  <td className="mono">{policy ?? '–'}</td>
                  <td className="number">{index}</td>
                </tr>
              ))}
            </Table>
          )}
          <NextPage after={answer.next} />
          <LogStatement of={answer} />
        </>
      )}
    </Answered>
  );
};

const Form = () => {
  const word = useWord();
  const code = useCode();
  const [words, change] = useAddress();
  const [said, setSaid] = useState<AddressWords>(words);
  const field = (name: Filter, type = 'text') => (
    <span className="field">
      <label htmlFor={name}>{word(`search.${name}`)}</label>
      <input
        id={name}
        type={type}
        value={said[name] ?? ''}
        onChange={({ target }) => setSaid({ ...said, [name]: target.value })}
      />
    </span>
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change({
      ...Object.fromEntries(NAMES.map((name) => [name, said[name]?.trim() || undefined])),
      dari: undefined,
    });
  };
  return (
    <form className="row" role="search" aria-label={word('search.title')} onSubmit={submit}>
      {field('jenis', 'search')}
      <span className="field">
        <label htmlFor="layanan">{word('search.layanan')}</label>
        <select
          id="layanan"
          value={said.layanan ?? ''}
          onChange={({ target }) => setSaid({ ...said, layanan: target.value })}
        >
          <option value="">{word('search.any')}</option>
          {SERVICES.map((service) => (
            <option key={service} value={service}>
              {code('service', service)}
            </option>
          ))}
        </select>
      </span>
      {field('peran')}
      {field('kebijakan')}
      {field('mulai', 'date')}
      {field('akhir', 'date')}
      <button type="submit" className="button main">
        {word('list.search')}
      </button>
    </form>
  );
};

const Chips = () => {
  const word = useWord();
  const [words, change] = useAddress();
  const set = NAMES.filter((name) => words[name]);
  if (set.length === 0) return null;
  return (
    <p>
      {set.map((name) => (
        <span key={name}>
          <button
            type="button"
            className="button slim"
            onClick={() => change({ [name]: undefined, dari: undefined })}
          >
            {word(`search.${name}`)}: {words[name]} <span aria-hidden="true">×</span>
            <span className="away">{word('search.remove')}</span>
          </button>{' '}
        </span>
      ))}
    </p>
  );
};

/** Opens an object whose name one has: from a letter, or another system. */
const OpenObject = () => {
  const word = useWord();
  const [text, setText] = useState('');
  const stream = text.trim();
  return (
    <details>
      <summary>{word('search.byName')}</summary>
      <div className="row">
        <span className="field grow">
          <label htmlFor="stream">{word('search.stream')}</label>
          <input
            id="stream"
            className="mono"
            value={text}
            aria-describedby="stream-hint"
            onChange={({ target }) => setText(target.value)}
          />
          <span className="hint" id="stream-hint">
            {word('search.streamHint')}
          </span>
        </span>
        {STREAM.test(stream) ? (
          <Go to={`/i/objek/${stream}`} className="button main">
            {word('search.openStream')}
          </Go>
        ) : null}
      </div>
    </details>
  );
};

/** Find an act or an object. @source console.md 4.1 (W1) */
export const Search = () => {
  const word = useWord();
  const [words] = useAddress();
  return (
    <Page title={word('search.title')} lead={word('search.lead')}>
      <ForCase>
        {(readFor) => (
          <>
            <Form key={NAMES.map((name) => words[name]).join('|')} />
            <Chips />
            <OpenObject />
            <Results readFor={readFor} />
          </>
        )}
      </ForCase>
    </Page>
  );
};

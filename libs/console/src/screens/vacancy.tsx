import { Answered, Empty } from '../parts/answered';
import { dayBefore, EndOf, Moment, useAmount } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts, Table } from '../parts/table';
import { Go, useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { openNow, type PublishedResult, type VacancyView } from './vacancy-view';

interface Ranked {
  readonly place: number;
  readonly participantNo: string;
  readonly total: number | null;
  readonly skb: string | null;
  readonly final: string | null;
  readonly outcome: string;
  readonly why: { readonly sentence: string };
}

const STAGES = ['FINAL', 'SKD'] as const;

const Results = ({ id }: { readonly id: string }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const [{ tahap, nomor = '', dari }, change] = useAddress();
  const stage = STAGES.find((known) => known === tahap) ?? STAGES[0];
  const query = useAnswer<{ readonly items: readonly Ranked[]; readonly next: string | null }>('ranking', {
    path: { id },
    query: { stage, cursor: dari },
  });
  return (
    <section aria-labelledby="results">
      <h2 id="results">{word('vacancy.results')}</h2>
      <div className="row field">
        <span>
          <label htmlFor="stage">{word('vacancy.stage')}</label>
          <select
            id="stage"
            value={stage}
            onChange={({ target }) => change({ tahap: target.value, dari: undefined })}
          >
            {STAGES.map((one) => (
              <option key={one} value={one}>
                {code('stage', one)}
              </option>
            ))}
          </select>
        </span>
        <span>
          <label htmlFor="number">{word('vacancy.find')}</label>
          <input
            id="number"
            type="search"
            inputMode="numeric"
            value={nomor}
            onChange={({ target }) => change({ nomor: target.value })}
          />
        </span>
      </div>
      <Answered query={query}>
        {({ items, next }) => {
          const found = items.filter(({ participantNo }) => participantNo.includes(nomor.trim()));
          if (items.length === 0) return <Empty>{word('vacancy.noResults')}</Empty>;
          if (found.length === 0) return <Empty>{word('vacancy.noMatch', { number: nomor })}</Empty>;
          return (
            <>
              <Table
                caption={word('vacancy.list', { count: found.length, stage: code('stage', stage) })}
                head={[
                  { label: word('vacancy.place'), isNumber: true },
                  { label: word('vacancy.participant') },
                  { label: 'SKD', isNumber: true },
                  { label: 'SKB', isNumber: true },
                  { label: word('vacancy.final'), isNumber: true },
                  { label: word('vacancy.outcome') },
                  { label: word('vacancy.why') },
                ]}
              >
                {found.map(({ place, participantNo, total, skb, final, outcome, why }) => (
                  <tr key={participantNo}>
                    <td className="number">{place}</td>
                    <th scope="row" className="mono">
                      {participantNo}
                    </th>
                    <td className="number">{total ?? '–'}</td>
                    <td className="number">{skb == null ? '–' : amount(skb, 3)}</td>
                    <td className="number">{final == null ? '–' : amount(final, 3)}</td>
                    <td>
                      <Status
                        kind={outcome === 'SELECTED' ? 'ok' : outcome === 'RESERVED' ? 'info' : 'plain'}
                        label={code('place', outcome)}
                      />
                    </td>
                    <td>{why.sentence}</td>
                  </tr>
                ))}
              </Table>
              <NextPage after={next} />
            </>
          );
        }}
      </Answered>
    </section>
  );
};

/** The lists as they were published: each with all its versions, and how to check a row. */
const Published = ({ results }: { readonly results: readonly PublishedResult[] }) => {
  const word = useWord();
  const code = useCode();
  const newest = results.filter(
    ({ datasetId }, at) => results.findIndex((one) => one.datasetId === datasetId) === at,
  );
  return newest.length === 0 ? null : (
    <ul className="plain-list">
      {newest.map(({ datasetId, stage, resultVersion, publishedAt }) => (
        <li key={datasetId}>
          <Go to={`/hasil/${datasetId}`}>
            {word('results.title')}: {code('stage', stage)}
          </Go>{' '}
          <span className="small muted">
            v{resultVersion} · <Moment at={publishedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
};

/** One post: what it asks, by which weights it is decided, and how it ended. @source console.md 4.4 (W12) */
export const Vacancy = () => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const id = usePart('id');
  const query = useAnswer<VacancyView>('vacancy', { path: { id } });
  const title = query.data ? `${query.data.position} ${query.data.year}` : word('vacancy.title');
  return (
    <Page title={title}>
      <Answered query={query}>
        {(vacancy) => {
          const { status, seats, openAt, closeAt, requirements, documentKinds, stages, pinnedPolicies } =
            vacancy;
          return (
            <>
              <Facts
                of={[
                  [
                    word('vacancy.state'),
                    <Status
                      key="state"
                      kind={openNow(vacancy) ? 'ok' : 'plain'}
                      label={code('vacancy', status)}
                    />,
                  ],
                  [word('vacancy.seats'), seats === null ? word('vacancy.unknown') : String(seats)],
                  [word('vacancy.opens'), openAt === null ? word('vacancy.unknown') : <Moment at={openAt} />],
                  [
                    word('vacancy.closes'),
                    closeAt === null ? (
                      word('vacancy.unknown')
                    ) : (
                      <EndOf key="closes" day={dayBefore(closeAt)} />
                    ),
                  ],
                  ...(stages.length === 0
                    ? []
                    : [
                        [
                          word('vacancy.weights'),
                          stages.map(({ kind, weight }) => `${kind} ${amount(weight)} %`).join(' · '),
                        ] as const,
                      ]),
                ]}
              />
              {requirements.length === 0 ? null : (
                <>
                  <h2>{word('vacancy.requirements')}</h2>
                  <ul>
                    {requirements.map(({ text }) => (
                      <li key={text}>{text}</li>
                    ))}
                  </ul>
                </>
              )}
              {documentKinds.length === 0 ? null : (
                <p>
                  {word('vacancy.documents')} {documentKinds.map((kind) => code('document', kind)).join(', ')}
                </p>
              )}
              <details>
                <summary>{word('performance.policies', { count: pinnedPolicies.length })}</summary>
                <p className="mono">{pinnedPolicies.join(', ')}</p>
              </details>
              <Published results={vacancy.results ?? []} />
              <Results id={id} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
};

import { Answered, Empty } from '../parts/answered';
import { Download } from '../parts/download';
import { dateOf, dayBefore, daysBetween, EndOf, Moment, useAmount } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts, Table } from '../parts/table';
import { Go, usePart } from '../places/address';
import { useAnswer, useSignedIn } from '../session/session';
import { useCode, useWord } from '../words/words';
import { kindOfApplication, type MyApplication, type Scores } from './application-view';
import type { VacancyView } from './vacancy-view';

interface Ranked {
  readonly place: number;
  readonly rank: number | null;
  readonly total: number | null;
  readonly skb: string | null;
  readonly final: string | null;
  readonly outcome: string;
  readonly why: { readonly sentence: string };
  readonly components: Readonly<Record<string, string>> | null;
}

/** How the final score was made, and why it has its place: as published. */
const Formula = ({
  application: { vacancyId, participantNo },
  vacancy,
}: {
  readonly application: MyApplication;
  readonly vacancy: VacancyView;
}) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const published = vacancy.results?.find(({ stage }) => stage === 'FINAL');
  const query = useAnswer<Ranked>(
    'rankingRow',
    published && participantNo !== null
      ? { path: { id: vacancyId, participantNo }, query: { stage: 'FINAL' } }
      : null,
  );
  if (!published || participantNo === null) return null;
  return (
    <section aria-labelledby="formula">
      <h2 id="formula">{word('application.formula')}</h2>
      <Answered query={query}>
        {({ place, total, skb, final, outcome, why, components }) => (
          <>
            <p>
              <Status
                kind={outcome === 'SELECTED' ? 'ok' : outcome === 'RESERVED' ? 'info' : 'plain'}
                label={code('place', outcome)}
              />{' '}
              {word('application.place', { place })} {why.sentence}
            </p>
            {components === null ? null : (
              <Table
                caption={word('application.parts', { final: final === null ? '–' : amount(final, 3) })}
                head={[
                  { label: word('application.part') },
                  { label: word('application.counts'), isNumber: true },
                ]}
              >
                {Object.entries(components).map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">{code('component', name)}</th>
                    <td className="number">{typeof value === 'string' ? amount(value, 3) : '–'}</td>
                  </tr>
                ))}
              </Table>
            )}
            <p className="small muted">
              SKD {total ?? '–'} · SKB {skb === null ? '–' : amount(skb, 3)} ·{' '}
              {vacancy.stages.map(({ kind, weight }) => `${kind} ${amount(weight)} %`).join(' + ')} ·{' '}
              <Go to={`/hasil/${published.datasetId}`} words={{ nomor: participantNo }}>
                {word('application.list')}
              </Go>
            </p>
            <p className="row">
              <Download
                endpoint="receipt"
                asked={{
                  path: { datasetId: published.datasetId, number: participantNo },
                  query: { format: 'pdf' },
                }}
                name={`${participantNo}.pdf`}
                label={word('application.proofPdf')}
              />
              <Download
                endpoint="receipt"
                asked={{ path: { datasetId: published.datasetId, number: participantNo } }}
                name={`${participantNo}.asn-receipt.json`}
                label={word('application.proof')}
              />
            </p>
          </>
        )}
      </Answered>
    </section>
  );
};

const SCORES = ['twk', 'tiu', 'tkp', 'total', 'cat', 'interview', 'psychological'] as const;

const OwnScores = ({ of }: { readonly of: Scores }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  return (
    <Table
      caption={word('application.scores')}
      head={[{ label: word('application.part') }, { label: word('evaluation.score'), isNumber: true }]}
    >
      {SCORES.filter((name) => of[name] !== null).map((name) => (
        <tr key={name}>
          <th scope="row">{code('component', name)}</th>
          <td className="number">{amount(String(of[name]))}</td>
        </tr>
      ))}
    </Table>
  );
};

const Way = ({ application }: { readonly application: MyApplication }) => {
  const word = useWord();
  const code = useCode();
  const { today } = useSignedIn();
  const { timeline, nextDeadline, status } = application;
  return (
    <>
      <section className="next" aria-labelledby="now">
        <h2 id="now">{word('application.now')}</h2>
        <p>
          <Status kind={kindOfApplication(status)} label={code('application', status)} />
        </p>
        {nextDeadline === null ? (
          <p>{word('application.nothing')}</p>
        ) : (
          <p>
            {word(`application.${nextDeadline.what}`)} <EndOf day={dayBefore(nextDeadline.at)} />{' '}
            <span className="muted">
              (
              {word('home.daysLeft', {
                days: daysBetween(dateOf(today), dayBefore(nextDeadline.at)),
              })}
              )
            </span>
          </p>
        )}
      </section>
      <section aria-labelledby="way">
        <h2 id="way">{word('application.way')}</h2>
        <ol className="timeline">
          {timeline.map(({ fact, at, version }) => (
            <li key={version}>
              <strong>{code('fact', fact)}</strong>
              <br />
              <span className="small muted">
                <Moment at={at} />
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
};

const Whole = ({ application }: { readonly application: MyApplication }) => {
  const word = useWord();
  const code = useCode();
  const { vacancyId, participantNo, documents, scores } = application;
  const vacancy = useAnswer<VacancyView>('vacancy', { path: { id: vacancyId } });
  return (
    <>
      <Facts
        of={[
          [
            word('vacancy.title'),
            <Go key="vacancy" to={`/lowongan/${vacancyId}`}>
              {application.position ?? vacancyId.slice(0, 8)} {application.year}
            </Go>,
          ],
          [word('vacancy.participant'), participantNo ?? word('application.noNumber')],
        ]}
      />
      <Way application={application} />
      {scores === null ? null : <OwnScores of={scores} />}
      <Answered query={vacancy}>{(found) => <Formula application={application} vacancy={found} />}</Answered>
      <section aria-labelledby="documents">
        <h2 id="documents">{word('application.documents', { count: documents.length })}</h2>
        <ul className="plain-list">
          {documents.map(({ kind, sha256 }) => (
            <li key={`${kind} ${sha256}`}>
              {code('document', kind)} <code className="small muted">SHA-256 {sha256.slice(0, 16)}…</code>
            </li>
          ))}
        </ul>
        <p>
          <Go to="/data-saya">{word('evaluation.whoLooked')}</Go>
        </p>
      </section>
    </>
  );
};

/** Where one's application is, and what comes. @source console.md 4.4 (W11) */
export const Application = () => {
  const word = useWord();
  const id = usePart('id');
  const query = useAnswer<{ readonly items: readonly MyApplication[] }>('myApplications');
  const found = query.data?.items.find(({ applicationId }) => applicationId === id);
  return (
    <Page title={found ? `${word('application.title')}: ${found.position ?? ''}` : word('application.title')}>
      <Answered query={query}>
        {() => (found ? <Whole application={found} /> : <Empty>{word('refused.notFoundWhy')}</Empty>)}
      </Answered>
    </Page>
  );
};

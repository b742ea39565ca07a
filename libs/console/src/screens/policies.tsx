import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';

interface PolicyLine {
  readonly key: string;
  readonly version: number;
  readonly legalBasis: string;
  readonly origin: string;
  readonly effectiveFrom: string;
  readonly lastDay: string | null;
}

interface Consultation {
  readonly key: string;
  readonly version: number;
  readonly problem: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly open: boolean;
  readonly opinions: number;
  readonly unanswered: number;
}

const Consultations = () => {
  const word = useWord();
  const query = useAnswer<{ readonly items: readonly Consultation[] }>('consultations');
  return (
    <section aria-labelledby="consultations">
      <h2 id="consultations">{word('policies.consultations')}</h2>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{word('policies.noConsultation')}</Empty>
          ) : (
            <ul className="plain-list">
              {items.map(({ key, version, problem, opensOn, closesOn, open, opinions, unanswered }) => (
                <li key={`${key} ${version}`}>
                  <Go to={`/kebijakan/${key}`} words={{ versi: String(version) }}>
                    {key} v{version}
                  </Go>{' '}
                  <Status
                    kind={open ? 'ok' : 'plain'}
                    label={word(open ? 'policies.open' : 'policies.closed')}
                  />
                  <p>{problem}</p>
                  <span className="small muted">
                    <Moment at={opensOn} /> – <Moment at={closesOn} /> ·{' '}
                    {word('policies.opinions', { count: opinions, unanswered })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
};

/** Every rule that numbers come from, as it is in force on a day, and what people are asked about. @source console.md 4.4 */
export const Policies = () => {
  const word = useWord();
  const code = useCode();
  const [{ pada, dari }, change] = useAddress();
  const query = useAnswer<{ readonly items: readonly PolicyLine[]; readonly next: string | null }>(
    'policies',
    { query: { on: pada, cursor: dari } },
  );
  return (
    <Page title={word('policies.title')} lead={word('policies.lead')}>
      <div className="row">
        <span className="field">
          <label htmlFor="on">{word('object.inForceOn')}</label>
          <input
            id="on"
            type="date"
            value={pada ?? ''}
            onChange={({ target }) => change({ pada: target.value, dari: undefined })}
          />
        </span>
      </div>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('policies.none')}</Empty>
          ) : (
            <>
              <Table
                caption={word('policies.list', { count: items.length })}
                head={[
                  { label: word('policies.policy') },
                  { label: word('evaluation.version'), isNumber: true },
                  { label: word('policies.from') },
                  { label: word('policies.basis') },
                  { label: word('policies.origin') },
                ]}
              >
                {items.map(({ key, version, effectiveFrom, lastDay, legalBasis, origin }) => (
                  <tr key={key}>
                    <th scope="row" className="mono">
                      <Go to={`/kebijakan/${key}`}>{key}</Go>
                    </th>
                    <td className="number">v{version}</td>
                    <td>
                      <Moment at={effectiveFrom} />
                      {lastDay === null ? null : (
                        <>
                          {' – '}
                          <Moment at={lastDay} />
                        </>
                      )}
                    </td>
                    <td>{legalBasis}</td>
                    <td>{code('origin', origin)}</td>
                  </tr>
                ))}
              </Table>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
      <Consultations />
    </Page>
  );
};

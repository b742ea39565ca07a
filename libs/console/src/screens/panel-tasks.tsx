import { Answered, Empty } from '../parts/answered';
import { dayBefore, EndOf, Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import type { VacancyView } from './vacancy-view';

interface Verification {
  readonly applicationId: string;
  readonly position: string;
  readonly participantNo: string;
  readonly submittedAt: string;
  readonly verifiers: number;
}

interface Objection {
  readonly objectionId: string;
  readonly stage: string;
  readonly ground: string;
  readonly status: string;
  readonly overdue: boolean;
  readonly filedAt: string;
  readonly answerDueAt: string;
}

const Verifications = () => {
  const word = useWord();
  const [{ dari }] = useAddress();
  const query = useAnswer<{ readonly items: readonly Verification[]; readonly next: string | null }>(
    'verifications',
    { query: { cursor: dari } },
  );
  return (
    <section aria-labelledby="verify">
      <h2 id="verify">{word('panel.verifications')}</h2>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('panel.noVerification')}</Empty>
          ) : (
            <>
              <Table
                caption={word('panel.verificationsOf', { count: items.length })}
                head={[
                  { label: word('vacancy.participant') },
                  { label: word('vacancy.title') },
                  { label: word('panel.submitted') },
                  { label: word('panel.verifiers'), isNumber: true },
                ]}
              >
                {items.map(({ applicationId, position, participantNo, submittedAt, verifiers }) => (
                  <tr key={applicationId}>
                    <th scope="row" className="mono">
                      {participantNo}
                    </th>
                    <td>{position}</td>
                    <td>
                      <Moment at={submittedAt} />
                    </td>
                    <td className="number">{verifiers}</td>
                  </tr>
                ))}
              </Table>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </section>
  );
};

const Objections = () => {
  const word = useWord();
  const code = useCode();
  const [{ sanggah }] = useAddress();
  const query = useAnswer<{ readonly items: readonly Objection[]; readonly next: string | null }>(
    'selectionObjections',
    { query: { status: 'filed', cursor: sanggah } },
  );
  return (
    <section aria-labelledby="objections">
      <h2 id="objections">{word('panel.objections')}</h2>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('panel.noObjection')}</Empty>
          ) : (
            <>
              <ul className="plain-list">
                {items.map(({ objectionId, stage, ground, overdue, filedAt, answerDueAt }) => (
                  <li key={objectionId}>
                    <strong>
                      {code('stage', stage)}: {code('ground', ground)}
                    </strong>{' '}
                    <Status
                      kind={overdue ? 'bad' : 'info'}
                      label={word(overdue ? 'home.late' : 'home.open')}
                    />
                    <br />
                    <span className="small muted">
                      <Moment at={filedAt} /> · {word('home.by')} <EndOf day={dayBefore(answerDueAt)} />
                    </span>
                  </li>
                ))}
              </ul>
              <NextPage after={next} name="sanggah" />
            </>
          )
        }
      </Answered>
    </section>
  );
};

const Vacancies = () => {
  const word = useWord();
  const code = useCode();
  const [{ lowongan }] = useAddress();
  const query = useAnswer<{ readonly items: readonly VacancyView[]; readonly next: string | null }>(
    'vacancies',
    { query: { cursor: lowongan } },
  );
  return (
    <section aria-labelledby="panels">
      <h2 id="panels">{word('panel.panels')}</h2>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('vacancies.empty')}</Empty>
          ) : (
            <>
              <ul className="plain-list">
                {items.map(({ vacancyId, position, year, status }) => (
                  <li key={vacancyId}>
                    <Go to={`/panel/${vacancyId}`}>
                      {position} {year}
                    </Go>{' '}
                    <Status kind="plain" label={code('vacancy', status)} />
                  </li>
                ))}
              </ul>
              <NextPage after={next} name="lowongan" />
            </>
          )
        }
      </Answered>
    </section>
  );
};

/** What waits for a member of a committee or a panel. @source console.md 4.3 (W10) */
export const PanelTasks = () => {
  const word = useWord();
  return (
    <Page title={word('panel.title')} lead={word('panel.lead')}>
      <Verifications />
      <Objections />
      <Vacancies />
    </Page>
  );
};

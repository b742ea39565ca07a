import { Answered, Empty } from '../parts/answered';
import { dayBefore, EndOf } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Go } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { kindOfApplication, type MyApplication } from './application-view';

/** What I applied for, and what may still be done. @source console.md 4.4 (W11) */
export const MyApplications = () => {
  const word = useWord();
  const code = useCode();
  const query = useAnswer<{ readonly items: readonly MyApplication[] }>('myApplications');
  return (
    <Page title={word('applications.title')} lead={word('applications.lead')}>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              {word('applications.empty')} <Go to="/lowongan">{word('vacancies.title')}</Go>
            </Empty>
          ) : (
            <ul className="plain-list">
              {items.map(({ applicationId, position, year, status, nextDeadline, participantNo }) => (
                <li key={applicationId}>
                  <Go to={`/lamaran/${applicationId}`}>
                    {position ?? word('vacancy.unknown')} {year}
                  </Go>{' '}
                  <Status kind={kindOfApplication(status)} label={code('application', status)} />
                  <br />
                  <span className="small muted">
                    {participantNo === null ? '' : `${word('vacancy.participant')} ${participantNo} · `}
                    {nextDeadline === null ? (
                      word('applications.noDeadline')
                    ) : (
                      <>
                        {word(`application.${nextDeadline.what}`)} <EndOf day={dayBefore(nextDeadline.at)} />
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </Page>
  );
};

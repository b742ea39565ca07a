import { Answered, Empty } from '../parts/answered';
import { dateOf, daysBetween, EndOf } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Go } from '../places/address';
import { placeAt } from '../places/places';
import { useAnswer, useSignedIn } from '../session/session';
import { useCode, useWord } from '../words/words';

interface Deadline {
  readonly watchId: string;
  readonly kind: string;
  readonly nature: 'DUTY' | 'RIGHT';
  readonly dueAt: string;
  readonly dueOn: string;
  readonly status: 'OPEN' | 'MISSED' | 'MET' | 'ENDED';
  readonly escalatedTo: string | null;
  readonly link: string;
}

const Due = ({ deadline }: { readonly deadline: Deadline }) => {
  const word = useWord();
  const code = useCode();
  const { role, today } = useSignedIn();
  const { kind, nature, dueOn, status, link, escalatedTo } = deadline;
  const to = placeAt(link, role);
  const left = daysBetween(dateOf(today), dueOn);
  const isLate = status === 'MISSED';
  return (
    <>
      <strong>{code('deadline', kind)}</strong> <span className="muted">({code('nature', nature)})</span>
      <br />
      <Status
        kind={isLate ? 'bad' : left <= 7 ? 'warn' : 'info'}
        label={word(isLate ? 'home.late' : 'home.open')}
      />{' '}
      {word('home.by')} <EndOf day={dueOn} />{' '}
      <span className="muted">
        (
        {left < 0
          ? word('home.daysAgo', { days: -left })
          : left === 0
            ? word('home.today')
            : word('home.daysLeft', { days: left })}
        )
      </span>
      {escalatedTo === null ? null : (
        <p className="small muted">{word('home.escalated', { to: code('level', escalatedTo) })}</p>
      )}
      {to === undefined ? null : (
        <p>
          <Go to={to}>{word('home.goTo', { what: code('deadline', kind) })}</Go>
        </p>
      )}
    </>
  );
};

/** What do I do next. What is open and comes first stands before what was missed. @source console.md 4.2 (Home) */
export const OwnDuties = () => {
  const word = useWord();
  const query = useAnswer<{ readonly items: readonly Deadline[] }>('myDeadlines');
  return (
    <Page title={word('home.title')} lead={word('home.lead')}>
      <Answered query={query}>
        {({ items }) => {
          const open = items.filter(({ status }) => status === 'OPEN');
          const missed = items.filter(({ status }) => status === 'MISSED');
          const [next, ...others] = [...open, ...missed];
          if (!next) return <Empty>{word('home.empty')}</Empty>;
          return (
            <>
              <section className="next" aria-labelledby="next">
                <h2 id="next">{word('home.next')}</h2>
                <Due deadline={next} />
              </section>
              {others.length === 0 ? null : (
                <section aria-labelledby="others">
                  <h2 id="others">{word('home.others', { count: others.length })}</h2>
                  <ul className="plain-list">
                    {others.map((deadline) => (
                      <li key={deadline.watchId}>
                        <Due deadline={deadline} />
                      </li>
                    ))}
                  </ul>
                </section>
              )}
            </>
          );
        }}
      </Answered>
    </Page>
  );
};

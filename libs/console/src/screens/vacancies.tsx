import { type FormEvent, useState } from 'react';
import { Answered, Empty } from '../parts/answered';
import { dateOf, dayBefore, EndOf, Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { openNow, type VacancyView } from './vacancy-view';

const Line = ({ vacancy }: { readonly vacancy: VacancyView }) => {
  const word = useWord();
  const code = useCode();
  const { vacancyId, position, year, formationCode, seats, openAt, closeAt, applicants } = vacancy;
  return (
    <li>
      <Go to={`/lowongan/${vacancyId}`}>
        {position} {year}
        {formationCode === null ? '' : ` (${formationCode})`}
      </Go>{' '}
      <Status kind={openNow(vacancy) ? 'ok' : 'plain'} label={code('vacancy', vacancy.status)} />
      <br />
      <span className="small muted">
        {seats === null ? '' : `${word('vacancies.seats', { seats })} · `}
        {openAt === null || closeAt === null ? null : (
          <>
            <Moment at={dateOf(openAt)} /> – <EndOf day={dayBefore(closeAt)} /> ·{' '}
          </>
        )}
        {typeof applicants === 'number'
          ? word('vacancies.applicants', { applicants })
          : word('vacancies.suppressed')}
      </span>
    </li>
  );
};

/** Posts that are or were open to all, and how their selections ended. @source console.md 4.4 */
export const Vacancies = () => {
  const word = useWord();
  const [{ cari, dari }, change] = useAddress();
  const [text, setText] = useState(cari ?? '');
  const query = useAnswer<{ readonly items: readonly VacancyView[]; readonly next: string | null }>(
    'vacancies',
    {
      query: { search: cari, cursor: dari },
    },
  );
  const search = (event: FormEvent): void => {
    event.preventDefault();
    change({ cari: text.trim(), dari: undefined });
  };
  return (
    <Page title={word('vacancies.title')} lead={word('vacancies.lead')}>
      <form className="row" role="search" onSubmit={search}>
        <span className="field grow">
          <label htmlFor="search">{word('vacancies.search')}</label>
          <input id="search" type="search" value={text} onChange={({ target }) => setText(target.value)} />
        </span>
        <button type="submit" className="button main">
          {word('list.search')}
        </button>
        {cari ? (
          <button
            type="button"
            className="button"
            onClick={() => {
              setText('');
              change({ cari: undefined, dari: undefined });
            }}
          >
            {word('list.clear')}
          </button>
        ) : null}
      </form>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{cari ? word('vacancies.noMatch', { text: cari }) : word('vacancies.empty')}</Empty>
          ) : (
            <>
              <ul className="plain-list">
                {items.map((vacancy) => (
                  <Line key={vacancy.vacancyId} vacancy={vacancy} />
                ))}
              </ul>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
};

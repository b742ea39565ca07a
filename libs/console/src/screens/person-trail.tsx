import type { Answer, LoggedEvent } from '../api/audit';
import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Table } from '../parts/table';
import { useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { ForCase, type ReadFor } from './case-bar';
import { FactTable } from './fact-table';
import { LogStatement } from './log-statement';

interface Access {
  readonly id: string;
  readonly at: string;
  readonly reader: string;
  readonly role: string;
  readonly purpose: string;
  readonly caseId: string | null;
  readonly what: string;
}

interface Of {
  readonly person: string;
  readonly readFor: ReadFor;
}

const Facts = ({ person, readFor, side }: Of & { readonly side: 'about' | 'by' }) => {
  const word = useWord();
  const [{ dari }] = useAddress();
  const query = useAnswer<Answer<LoggedEvent> & { readonly erased?: true }>(
    side === 'about' ? 'subjectEvents' : 'actorEvents',
    { path: { personId: person }, query: { ...readFor, cursor: dari } },
  );
  return (
    <Answered query={query}>
      {(answer) => (
        <>
          {answer.erased ? (
            <div className="note warn">
              <h2>{word('refused.erased')}</h2>
              <p>{word('person.erased')}</p>
            </div>
          ) : null}
          {answer.items.length === 0 ? (
            <Empty>{word('search.zero', { size: answer.asOf.size })}</Empty>
          ) : (
            <FactTable caption={word('search.found', { count: answer.items.length })} events={answer.items} />
          )}
          <LogStatement of={answer} />
          <NextPage after={answer.next} />
        </>
      )}
    </Answered>
  );
};

const Accesses = ({ person, readFor }: Of) => {
  const word = useWord();
  const code = useCode();
  const [{ dari }] = useAddress();
  const query = useAnswer<Answer<Access>>('personAccesses', {
    path: { personId: person },
    query: { ...readFor, cursor: dari },
  });
  return (
    <Answered query={query}>
      {(answer) => (
        <>
          {answer.items.length === 0 ? (
            <Empty>{word('myData.empty', { size: answer.asOf.size })}</Empty>
          ) : (
            <Table
              caption={word('person.accesses')}
              head={[
                { label: word('myData.at') },
                { label: word('myData.as') },
                { label: word('myData.what') },
                { label: word('myData.why') },
                { label: word('myData.reader') },
              ]}
            >
              {answer.items.map(({ id, at, role, what, purpose, caseId, reader }) => (
                <tr key={id}>
                  <td>
                    <Moment at={at} />
                  </td>
                  <td>{code('role', role.split(':')[0])}</td>
                  <td>{code('view', what)}</td>
                  <td>
                    {code('purpose', purpose)}
                    {caseId === null ? null : <code className="small"> {caseId.slice(0, 8)}</code>}
                  </td>
                  <td>
                    <code>{reader}</code>
                  </td>
                </tr>
              ))}
            </Table>
          )}
          <LogStatement of={answer} />
          <NextPage after={answer.next} />
        </>
      )}
    </Answered>
  );
};

const SIDES = ['about', 'by', 'accesses'] as const;

/** What was done to one person and by one, and who looked. @source console.md 4.1 (Person's trail), questions 5 and 7 */
export const PersonTrail = () => {
  const word = useWord();
  const person = usePart('person');
  const [{ sisi }, change] = useAddress();
  const side = SIDES.find((one) => one === sisi) ?? SIDES[0];
  return (
    <Page title={word('person.title')} lead={<code>{person}</code>}>
      <ForCase>
        {(readFor) => (
          <>
            <div className="row" role="group" aria-label={word('person.sides')}>
              {SIDES.map((one) => (
                <button
                  key={one}
                  type="button"
                  className="button slim"
                  aria-pressed={one === side}
                  onClick={() => change({ sisi: one, dari: undefined })}
                >
                  {word(`person.${one}`)}
                </button>
              ))}
            </div>
            {side === 'accesses' ? (
              <Accesses {...{ person, readFor }} />
            ) : (
              <Facts key={side} {...{ person, readFor, side }} />
            )}
          </>
        )}
      </ForCase>
    </Page>
  );
};

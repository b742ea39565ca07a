import type { Answer } from '../api/audit';
import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Table } from '../parts/table';
import { useAddress } from '../places/address';
import { useAnswer, useSignedIn } from '../session/session';
import { useCode, useWord } from '../words/words';
import { OwnDataRequests } from './acts/own-data-requests';

interface Access {
  readonly index: number;
  readonly id: string;
  readonly at: string;
  readonly reader: string;
  readonly role: string;
  readonly purpose: string;
  readonly caseId: string | null;
  readonly what: string;
}

/** Who looked at my data, as what, and why: everyone's to know. @source console.md 4.2 (My data) */
export const MyData = () => {
  const word = useWord();
  const code = useCode();
  const { person } = useSignedIn();
  const [{ dari }] = useAddress();
  const query = useAnswer<Answer<Access>>('accesses', {
    path: { personId: person.id },
    query: { cursor: dari },
  });
  return (
    <Page title={word('myData.title')} lead={word('myData.lead')}>
      <OwnDataRequests />
      <Answered query={query}>
        {({ items, next, asOf }) => (
          <>
            {items.length === 0 ? (
              <Empty>{word('myData.empty', { size: asOf.size })}</Empty>
            ) : (
              <Table
                caption={word('myData.accesses')}
                head={[
                  { label: word('myData.at') },
                  { label: word('myData.as') },
                  { label: word('myData.what') },
                  { label: word('myData.why') },
                  { label: word('myData.reader') },
                ]}
              >
                {items.map(({ id, at, role, what, purpose, caseId, reader }) => (
                  <tr key={id}>
                    <td>
                      <Moment at={at} />
                    </td>
                    <td>{code('role', role.split(':')[0])}</td>
                    <td>{code('view', what)}</td>
                    <td>
                      {code('purpose', purpose)}
                      {caseId === null ? null : (
                        <span className="small muted">
                          {' '}
                          {word('myData.case')} <code>{caseId.slice(0, 8)}</code>
                        </span>
                      )}
                    </td>
                    <td>
                      <code>{reader}</code>
                    </td>
                  </tr>
                ))}
              </Table>
            )}
            <p className="small muted">
              {word('myData.rests', { size: asOf.size })} <Moment at={asOf.time} />
            </p>
            <p className="small muted">{word('myData.pseudonyms')}</p>
            <NextPage after={next} />
          </>
        )}
      </Answered>
    </Page>
  );
};

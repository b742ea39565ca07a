import { Answered } from '../../parts/answered';
import { Moment } from '../../parts/moment';
import { Status } from '../../parts/status';
import { Table } from '../../parts/table';
import { Go } from '../../places/address';
import { useAnswer, useSignedIn } from '../../session/session';
import { useCode, useWord } from '../../words/words';
import type { DataRequests } from './data-requests-seen';

/** What one has asked about the own data, and by when it is answered. @source console.md 4.2 (My data) */
export const OwnDataRequests = () => {
  const word = useWord();
  const code = useCode();
  const { person } = useSignedIn();
  const query = useAnswer<DataRequests>('dataRequests', { query: { personId: person.id } });
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{word('dataRequest.own')}</h2>
      <p>
        <Go to="/data-saya/permintaan" className="button">
          {word('dataRequest.title')}
        </Go>
      </p>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{word('dataRequest.none')}</p>
          ) : (
            <Table
              caption={word('dataRequest.table')}
              head={[
                { label: word('dataRequest.kind') },
                { label: word('performance.state') },
                { label: word('dataRequest.filedAt') },
                { label: word('dataRequest.dueAt') },
              ]}
            >
              {items.map(({ requestId, kind, status, filedAt, dueAt, overdue, ground, until }) => (
                <tr key={requestId}>
                  <th scope="row">{code('dataRequest', kind)}</th>
                  <td>
                    <Status
                      kind={
                        status === 'FULFILLED' ? 'ok' : overdue ? 'bad' : status === 'OPEN' ? 'info' : 'warn'
                      }
                      label={code('dataRequestStatus', status)}
                    />
                    {ground === null ? null : (
                      <p>
                        {code('dataRequestGround', ground)}
                        {until === null ? null : (
                          <>
                            {' '}
                            <Moment at={until} />
                          </>
                        )}
                      </p>
                    )}
                  </td>
                  <td>
                    <Moment at={filedAt} />
                  </td>
                  <td>
                    <Moment at={dueAt} />
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Answered>
    </section>
  );
};

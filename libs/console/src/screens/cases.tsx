import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useWord } from '../words/words';
import type { Inspection } from './inspection';

/** Inspections, each with its letter of assignment. */
export const Cases = () => {
  const word = useWord();
  const [{ dari }] = useAddress();
  const query = useAnswer<{ readonly items: readonly Inspection[]; readonly next: string | null }>(
    'inspections',
    {
      query: { cursor: dari },
    },
  );
  return (
    <Page title={word('cases.title')} lead={word('cases.lead')}>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word('cases.empty')}</Empty>
          ) : (
            <>
              <Table
                caption={word('cases.list', { count: items.length })}
                head={[
                  { label: word('cases.letter') },
                  { label: word('cases.state') },
                  { label: word('cases.opened') },
                  { label: word('cases.period') },
                  { label: word('cases.objects'), isNumber: true },
                ]}
              >
                {items.map(({ inspectionId, assignment, status, openedAt, fromDate, toDate, objects }) => (
                  <tr key={inspectionId}>
                    <th scope="row">
                      <Go to={`/i/kasus/${inspectionId}`} words={{ kasus: inspectionId }}>
                        {assignment ?? inspectionId.slice(0, 8)}
                      </Go>
                    </th>
                    <td>
                      <Status
                        kind={status === 'OPEN' ? 'info' : 'ok'}
                        label={word(status === 'OPEN' ? 'cases.open' : 'cases.closed')}
                      />
                    </td>
                    <td>
                      <Moment at={openedAt} />
                    </td>
                    <td>
                      <Moment at={fromDate} /> – <Moment at={toDate} />
                    </td>
                    <td className="number">{objects.length}</td>
                  </tr>
                ))}
              </Table>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </Page>
  );
};

import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { type DatasetVersion, publisherIn, type Publisher, PUBLISHERS } from './dataset-versions';

const Catalogue = ({ of }: { readonly of: Publisher }) => {
  const word = useWord();
  const [{ dari }] = useAddress();
  const query = useAnswer<{ readonly items: readonly DatasetVersion[]; readonly next: string | null }>(
    PUBLISHERS[of][0],
    { query: { cursor: dari } },
  );
  return (
    <Answered query={query}>
      {({ items, next }) =>
        items.length === 0 ? (
          <Empty>{word('data.empty')}</Empty>
        ) : (
          <>
            <Table
              caption={word('data.list', { count: items.length })}
              head={[
                { label: word('data.title') },
                { label: word('data.period') },
                { label: word('data.rows'), isNumber: true },
                { label: word('evaluation.version'), isNumber: true },
                { label: word('results.published') },
              ]}
            >
              {items.map(({ datasetId, title, fromDate, toDate, rows, datasetVersion, publishedAt }) => (
                <tr key={datasetId}>
                  <th scope="row">
                    <Go to={`/data/${of}/${datasetId}`}>{title}</Go>
                  </th>
                  <td>
                    {fromDate === null || toDate === null ? (
                      '–'
                    ) : (
                      <>
                        <Moment at={fromDate} /> – <Moment at={toDate} />
                      </>
                    )}
                  </td>
                  <td className="number">{rows}</td>
                  <td className="number">v{datasetVersion}</td>
                  <td>
                    <Moment at={publishedAt} />
                  </td>
                </tr>
              ))}
            </Table>
            <NextPage after={next} />
          </>
        )
      }
    </Answered>
  );
};

/** What the city publishes, each with its bytes and their hash. @source console.md 4.4 (open data) */
export const OpenData = () => {
  const word = useWord();
  const code = useCode();
  const [{ layanan }, change] = useAddress();
  const chosen = publisherIn(layanan) ?? 'performance';
  return (
    <Page title={word('data.pageTitle')} lead={word('data.lead')}>
      <div className="field">
        <label htmlFor="service">{word('search.layanan')}</label>
        <select
          id="service"
          value={chosen}
          onChange={({ target }) => change({ layanan: target.value, dari: undefined })}
        >
          {Object.keys(PUBLISHERS).map((one) => (
            <option key={one} value={one}>
              {code('service', one)}
            </option>
          ))}
        </select>
      </div>
      <Catalogue key={chosen} of={chosen} />
      <p>
        {word('data.selections')} <Go to="/lowongan">{word('vacancies.title')}</Go>
      </p>
    </Page>
  );
};

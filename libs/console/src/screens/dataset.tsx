import { Answered, Empty } from '../parts/answered';
import { Download } from '../parts/download';
import { Moment } from '../parts/moment';
import { Page } from '../parts/page';
import { HashCheck, PublishedTable, usePublished } from '../parts/published-table';
import { Facts } from '../parts/table';
import { useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useWord } from '../words/words';
import { type DatasetVersion, type Publisher, publisherIn, PUBLISHERS } from './dataset-versions';

const Version = ({ of, version }: { readonly of: Publisher; readonly version: DatasetVersion }) => {
  const word = useWord();
  const { datasetId, datasetVersion, sha256, policyRefs, change, publishedAt, fromDate, toDate } = version;
  const query = usePublished(PUBLISHERS[of][2], datasetId, datasetVersion);
  return (
    <>
      <Facts
        of={[
          [word('data.title'), version.title],
          ...(fromDate === null || toDate === null
            ? []
            : [
                [
                  word('data.period'),
                  <span key="period">
                    <Moment at={fromDate} /> – <Moment at={toDate} />
                  </span>,
                ] as const,
              ]),
          [word('results.published'), <Moment key="at" at={publishedAt} />],
          ...(change === null ? [] : [[word('data.change'), change] as const]),
          [word('data.sha256'), <code key="hash">{sha256}</code>],
          [word('evaluation.policies'), policyRefs.length === 0 ? '–' : policyRefs.join(', ')],
        ]}
      />
      <Answered query={query}>
        {(file) => (
          <>
            <HashCheck file={file} sha256={sha256} />
            {file.rows.length === 0 ? (
              <Empty>{word('data.noRows')}</Empty>
            ) : (
              <PublishedTable
                caption={word('data.content', { count: file.rows.length })}
                columns={file.columns}
                rows={file.rows}
              />
            )}
          </>
        )}
      </Answered>
      <Download
        endpoint={PUBLISHERS[of][2]}
        asked={{ path: { id: datasetId, version: String(datasetVersion) } }}
        name={`${datasetId}-v${datasetVersion}.csv`}
        label={word('data.csv')}
      />
    </>
  );
};

const Versions = ({ of, id }: { readonly of: Publisher; readonly id: string }) => {
  const word = useWord();
  const [{ versi }, change] = useAddress();
  const query = useAnswer<{ readonly versions: readonly DatasetVersion[] }>(PUBLISHERS[of][1], {
    path: { id },
  });
  return (
    <Answered query={query}>
      {({ versions }) => {
        const shown = versions.find(({ datasetVersion }) => String(datasetVersion) === versi) ?? versions[0];
        if (!shown) return <Empty>{word('data.empty')}</Empty>;
        return (
          <>
            <div className="field">
              <label htmlFor="version">{word('evaluation.version')}</label>
              <select
                id="version"
                value={shown.datasetVersion}
                onChange={({ target }) => change({ versi: target.value })}
              >
                {versions.map(({ datasetVersion }) => (
                  <option key={datasetVersion} value={datasetVersion}>
                    v{datasetVersion}
                  </option>
                ))}
              </select>
            </div>
            <Version key={shown.datasetVersion} of={of} version={shown} />
          </>
        );
      }}
    </Answered>
  );
};

/** One open dataset in any of its versions, checked against the hash that was published. @source console.md 4.4 (open data) */
export const Dataset = () => {
  const word = useWord();
  const of = publisherIn(usePart('service'));
  const id = usePart('id');
  return (
    <Page title={word('data.one')}>
      {of === undefined ? <Empty>{word('refused.notFoundWhy')}</Empty> : <Versions of={of} id={id} />}
    </Page>
  );
};

import { Answered, Empty } from '../parts/answered';
import { Download } from '../parts/download';
import { Moment } from '../parts/moment';
import { Page } from '../parts/page';
import { HashCheck, PublishedTable, usePublished } from '../parts/published-table';
import { Status } from '../parts/status';
import { Facts } from '../parts/table';
import { Go, useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { RowCheck } from './row-check';
import type { PublishedResult } from './vacancy-view';

/** A participant's row, found by its number in a version; the number is its first cell. */
const List = ({ result, newest }: { readonly result: PublishedResult; readonly newest: number }) => {
  const word = useWord();
  const code = useCode();
  const [{ nomor = '', periksa }, change] = useAddress();
  const { datasetId, resultVersion, sha256, stage } = result;
  const query = usePublished('resultFile', datasetId, resultVersion);
  return (
    <>
      {resultVersion === newest ? null : (
        <div className="note warn">
          <h2>{word('results.superseded', { version: newest })}</h2>
          <p>
            <Go to={`/hasil/${datasetId}`}>{word('results.toNewest')}</Go>
          </p>
        </div>
      )}
      <Facts
        of={[
          [word('vacancy.stage'), code('stage', stage)],
          [word('evaluation.version'), `v${resultVersion}`],
          [word('results.published'), <Moment key="at" at={result.publishedAt} />],
          [word('data.sha256'), <code key="hash">{sha256}</code>],
        ]}
      />
      <Answered query={query}>
        {(file) => {
          const found = file.rows.filter(([number = '']) => number.includes(nomor.trim()));
          const checked = file.rows.find(([number]) => number === periksa);
          return (
            <>
              <HashCheck file={file} sha256={sha256} />
              {checked && periksa !== undefined ? (
                <RowCheck
                  key={periksa}
                  {...{ datasetId, version: resultVersion, number: periksa }}
                  shown={checked.slice(1).join(',')}
                />
              ) : null}
              <div className="field">
                <label htmlFor="number">{word('vacancy.find')}</label>
                <input
                  id="number"
                  type="search"
                  inputMode="numeric"
                  value={nomor}
                  onChange={({ target }) => change({ nomor: target.value })}
                />
              </div>
              {found.length === 0 ? (
                <Empty>{word('results.noMatch', { number: nomor, count: file.rows.length })}</Empty>
              ) : (
                <PublishedTable
                  caption={word('vacancy.list', { count: found.length, stage: code('stage', stage) })}
                  columns={file.columns}
                  rows={found.map((row) =>
                    row.map((cell, at) => (file.columns[at] === 'outcome' ? code('place', cell) : cell)),
                  )}
                  label={(column) => code('column', column)}
                  more={{
                    label: word('results.check'),
                    cell: ([number = '']) => (
                      <button
                        type="button"
                        className="button slim"
                        onClick={() => change({ periksa: number })}
                      >
                        {word('results.checkRow')}
                        <span className="away"> {number}</span>
                      </button>
                    ),
                  }}
                />
              )}
            </>
          );
        }}
      </Answered>
      <p className="row">
        <Download
          endpoint="resultFile"
          asked={{ path: { id: datasetId, version: String(resultVersion) } }}
          name={`${datasetId}-v${resultVersion}.csv`}
          label={word('data.csv')}
        />
        <button type="button" className="button" onClick={() => window.print()}>
          {word('object.print')}
        </button>
        <Go to={`/lowongan/${result.vacancyId}`} className="button">
          {word('results.vacancy')}
        </Go>
      </p>
    </>
  );
};

/** A published list with all its versions, which anybody can check. @source console.md 4.4 (W12) */
export const Results = () => {
  const word = useWord();
  const id = usePart('dataset');
  const [{ versi }, change] = useAddress();
  const query = useAnswer<{ readonly versions: readonly PublishedResult[] }>('resultVersions', {
    path: { id },
  });
  return (
    <Page title={word('results.title')} lead={word('results.lead')}>
      <Answered query={query}>
        {({ versions }) => {
          const [newest] = versions;
          const result = versions.find(({ resultVersion }) => String(resultVersion) === versi) ?? newest;
          if (!newest || !result) return <Empty>{word('vacancy.noResults')}</Empty>;
          return (
            <>
              <div className="row">
                <span className="field">
                  <label htmlFor="version">{word('evaluation.version')}</label>
                  <select
                    id="version"
                    value={result.resultVersion}
                    onChange={({ target }) => change({ versi: target.value, periksa: undefined })}
                  >
                    {versions.map(({ resultVersion }) => (
                      <option key={resultVersion} value={resultVersion}>
                        v{resultVersion}
                        {resultVersion === newest.resultVersion ? ` (${word('results.newest')})` : ''}
                      </option>
                    ))}
                  </select>
                </span>
                {result === newest ? <Status kind="ok" label={word('results.inForce')} /> : null}
              </div>
              <List key={result.resultVersion} result={result} newest={newest.resultVersion} />
            </>
          );
        }}
      </Answered>
    </Page>
  );
};

import { kindOfStream } from '../api/audit';
import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts } from '../parts/table';
import { Go, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import type { Finding, InspectionFile } from './inspection';

const PARTS = ['condition', 'criteria', 'cause', 'effect', 'recommendation'] as const;

const FindingSection = ({
  file,
  row,
  number,
}: {
  readonly file: InspectionFile['findings'][number];
  readonly row: Finding | undefined;
  readonly number: number;
}) => {
  const word = useWord();
  const code = useCode();
  const said = file.issued ?? file.draft;
  return (
    <section aria-labelledby={`finding-${number}`}>
      <h3 id={`finding-${number}`}>
        {word('case.finding', { number })}{' '}
        {row === undefined ? null : (
          <>
            <Status
              kind={row.overdue ? 'bad' : row.status === 'ISSUED' ? 'warn' : 'info'}
              label={code('finding', row.status)}
            />{' '}
            <span className="small muted">{code('severity', row.severity)}</span>
          </>
        )}
      </h3>
      {said === null ? (
        <p>{word('case.wordsErased')}</p>
      ) : (
        <Facts of={PARTS.map((part) => [word(`case.${part}`), said[part]] as const)} />
      )}
      <Facts
        of={[
          [word('case.reply'), file.reply ?? (row?.replyBy == null ? '–' : word('case.noReply'))],
          [word('case.replyBy'), row?.replyBy == null ? '–' : <Moment at={row.replyBy} />],
          [word('case.followUpBy'), row?.followUpBy == null ? '–' : <Moment at={row.followUpBy} />],
          [word('case.refs'), file.refs.map(({ index }) => index).join(', ') || '–'],
        ]}
      />
    </section>
  );
};

/** One inspection, kept together. @source console.md 4.1 (W6) */
export const Case = () => {
  const word = useWord();
  const code = useCode();
  const id = usePart('id');
  const query = useAnswer<InspectionFile>('inspection', { path: { id } });
  const findings = useAnswer<{ readonly items: readonly Finding[] }>('findings', {
    query: { inspectionId: id },
  });
  return (
    <Page title={query.data?.assignment ?? word('case.title')} lead={word('case.lead')}>
      <Answered query={query}>
        {(file) => (
          <>
            <Facts
              of={[
                [
                  word('cases.state'),
                  <Status
                    key="state"
                    kind={file.status === 'OPEN' ? 'info' : 'ok'}
                    label={word(file.status === 'OPEN' ? 'cases.open' : 'cases.closed')}
                  />,
                ],
                [word('cases.opened'), <Moment key="opened" at={file.openedAt} />],
                [
                  word('cases.period'),
                  <>
                    <Moment at={file.fromDate} /> – <Moment at={file.toDate} />
                  </>,
                ],
                [
                  word('case.letter'),
                  file.letter === null ? '–' : <code key="letter">SHA-256 {file.letter.sha256}</code>,
                ],
                [word('case.question'), file.question ?? word('case.wordsErased')],
                [
                  word('cases.objects'),
                  <ul key="objects" className="plain-list">
                    {file.objects.map((object) => (
                      <li key={object}>
                        <Go to={`/i/objek/${object}`} words={{ kasus: id }}>
                          {code('object', kindOfStream(object))} <code>…{object.slice(-6)}</code>
                        </Go>{' '}
                        ·{' '}
                        <Go to="/i/mengapa/baru" words={{ objek: object, kasus: id }}>
                          {word('object.why')}
                        </Go>
                      </li>
                    ))}
                  </ul>,
                ],
              ]}
            />
            <p>
              <Go to="/i/cari" words={{ kasus: id }} className="button">
                {word('case.searchFor')}
              </Go>{' '}
              {file.status === 'OPEN' ? (
                <>
                  <Go to={`/i/kasus/${id}/temuan`} className="button">
                    {word('shareFinding.title')}
                  </Go>{' '}
                  <Go to={`/i/kasus/${id}/tutup`} className="button">
                    {word('closeInspection.title')}
                  </Go>
                </>
              ) : null}
            </p>
            <h2>{word('case.findings', { count: file.findings.length })}</h2>
            {file.findings.length === 0 ? (
              <Empty>{word('case.noFindings')}</Empty>
            ) : (
              file.findings.map((one, at) => (
                <FindingSection
                  key={at}
                  file={one}
                  number={at + 1}
                  row={findings.data?.items.find(({ finding }) => finding === at + 1)}
                />
              ))
            )}
            <h2>{word('case.requests', { count: file.requests.length })}</h2>
            {file.requests.length === 0 ? <p>{word('case.noRequests')}</p> : null}
            {file.summary === null ? null : (
              <>
                <h2>{word('case.summary')}</h2>
                <p>{file.summary}</p>
              </>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
};

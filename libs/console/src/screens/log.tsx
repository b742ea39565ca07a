import type { Answer } from '../api/audit';
import { Answered, Empty } from '../parts/answered';
import { Checkpoint } from '../parts/checkpoint';
import { Moment } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { ForCase, type ReadFor } from './case-bar';
import { LogStatement } from './log-statement';

interface Source {
  readonly source: string;
  readonly state: 'complete' | 'behind' | 'stopped' | 'unheard';
  readonly logged: number;
  readonly known: number;
  readonly gaps: readonly (readonly [number, number])[];
  readonly heartbeat: { readonly pos: number; readonly ageSeconds: number } | null;
  readonly lag: { readonly events: number; readonly seconds: number };
  readonly conflicts: number;
}

interface Alarm {
  readonly alarmId: string;
  readonly kind: string;
  readonly finding: string;
  readonly source: string | null;
  readonly stream: string | null;
  readonly status: 'RAISED' | 'RESOLVED';
  readonly raisedAt: string;
  readonly resolvedAt: string | null;
}

const KINDS = { complete: 'ok', behind: 'warn', stopped: 'bad', unheard: 'bad' } as const;

/** Whether the log has all that each service recorded, and when it was last heard of. */
const Sources = ({ readFor }: { readonly readFor: ReadFor }) => {
  const word = useWord();
  const code = useCode();
  const query = useAnswer<Answer<Source>>('sources', { query: { ...readFor } });
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">{word('log.sources')}</h2>
      <Answered query={query}>
        {(answer) => (
          <>
            <Table
              caption={word('log.sourcesOf', { count: answer.items.length })}
              head={[
                { label: word('log.source') },
                { label: word('evaluation.state') },
                { label: word('log.logged'), isNumber: true },
                { label: word('log.behind'), isNumber: true },
                { label: word('log.heartbeat'), isNumber: true },
                { label: word('log.conflicts'), isNumber: true },
              ]}
            >
              {answer.items.map(({ source, state, logged, known, gaps, heartbeat, lag, conflicts }) => (
                <tr key={source}>
                  <th scope="row">{code('service', source)}</th>
                  <td>
                    <Status kind={KINDS[state]} label={code('source', state)} />
                    {gaps.length === 0 ? '' : ` ${word('log.gapsOf', { count: gaps.length })}`}
                  </td>
                  <td className="number">{word('log.of', { logged, known })}</td>
                  <td className="number">{word('log.lag', { events: lag.events, seconds: lag.seconds })}</td>
                  <td className="number">
                    {heartbeat === null ? '–' : word('log.age', { seconds: heartbeat.ageSeconds })}
                  </td>
                  <td className="number">{conflicts}</td>
                </tr>
              ))}
            </Table>
            <LogStatement of={answer} />
          </>
        )}
      </Answered>
    </section>
  );
};

const Alarms = () => {
  const word = useWord();
  const code = useCode();
  const [{ alarm, dari }, change] = useAddress();
  const status = alarm === 'semua' ? undefined : 'RAISED';
  const query = useAnswer<{ readonly items: readonly Alarm[]; readonly next: string | null }>('alarms', {
    query: { status, cursor: dari },
  });
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms">{word('log.alarms')}</h2>
      <p>
        <label className="choice">
          <input
            type="checkbox"
            checked={alarm === 'semua'}
            onChange={({ target }) =>
              change({ alarm: target.checked ? 'semua' : undefined, dari: undefined })
            }
          />
          {word('log.resolvedToo')}
        </label>
      </p>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word(alarm === 'semua' ? 'log.neverAlarm' : 'log.noAlarm')}</Empty>
          ) : (
            <>
              <Table
                caption={word('log.alarmsShown', { count: items.length })}
                head={[
                  { label: word('log.alarm') },
                  { label: word('evaluation.state') },
                  { label: word('log.source') },
                  { label: word('search.object') },
                  { label: word('log.raised') },
                ]}
              >
                {items.map(({ alarmId, kind, finding, source, stream, status: state, raisedAt }) => (
                  <tr key={alarmId}>
                    <th scope="row">
                      {code('alarm', kind)} <span className="small muted">{finding}</span>
                    </th>
                    <td>
                      <Status
                        kind={state === 'RAISED' ? 'bad' : 'ok'}
                        label={word(state === 'RAISED' ? 'log.open' : 'log.resolved')}
                      />
                    </td>
                    <td>{source === null ? '–' : code('service', source)}</td>
                    <td>
                      {stream === null ? '–' : <Go to={`/i/objek/${stream}`}>{stream.slice(0, 24)}</Go>}
                    </td>
                    <td>
                      <Moment at={raisedAt} />
                    </td>
                  </tr>
                ))}
              </Table>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </section>
  );
};

/** Is the log whole, and seen by others. @source console.md 4.1 (Log & checkpoints) */
export const Log = () => {
  const word = useWord();
  return (
    <Page title={word('log.title')} lead={word('log.lead')}>
      <Checkpoint />
      <Alarms />
      <ForCase>{(readFor) => <Sources readFor={readFor} />}</ForCase>
    </Page>
  );
};

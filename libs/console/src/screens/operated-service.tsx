import { Answered, Empty } from '../parts/answered';
import { Moment } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts, Table } from '../parts/table';
import { useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import {
  type Consumer,
  OPERATED,
  type Operated,
  operatedIn,
  type OperatorStatus,
  type Parked,
} from './operator-status';

const ParkedStreams = ({ service }: { readonly service: Operated }) => {
  const word = useWord();
  const query = useAnswer<{ readonly items: readonly Parked[] }>(OPERATED[service][1]);
  return (
    <section aria-labelledby="parked">
      <h2 id="parked">{word('ops.parkedStreams')}</h2>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{word('ops.noneParked')}</Empty>
          ) : (
            <Table
              caption={word('ops.parkedCount', { count: items.length })}
              head={[
                { label: word('ops.consumer') },
                { label: word('ops.stream') },
                { label: word('ops.error') },
                { label: word('ops.since') },
                { label: word('ops.attempts'), isNumber: true },
                { label: word('ops.waiting'), isNumber: true },
              ]}
            >
              {items.map(({ consumer, stream, kind, since, attempts, events, type }) => (
                <tr key={`${consumer} ${stream}`}>
                  <th scope="row" className="mono">
                    {consumer}
                  </th>
                  <td className="mono">{stream}</td>
                  <td>
                    {kind}
                    {type === null ? '' : ` (${type})`}
                  </td>
                  <td>
                    <Moment at={since} />
                  </td>
                  <td className="number">{attempts}</td>
                  <td className="number">{events}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Answered>
    </section>
  );
};

const Consumers = ({ of }: { readonly of: readonly Consumer[] }) => {
  const word = useWord();
  const code = useCode();
  const [{ semua }, change] = useAddress();
  const troubled = of.filter(
    ({ lagEvents, parkedKeys, state, rebuild }) =>
      lagEvents > 0 || parkedKeys > 0 || state !== 'running' || rebuild !== null,
  );
  const shown = semua === 'ya' ? of : troubled;
  return (
    <section aria-labelledby="consumers">
      <h2 id="consumers">{word('ops.consumers')}</h2>
      <p>
        <label className="choice">
          <input
            type="checkbox"
            checked={semua === 'ya'}
            onChange={({ target }) => change({ semua: target.checked ? 'ya' : undefined })}
          />
          {word('ops.all', { count: of.length })}
        </label>
      </p>
      {shown.length === 0 ? (
        <Empty>{word('ops.allWell', { count: of.length })}</Empty>
      ) : (
        <Table
          caption={word('ops.consumersShown', { count: shown.length })}
          head={[
            { label: word('ops.consumer') },
            { label: word('ops.kind') },
            { label: word('evaluation.state') },
            { label: word('ops.lag'), isNumber: true },
            { label: word('ops.parked'), isNumber: true },
            { label: word('ops.rebuild') },
          ]}
        >
          {shown.map(({ name, kind, state, lagEvents, parkedKeys, rebuild }) => (
            <tr key={name}>
              <th scope="row" className="mono">
                {name}
              </th>
              <td>{code('consumer', kind)}</td>
              <td>
                <Status kind={state === 'running' ? 'ok' : 'bad'} label={code('running', state)} />
              </td>
              <td className="number">{word('ops.number', { n: lagEvents })}</td>
              <td className="number">{word('ops.number', { n: parkedKeys })}</td>
              <td>
                {rebuild === null ? (
                  '–'
                ) : (
                  <>
                    {code('rebuild', rebuild.phase)}{' '}
                    {rebuild.phase === 'done' || rebuild.phase === 'failed' ? (
                      (rebuild.error ?? '')
                    ) : (
                      <>
                        <progress
                          aria-label={word('ops.rebuildOf', { name })}
                          value={rebuild.done}
                          max={Math.max(rebuild.of, 1)}
                        />{' '}
                        {word('ops.progress', { done: rebuild.done, total: rebuild.of })}
                      </>
                    )}
                  </>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
};

const Whole = ({ service }: { readonly service: Operated }) => {
  const word = useWord();
  const query = useAnswer<OperatorStatus>(OPERATED[service][0]);
  return (
    <>
      <Answered query={query}>
        {({ relay, blocked, consumers, replay }) => (
          <>
            <p>
              <button type="button" className="button" onClick={() => void query.refetch()}>
                {word('ops.refresh')}
              </button>
            </p>
            <Facts
              of={[
                [word('ops.relay'), relay.state],
                [
                  word('ops.outbox'),
                  word('ops.depth', { depth: relay.depth, seconds: Math.round(relay.oldestSeconds) }),
                ],
                ...(relay.trouble === null ? [] : [[word('ops.trouble'), relay.trouble] as const]),
                [word('ops.blocked'), blocked.length === 0 ? '0' : blocked.map(({ key }) => key).join(', ')],
                [
                  word('ops.replay'),
                  replay === null
                    ? word('ops.noReplay')
                    : word('ops.progress', { done: replay.done, total: replay.of }),
                ],
              ]}
            />
            <Consumers of={consumers} />
          </>
        )}
      </Answered>
      <ParkedStreams service={service} />
    </>
  );
};

/** One service's machinery: what is behind, what is parked and why, what is being rebuilt. @source console.md 4.4 (W14) */
export const OperatedService = () => {
  const word = useWord();
  const code = useCode();
  const service = operatedIn(usePart('service'));
  return (
    <Page title={service === undefined ? word('ops.one') : `${word('ops.one')}: ${code('service', service)}`}>
      {service === undefined ? <Empty>{word('refused.notFoundWhy')}</Empty> : <Whole service={service} />}
    </Page>
  );
};

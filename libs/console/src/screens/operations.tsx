import { Failure } from '../parts/answered';
import { Checkpoint } from '../parts/checkpoint';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { Go } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { OPERATED, type Operated, type OperatorStatus, summaryOf } from './operator-status';

const Line = ({ service }: { readonly service: Operated }) => {
  const word = useWord();
  const code = useCode();
  const { data, error, refetch, isFetching } = useAnswer<OperatorStatus>(OPERATED[service][0]);
  const name = (
    <th scope="row">
      <Go to={`/ops/${service}`}>{code('service', service)}</Go>
    </th>
  );
  if (error)
    return (
      <tr>
        {name}
        <td colSpan={5}>
          <Failure error={error} again={() => void refetch()} />
        </td>
      </tr>
    );
  if (!data)
    return (
      <tr>
        {name}
        <td colSpan={5} className="muted">
          {word('waiting.begun')}
        </td>
      </tr>
    );
  const { parked, furthest, stopped, blocked, isWell } = summaryOf(data);
  return (
    <tr aria-busy={isFetching ? undefined : false}>
      {name}
      <td>
        <Status kind={isWell ? 'ok' : 'bad'} label={word(isWell ? 'ops.well' : 'ops.troubled')} />
        {stopped === 0 ? null : ` ${word('ops.stopped', { count: stopped })}`}
      </td>
      <td className="number">{word('ops.number', { n: furthest })}</td>
      <td className="number">{word('ops.number', { n: parked })}</td>
      <td className="number">{word('ops.number', { n: blocked })}</td>
      <td className="number">
        {word('ops.depth', { depth: data.relay.depth, seconds: Math.round(data.relay.oldestSeconds) })}
      </td>
    </tr>
  );
};

/** What is wrong, and where: of every service, without anybody's data. @source console.md 4.4 (W14) */
export const Operations = () => {
  const word = useWord();
  return (
    <Page title={word('ops.title')} lead={word('ops.lead')}>
      <Table
        caption={word('ops.services')}
        head={[
          { label: word('search.layanan') },
          { label: word('evaluation.state') },
          { label: word('ops.lag'), isNumber: true },
          { label: word('ops.parked'), isNumber: true },
          { label: word('ops.blocked'), isNumber: true },
          { label: word('ops.relay'), isNumber: true },
        ]}
      >
        {(Object.keys(OPERATED) as Operated[]).map((service) => (
          <Line key={service} service={service} />
        ))}
      </Table>
      <Checkpoint />
    </Page>
  );
};

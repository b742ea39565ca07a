import { kindOfStream, type LoggedEvent, nameOfType } from '../api/audit';
import { Moment } from '../parts/moment';
import { Table } from '../parts/table';
import { Go } from '../places/address';
import { useCode, useWord } from '../words/words';

/** Facts of the log on rows, each leading to its object. */
export const FactTable = ({
  caption,
  events,
}: {
  readonly caption: string;
  readonly events: readonly LoggedEvent[];
}) => {
  const word = useWord();
  const code = useCode();
  return (
    <Table
      caption={caption}
      head={[
        { label: word('search.at') },
        { label: word('search.fact') },
        { label: word('search.object') },
        { label: word('search.by') },
        { label: word('search.policy') },
      ]}
    >
      {events.map(({ index, at, type, stream, version, role, actor, policy }) => (
        <tr key={index}>
          <td>
            <Moment at={at} />
          </td>
          <th scope="row">{code('fact', nameOfType(type))}</th>
          <td>
            <Go to={`/i/objek/${stream}`} words={{ versi: String(version) }}>
              {code('object', kindOfStream(stream))} <code>…{stream.slice(-6)}</code> v{version}
            </Go>
          </td>
          <td>
            {role === null ? '–' : code('role', role.split(':')[0])} <code>{actor ?? ''}</code>
          </td>
          <td>{policy ?? '–'}</td>
        </tr>
      ))}
    </Table>
  );
};

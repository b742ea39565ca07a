import { kindOfStream, shown } from '../api/audit';
import { Status } from '../parts/status';
import { Table } from '../parts/table';
import { useCode, useWord } from '../words/words';
import type { StreamState } from './object-read';

/** At which version an object stood, and in which state. */
export const Standing = ({ stream, state }: { readonly stream: string; readonly state: StreamState }) => {
  const word = useWord();
  const code = useCode();
  const { version, status, contested, final, leftOut } = state;
  return (
    <p role="status">
      <strong>{version === 0 ? word('object.notYet') : word('object.stoodAt', { version })}</strong>{' '}
      {status === null ? null : (
        <Status kind={final ? 'ok' : 'info'} label={code(kindOfStream(stream), status)} />
      )}{' '}
      {contested ? <Status kind="info" label={word('evaluation.contested')} /> : null}{' '}
      {leftOut.length === 0 ? '' : word('object.leftOut', { count: leftOut.length })}
    </p>
  );
};

/** What an object says, field by field, and which version said so last. */
export const Fields = ({
  caption,
  state: { fields, setBy },
  without = [],
}: {
  readonly caption: string;
  readonly state: StreamState;
  /** Names that are left out. */
  readonly without?: readonly string[];
}) => {
  const word = useWord();
  return (
    <Table
      caption={caption}
      head={[
        { label: word('object.field') },
        { label: word('object.value') },
        { label: word('object.setBy') },
      ]}
    >
      {Object.entries(fields)
        .filter(([name]) => !without.includes(name))
        .map(([name, value]) => (
          <tr key={name}>
            <th scope="row" className="mono">
              {name}
            </th>
            <td className="value">{shown(value)}</td>
            <td>v{setBy[`/${name}`] ?? setBy[name] ?? '–'}</td>
          </tr>
        ))}
    </Table>
  );
};

import { useState } from 'react';
import { useWord } from '../words/words';
import { Table } from './table';

/** One part of a whole. */
export interface Share {
  readonly label: string;
  readonly count: number;
}

const WIDTH = 400;
const HEIGHT = 24;

/**
 * Parts of a whole on one bar, drawn from the same figures as the sentence and the table beside it. Words say what is what: the bar
 * is the picture of them.
 */
export const Shares = ({ title, of }: { readonly title: string; readonly of: readonly Share[] }) => {
  const word = useWord();
  const [isTable, setTable] = useState(false);
  const all = of.reduce((sum, { count }) => sum + count, 0);
  const present = of.filter(({ count }) => count > 0);
  const summary = present
    .map(({ label, count }) => word('shares.one', { label, count, share: count / Math.max(all, 1) }))
    .join(' · ');
  const ends = present.map((_, at) =>
    present.slice(0, at).reduce((sum, { count }) => sum + (count / all) * WIDTH, 0),
  );
  return (
    <figure className="shares">
      <figcaption>
        <strong>{title}</strong> {word('shares.n', { n: all })} {summary}{' '}
        <button
          type="button"
          className="button slim"
          aria-pressed={isTable}
          onClick={() => setTable(!isTable)}
        >
          {word('shares.table')}
        </button>
      </figcaption>
      {isTable ? (
        <Table caption={title} head={[{ label: title }, { label: 'n', isNumber: true }]}>
          {of.map(({ label, count }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{count}</td>
            </tr>
          ))}
        </Table>
      ) : all === 0 ? null : (
        <svg
          role="img"
          aria-label={`${title}: ${summary}`}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
        >
          {present.map(({ label, count }, at) => (
            <rect
              key={label}
              className={`part part-${of.findIndex((one) => one.label === label)}`}
              x={ends[at]}
              y={0}
              width={(count / all) * WIDTH}
              height={HEIGHT}
            />
          ))}
        </svg>
      )}
    </figure>
  );
};

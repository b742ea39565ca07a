import { Table } from '../parts/table';
import { Page } from '../parts/page';
import type { Line, Versioned } from './act';
import { CopyText } from './copy-text';
import { type Say, useSay } from './say';

/** What made a version: which fact, by whom, when, and why. */
const madeBy = ({ latest }: Versioned, { code, moment }: Say): string =>
  latest
    ? [
        ...[code('fact', latest.type), code('role', latest.role?.split(':')[0] ?? ''), moment(latest.at)],
        ...(latest.reason?.text ? [`“${latest.reason.text}”`] : []),
      ]
        .filter(Boolean)
        .join(' · ')
    : '–';

/**
 * Somebody else was faster: what one saw, what is recorded now, and what one is about to send, beside each other. Nothing is merged,
 * and nobody is overwritten. @source console.md 12
 */
export const Conflict = ({
  title,
  seen,
  now,
  stood,
  stands,
  said,
  drop,
  goOn,
}: {
  readonly title: string;
  readonly seen: Versioned;
  readonly now: Versioned;
  readonly stood: readonly Line[];
  readonly stands: readonly Line[];
  readonly said: readonly Line[];
  readonly drop: () => void;
  readonly goOn: () => void;
}) => {
  const say = useSay();
  const { word } = say;
  const valueIn = (lines: readonly Line[], label: string): string =>
    lines.find((line) => line.label === label)?.value ?? '–';
  const labels = [...new Set([...stood, ...stands, ...said].map(({ label }) => label))];
  return (
    <Page title={word('act.conflict', { title })} lead={word('act.conflictWhat')}>
      <Table
        caption={word('act.conflictTable')}
        head={[
          { label: word('object.field') },
          { label: word('act.versionOf', { name: word('act.youSaw'), version: seen.version ?? 0 }) },
          { label: word('act.versionOf', { name: word('act.nowRecorded'), version: now.version ?? 0 }) },
          { label: word('act.toBeSent') },
        ]}
      >
        <tr>
          <th scope="row">{word('act.madeBy')}</th>
          <td className="value">{madeBy(seen, say)}</td>
          <td className="value">{madeBy(now, say)}</td>
          <td className="value">–</td>
        </tr>
        {labels.map((label) => {
          const [before, after] = [valueIn(stood, label), valueIn(stands, label)];
          const differs = before !== after;
          return (
            <tr key={label}>
              <th scope="row">
                {label} {differs ? <strong>({word('act.differs')})</strong> : null}
              </th>
              <td className="value">{differs ? <del className="less">{before}</del> : before}</td>
              <td className="value">{differs ? <ins className="more">{after}</ins> : after}</td>
              <td className="value">{valueIn(said, label)}</td>
            </tr>
          );
        })}
      </Table>
      <div className="row">
        <button type="button" className="button" onClick={goOn}>
          {word('act.onTop', { version: now.version ?? 0 })}
        </button>
        <CopyText lines={said} />
        <button type="button" className="button" onClick={drop}>
          {word('act.dropMine')}
        </button>
      </div>
    </Page>
  );
};

import { type Change, kindOfStream, nameOfType, shown } from '../api/audit';
import { Moment } from '../parts/moment';
import { Status } from '../parts/status';
import { Facts } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useCode, useWord } from '../words/words';
import type { HistoryEvent } from './object-read';

/** What differs: the sign and the word say it, whatever the colour does. */
const Difference = ({ change: { field, old, new: now } }: { readonly change: Change }) => (
  <li>
    <code>{field}</code> {old === undefined ? null : <del className="less">{shown(old)}</del>}{' '}
    {now === undefined ? null : <ins className="more">{shown(now)}</ins>}
  </li>
);

/** One event of a history. `isBeyond`: not within what is asked for; `isChosen`: the last that is. */
export const EventLine = ({
  event,
  isBeyond,
  isChosen,
}: {
  readonly event: HistoryEvent;
  readonly isBeyond: boolean;
  readonly isChosen: boolean;
}) => {
  const word = useWord();
  const code = useCode();
  const [, change] = useAddress();
  const {
    version,
    at,
    type,
    role,
    actor,
    policy,
    reason,
    changes = [],
    index,
    hash,
    effective,
    inputs,
    corr,
  } = event;
  return (
    <li
      className={isBeyond ? 'beyond' : isChosen ? 'chosen' : undefined}
      aria-current={isChosen ? 'step' : undefined}
      data-row
    >
      <strong>
        v{version} {code('fact', nameOfType(type))}
      </strong>{' '}
      {isBeyond ? <Status kind="plain" label={word('object.later')} /> : null}
      <br />
      <span className="small muted">
        <Moment at={at} />
        {effective === null ? null : (
          <>
            {' '}
            · {word('object.effective')} <Moment at={effective} />
          </>
        )}{' '}
        · {role === null ? '–' : code('role', role.split(':')[0])} <code>{actor ?? ''}</code>
        {policy === null ? '' : ` · ${policy}`}
      </span>
      {reason === null ? null : (
        <p>
          {code('reason', reason.code)}
          {reason.text === null ? '' : `: ${code('hidden', reason.text)}`}
        </p>
      )}
      {changes.length === 0 ? null : (
        <details>
          <summary>{word('object.changes', { count: changes.length })}</summary>
          <ul>
            {changes.map((change) => (
              <Difference key={change.field} change={change} />
            ))}
          </ul>
        </details>
      )}
      <button
        type="button"
        className="button slim"
        aria-keyshortcuts="x"
        onClick={() => change({ v1: String(version - 1), v2: String(version) })}
      >
        {word('object.compareThis')}
        <span className="away"> v{version}</span>
      </button>
      <details>
        <summary aria-keyshortcuts="e">
          {word('object.evidence')}
          <span className="away"> v{version}</span>
        </summary>
        <Facts
          of={[
            [word('search.index'), String(index)],
            ['hash', <code key="hash">{hash}</code>],
            [word('object.case'), <code key="case">{corr ?? '–'}</code>],
            [
              word('object.read'),
              inputs.length === 0 ? (
                word('object.readNothing')
              ) : (
                <ul className="plain-list">
                  {inputs.map((input) => (
                    <li key={`${input.stream} ${input.ver}`}>
                      <Go to={`/i/objek/${input.stream}`}>
                        {code('object', kindOfStream(input.stream))} <code>…{input.stream.slice(-6)}</code> v
                        {input.ver}
                      </Go>
                    </li>
                  ))}
                </ul>
              ),
            ],
          ]}
        />
      </details>
    </li>
  );
};

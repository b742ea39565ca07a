import type { Answer } from '../api/audit';
import { Answered } from '../parts/answered';
import { useAddress } from '../places/address';
import { useAnswer } from '../session/session';
import { useWord } from '../words/words';
import { LogStatement } from './log-statement';
import { Fields, Standing } from './object-fields';
import { type Asked, type HistoryEvent, type StreamState, versionIn } from './object-read';
import { Stops } from './object-stops';

/**
 * As it stood: at an event, or on a day. Of a day there are two questions that are never one: what counted then, and what was known
 * then. The address holds what is asked.
 */
export const AsOf = ({ stream, readFor, events }: Asked & { readonly events: readonly HistoryEvent[] }) => {
  const word = useWord();
  const [{ berlaku, diketahui, versi }, change] = useAddress();
  const [first, last] = [events[0]?.version ?? 0, events.at(-1)?.version ?? 0];
  const stop = versionIn(versi, first, last);
  const isAsked = stop !== undefined || Boolean(berlaku ?? diketahui);
  const asOf =
    stop !== undefined
      ? { asOf: `version:${stop}` }
      : { asOf: berlaku ? `time:${berlaku}` : undefined, asKnownAt: diketahui };
  const query = useAnswer<Answer<StreamState>>(
    'state',
    isAsked ? { path: { stream }, query: { ...readFor, ...asOf } } : null,
  );
  const day = (name: 'berlaku' | 'diketahui', label: string, value: string | undefined) => (
    <span className="field">
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        type="date"
        value={value ?? ''}
        onChange={({ target }) => change({ [name]: target.value, versi: undefined })}
      />
    </span>
  );
  return (
    <section aria-labelledby="as-of">
      <h2 id="as-of">{word('object.asOf')}</h2>
      <div className="row">
        {day('berlaku', word('object.inForceOn'), berlaku)}
        {day('diketahui', word('object.knownOn'), diketahui)}
        {isAsked ? (
          <button
            type="button"
            className="button"
            onClick={() => change({ berlaku: undefined, diketahui: undefined, versi: undefined })}
          >
            {word('object.today')}
          </button>
        ) : null}
      </div>
      <Stops
        events={events}
        at={stop ?? (isAsked ? query.data?.items[0]?.version : undefined) ?? last}
        go={(version) => change({ versi: String(version), berlaku: undefined, diketahui: undefined })}
      />
      {isAsked ? (
        <Answered query={query}>
          {(answer) => (
            <>
              {answer.items.map((state) => (
                <div key={state.version}>
                  <Standing stream={stream} state={state} />
                  <details>
                    <summary>{word('object.fields', { count: Object.keys(state.fields).length })}</summary>
                    <Fields caption={word('object.fieldsAt', { version: state.version })} state={state} />
                  </details>
                </div>
              ))}
              <LogStatement of={answer} />
            </>
          )}
        </Answered>
      ) : null}
    </section>
  );
};

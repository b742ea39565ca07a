import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { kindOfStream } from '../api/audit';
import { NewsBar } from '../live/news-bar';
import { Answered, Empty, Failure } from '../parts/answered';
import { Moment, useAmount } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer, useAsk } from '../session/session';
import { useCode, useLanguage, useWord } from '../words/words';

interface Trip {
  readonly tripId: string;
  readonly control: string;
  readonly objects: readonly string[];
  readonly score: string;
  readonly scoreLimit: string | null;
  readonly status: 'OPEN' | 'CLEARED';
  readonly trippedAt: string;
  readonly clearedAt: string | null;
  readonly version: number;
}

interface TripFile extends Trip {
  readonly refs: readonly { readonly index: number; readonly eventId: string }[];
  readonly policies: readonly string[];
  readonly reason: string | null;
}

interface Control {
  readonly control: string;
  readonly owner: string;
  readonly question: Readonly<Record<'id' | 'en', string>>;
  readonly counts: string;
  readonly tripped: number;
  readonly open: number;
  readonly watched: boolean;
}

const LEAST_REASON = 20;

const Clear = ({ trip }: { readonly trip: TripFile }) => {
  const word = useWord();
  const ask = useAsk();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isReviewed, setReviewed] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const clearing = useMutation({
    mutationFn: () =>
      ask<{ readonly version: number; readonly events: readonly { readonly id: string }[] }>('clearControl', {
        ...{ path: { id: trip.tripId }, body: { reason: reason.trim() }, key },
      }),
    onSuccess: () =>
      Promise.all(
        ['controlTrips', 'controls'].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      ),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReviewed) clearing.mutate();
    else setReviewed(true);
  };
  if (clearing.data)
    return (
      <div className="note ok" role="status">
        <p>
          {word('act.recorded', { version: clearing.data.version })}{' '}
          <code>{clearing.data.events[0]?.id}</code>
        </p>
      </div>
    );
  return (
    <form onSubmit={submit} aria-labelledby={`clear-${trip.tripId}`}>
      <h3 id={`clear-${trip.tripId}`}>{word('controls.clear')}</h3>
      {isReviewed ? (
        <div className="note info">
          <p>{word('controls.review')}</p>
          <blockquote>{reason}</blockquote>
        </div>
      ) : (
        <div className="field">
          <label htmlFor={`reason-${trip.tripId}`}>{word('controls.reason')}</label>
          <span className="hint" id={`hint-${trip.tripId}`}>
            {word('controls.reasonHint', { least: LEAST_REASON, said: reason.trim().length })}
          </span>
          <textarea
            id={`reason-${trip.tripId}`}
            rows={3}
            required
            minLength={LEAST_REASON}
            maxLength={4000}
            aria-describedby={`hint-${trip.tripId}`}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </div>
      )}
      {clearing.error ? <Failure error={clearing.error} again={() => clearing.mutate()} /> : null}
      <div className="row">
        <button type="submit" className="button main" disabled={clearing.isPending}>
          {clearing.isPending ? word('act.sending') : word(isReviewed ? 'act.send' : 'act.review')}
        </button>
        {isReviewed ? (
          <button type="button" className="button" onClick={() => setReviewed(false)}>
            {word('act.back')}
          </button>
        ) : null}
      </div>
    </form>
  );
};

const Detail = ({ id }: { readonly id: string }) => {
  const word = useWord();
  const code = useCode();
  const amount = useAmount();
  const query = useAnswer<TripFile>('controlTrip', { path: { id } });
  return (
    <Answered query={query}>
      {(trip) => (
        <>
          <Facts
            of={[
              [word('controls.at'), <Moment key="at" at={trip.trippedAt} />],
              [
                word('controls.score'),
                trip.scoreLimit === null
                  ? amount(trip.score)
                  : word('controls.scoreOf', { score: amount(trip.score), limit: amount(trip.scoreLimit) }),
              ],
              [
                word('controls.objects'),
                <ul key="objects" className="plain-list">
                  {trip.objects.map((object) => (
                    <li key={object}>
                      <Go to={`/i/objek/${object}`}>
                        {code('object', kindOfStream(object))} <code>…{object.slice(-6)}</code>
                      </Go>
                    </li>
                  ))}
                </ul>,
              ],
              [word('controls.events'), trip.refs.map(({ index }) => index).join(', ') || '–'],
              [word('controls.policies'), trip.policies.join(', ') || '–'],
            ]}
          />
          {trip.status === 'OPEN' ? (
            <Clear key={trip.tripId} trip={trip} />
          ) : (
            <p>
              <Status kind="ok" label={word('controls.cleared')} /> {trip.reason ?? ''}
            </p>
          )}
        </>
      )}
    </Answered>
  );
};

const Queue = () => {
  const word = useWord();
  const code = useCode();
  const [{ buka, kendali, status, dari }, change] = useAddress();
  const isOpen = status !== 'selesai';
  const query = useAnswer<{ readonly items: readonly Trip[]; readonly next: string | null }>('controlTrips', {
    query: { open: String(isOpen), control: kendali, cursor: dari },
  });
  return (
    <>
      <p role="group" aria-label={word('controls.which')}>
        {[true, false].map((open) => (
          <button
            key={String(open)}
            type="button"
            className="button slim"
            aria-pressed={isOpen === open}
            onClick={() => change({ status: open ? undefined : 'selesai', buka: undefined, dari: undefined })}
          >
            {word(open ? 'controls.open' : 'controls.done')}
          </button>
        ))}
        {kendali === undefined ? null : (
          <button type="button" className="button slim" onClick={() => change({ kendali: undefined })}>
            {kendali} <span aria-hidden="true">×</span>
            <span className="away">{word('search.remove')}</span>
          </button>
        )}
      </p>
      <Answered query={query}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty>{word(isOpen ? 'controls.empty' : 'controls.noneDone')}</Empty>
          ) : (
            <>
              <ul className="plain-list">
                {items.map(({ tripId, control, objects, trippedAt }) => (
                  <li key={tripId}>
                    <button
                      type="button"
                      className="button"
                      aria-expanded={buka === tripId}
                      onClick={() => change({ buka: buka === tripId ? undefined : tripId })}
                    >
                      {control} · {code('object', kindOfStream(objects[0] ?? ''))} …
                      {(objects[0] ?? '').slice(-6)}
                    </button>{' '}
                    <span className="small muted">
                      <Moment at={trippedAt} />
                    </span>
                    {buka === tripId ? <Detail id={tripId} /> : null}
                  </li>
                ))}
              </ul>
              <NextPage after={next} />
            </>
          )
        }
      </Answered>
    </>
  );
};

/** What the standing controls ask. @source console.md 4.1 (W5) */
export const Controls = () => {
  const word = useWord();
  const code = useCode();
  const { language } = useLanguage();
  const [, change] = useAddress();
  const controls = useAnswer<{ readonly items: readonly Control[] }>('controls');
  return (
    <Page title={word('controls.title')} lead={word('controls.lead')}>
      <div className="split">
        <section aria-labelledby="queue">
          <h2 id="queue">{word('controls.queue')}</h2>
          <NewsBar topic="controls" />
          <Queue />
        </section>
        <section aria-labelledby="rules">
          <h2 id="rules">{word('controls.rules')}</h2>
          <Answered query={controls}>
            {({ items }) => (
              <ul className="plain-list">
                {items.map(({ control, question, open, tripped, owner }) => (
                  <li key={control}>
                    <strong>{control}</strong> {question[language]}
                    <br />
                    <span className="small muted">
                      {word('controls.counts', { tripped, open })} · {word('controls.owner')}{' '}
                      {code('role', owner)}
                    </span>{' '}
                    {tripped === 0 ? null : (
                      <button
                        type="button"
                        className="button slim"
                        onClick={() => change({ kendali: control, buka: undefined, dari: undefined })}
                      >
                        {word('controls.only', { control })}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </Answered>
        </section>
      </div>
    </Page>
  );
};

import { kindOfStream } from '../api/audit';
import { NewsBar } from '../live/news-bar';
import { Answered, Empty } from '../parts/answered';
import { Moment, useAmount } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts } from '../parts/table';
import { Go, useAddress } from '../places/address';
import { useAnswer } from '../session/session';
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
            <Go to={`/i/kendali/${trip.tripId}`} className="button">
              {word('clearControl.title')}
            </Go>
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

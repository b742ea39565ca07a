import { type Answer, kindOfStream } from '../api/audit';
import { Answered } from '../parts/answered';
import { dateOf } from '../parts/moment';
import { NextPage } from '../parts/next-page';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Go, useAddress, usePart } from '../places/address';
import { useAnswer } from '../session/session';
import { useCode, useWord } from '../words/words';
import { ForCase } from './case-bar';
import { LogStatement } from './log-statement';
import { AsOf } from './object-as-of';
import { Check } from './object-check';
import { Compare } from './object-compare';
import { EventLine } from './object-event';
import { type Asked, type HistoryEvent, versionIn } from './object-read';

const Timeline = ({ stream, readFor }: Asked) => {
  const word = useWord();
  const [{ mulai, diketahui, versi }] = useAddress();
  const first = Number(mulai ?? 1);
  const query = useAnswer<Answer<HistoryEvent>>('history', {
    path: { stream },
    query: { ...readFor, diff: 1, fromVersion: Number.isInteger(first) && first > 1 ? first : undefined },
  });
  return (
    <Answered query={query}>
      {(answer) => {
        const { items, complete, next } = answer;
        const stop = versionIn(versi, complete.from, complete.to);
        const isBeyond = ({ version, at }: HistoryEvent): boolean =>
          stop !== undefined ? version > stop : Boolean(diketahui) && dateOf(at) > (diketahui ?? '');
        const missing = complete.gaps.filter((gap) => typeof gap === 'number');
        return (
          <>
            <div className="split">
              <section aria-labelledby="timeline">
                <h2 id="timeline">{word('object.timeline')}</h2>
                <ol className="timeline" reversed>
                  {[...items].reverse().map((event) => (
                    <EventLine
                      key={event.id}
                      event={event}
                      isBeyond={isBeyond(event)}
                      isChosen={event.version === stop}
                    />
                  ))}
                  {missing.map((version) => (
                    <li key={version} className="gap">
                      <Status kind="bad" label={word('object.missing', { version })} />
                    </li>
                  ))}
                </ol>
                <p>
                  {complete.from === 1
                    ? word('object.beginning', { count: complete.to, gaps: missing.length })
                    : word('object.part', { from: complete.from, to: complete.to })}
                </p>
                <NextPage after={next === null ? null : String(complete.to + 1)} name="mulai" />
                <LogStatement of={answer} />
              </section>
              <div>
                <AsOf stream={stream} readFor={readFor} events={items} />
                <Check stream={stream} readFor={readFor} />
              </div>
            </div>
            <Compare stream={stream} readFor={readFor} last={complete.to} />
          </>
        );
      }}
    </Answered>
  );
};

/** What happened to one object, in order, and how it stood on a day. @source console.md 4.1 (W2) */
export const ObjectTimeline = () => {
  const word = useWord();
  const code = useCode();
  const stream = usePart('stream');
  return (
    <Page
      title={`${word('object.title')}: ${code('object', kindOfStream(stream))}`}
      lead={<code>{stream}</code>}
    >
      <ForCase>
        {(readFor) => (
          <>
            <p>
              <Go to="/i/mengapa/baru" words={{ objek: stream }} className="button main" keys="y">
                {word('object.why')}
              </Go>
            </p>
            <Timeline stream={stream} readFor={readFor} />
          </>
        )}
      </ForCase>
    </Page>
  );
};

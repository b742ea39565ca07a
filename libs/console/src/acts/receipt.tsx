import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { nameOfType } from '../api/audit';
import { ask, send } from '../api/request';
import { Moment } from '../parts/moment';
import { Page } from '../parts/page';
import { Status } from '../parts/status';
import { Facts } from '../parts/table';
import { Go } from '../places/address';
import { type Session, useBearing } from '../session/session';
import { type WordKey } from '../words/words';
import type { Line, Reading, Recorded, Versioned } from './act';
import { useSay } from './say';

/** How long one answer waits for the read model, and how often it is asked again until then. */
const WAIT_SECONDS = 2;
const AGAIN_MS = 1_000;

/** Whether what was recorded is in what is shown: asked until it is. */
const useShown = ({ endpoint, asked, versionIn }: Reading, { stream, version }: Recorded): boolean => {
  const bearing = useBearing();
  const { data } = useQuery({
    queryKey: ['shown', stream, version],
    queryFn: async ({ signal }) => {
      const answer = await ask<Versioned>(endpoint, bearing, {
        ...{ ...asked, signal },
        ...(versionIn === undefined ? { awaited: { version, seconds: WAIT_SECONDS } } : {}),
      });
      return (versionIn === undefined ? (answer.version ?? 0) : versionIn(answer)) >= version;
    },
    refetchInterval: ({ state }) => (state.data === true ? false : AGAIN_MS),
    retry: true,
    retryDelay: AGAIN_MS,
  });
  return data === true;
};

/** Business time of the services when the answer came. */
const useReceivedAt = ({ stream, version }: Recorded): string | undefined =>
  useQuery({
    queryKey: ['received', stream, version],
    queryFn: async () => ((await (await send('/session', {})).json()) as Session).today,
    staleTime: Infinity,
  }).data;

/** It is recorded: as what, as which version, and when. It does not go away by itself. @source console.md 1, 3 and 12 */
export const Receipt = ({
  title,
  recorded,
  reading,
  said,
  next,
}: {
  readonly title: string;
  readonly recorded: Recorded;
  readonly reading: Reading;
  readonly said: readonly Line[];
  readonly next: readonly { readonly to: string; readonly word: WordKey }[];
}) => {
  const { word, code } = useSay();
  const queries = useQueryClient();
  const isShown = useShown(reading, recorded);
  const receivedAt = useReceivedAt(recorded);
  // What was shown before it is out of date.
  useEffect(() => {
    if (isShown)
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => !['session', 'shown', 'received'].includes(String(queryKey[0])),
      });
  }, [isShown, queries]);
  const { version, events } = recorded;
  return (
    <Page title={word('act.receipt', { title })}>
      <div className="note ok">
        <p role="status">
          <Status kind="ok" label={word('act.recordedAs', { version })} />{' '}
          {isShown ? word('act.shown') : word('act.notShown')}
        </p>
      </div>
      <Facts
        of={[
          [word('act.version'), `v${version}`],
          [word('act.receivedAt'), receivedAt === undefined ? '…' : <Moment key="at" at={receivedAt} />],
          ...events.map(
            ({ id, type }) =>
              [
                code('fact', nameOfType(type)),
                <code key={id} className="break">
                  {id}
                </code>,
              ] as const,
          ),
          ...said.map(({ label, value }) => [label, value] as const),
        ]}
      />
      <p>{word('act.keepReceipt')}</p>
      <p className="row">
        {next.map(({ to, word: name }) => (
          <Go key={to} to={to} className="button">
            {word(name)}
          </Go>
        ))}
      </p>
    </Page>
  );
};

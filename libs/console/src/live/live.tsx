import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EndpointName } from '../api/endpoints';
import { type Role, useSession } from '../session/session';
import { openLine, type Told } from './line';
import { addNews, forgetAllNews } from './news';
import { TOPICS, topicsOf } from './topics';

/** Changes that come together are asked for together: at most four times a second. @source console.md 11 */
const GATHERED_MS = 250;

/** Asks again for what has changed and is on the screen; of lists it says so only. */
const refreshing = (
  queries: QueryClient,
): { readonly told: (news: Told) => void; readonly stop: () => void } => {
  const stale = new Set<EndpointName>();
  let isAll = false;
  let timer: number | undefined;
  const refresh = (): void => {
    timer = undefined;
    const names = new Set<string>(stale);
    const all = isAll;
    stale.clear();
    isAll = false;
    void queries.invalidateQueries({
      predicate: ({ queryKey: [name] }) => (all ? name !== 'session' : names.has(String(name))),
    });
  };
  return {
    told: (news) => {
      if ('reset' in news) {
        isAll = true;
        forgetAllNews();
      } else {
        const known = TOPICS.find(({ topic }) => topic === news.topic);
        if (!known) return;
        for (const name of known.refreshes) stale.add(name);
        if (known.lists.length > 0) addNews(known.topic);
      }
      timer ??= window.setTimeout(refresh, GATHERED_MS);
    },
    stop: () => window.clearTimeout(timer),
  };
};

const Line = ({ role }: { readonly role: Role }) => {
  const queries = useQueryClient();
  useEffect(() => {
    forgetAllNews();
    const topics = topicsOf(role);
    if (topics.length === 0) return undefined;
    const { told, stop } = refreshing(queries);
    const hangUp = openLine(topics, told);
    return () => {
      hangUp();
      stop();
    };
  }, [role, queries]);
  return null;
};

/** Keeps what is on the screen up to date, for whoever is signed in. Another session or role has another line. */
export const Live = () => {
  const session = useSession();
  return session.signedIn ? <Line key={`${session.csrf} ${session.role}`} role={session.role} /> : null;
};

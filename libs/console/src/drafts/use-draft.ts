import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { send } from '../api/request';
import { DraftStore } from './draft-store';
import { isSharedDevice } from './shared-device';

/** Rest after the last key before a draft is kept. @source console.md 3 (save) */
const REST_MS = 2_000;

/** Something that was begun here before. */
export interface Draft<Content> {
  readonly at: number;
  readonly content: Content;
}

/** Where one draft is kept while it is written. */
export interface DraftBook<Content> {
  /** Whether this browser keeps it. */
  readonly isKept: boolean;
  readonly keepSoon: (content: Content) => void;
  readonly keepNow: (content: Content) => void;
  readonly drop: () => void;
}

const openStore = async (): Promise<DraftStore | null> => {
  if (isSharedDevice()) return null;
  const { key } = (await (await send('/session/draft-key', {})).json()) as { readonly key: string };
  return DraftStore.open(key);
};

/** Drafts of who is signed in; null where this browser keeps nothing: one can write all the same. */
const useStore = (): DraftStore | null | undefined =>
  useQuery({
    queryKey: ['session', 'drafts'],
    queryFn: () => openStore().catch(() => null),
    staleTime: Infinity,
  }).data;

/** @param name what is begun, and about which object @returns `found` undefined while it is looked for */
export const useDraft = <Content extends object>(
  name: string,
): { readonly found: Draft<Content> | null | undefined; readonly drafts: DraftBook<Content> } => {
  const store = useStore();
  const [isFailing, setFailing] = useState(false);
  const { data: found } = useQuery({
    queryKey: ['session', 'draft', name],
    queryFn: async () => ((await store?.read(name).catch(() => null)) ?? null) as Draft<Content> | null,
    enabled: store !== undefined,
    staleTime: Infinity,
    gcTime: 0,
  });
  const waiting = useRef<{ timer: number; content: Content } | undefined>(undefined);
  const drafts = useMemo<DraftBook<Content>>(() => {
    const stop = (): void => {
      window.clearTimeout(waiting.current?.timer);
      waiting.current = undefined;
    };
    const keepNow = (content: Content): void => {
      stop();
      if (!isSharedDevice()) void store?.write(name, content).catch(() => setFailing(true));
    };
    return {
      isKept: store !== null && store !== undefined && !isFailing,
      keepNow,
      keepSoon: (content) => {
        stop();
        waiting.current = { content, timer: window.setTimeout(() => keepNow(content), REST_MS) };
      },
      drop: () => {
        stop();
        void store?.drop(name).catch(() => setFailing(true));
      },
    };
  }, [store, name, isFailing]);
  // Who goes elsewhere in the console within the two seconds loses nothing.
  useEffect(
    () => () => {
      if (waiting.current) drafts.keepNow(waiting.current.content);
    },
    [drafts],
  );
  return { found, drafts };
};

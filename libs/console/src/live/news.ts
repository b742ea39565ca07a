import { useSyncExternalStore } from 'react';

/** How many changes of a topic are not shown yet. Rows do not move under the reader's hand: they are shown when asked for. */
const waiting = new Map<string, number>();
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

export const addNews = (topic: string): void => {
  waiting.set(topic, (waiting.get(topic) ?? 0) + 1);
  tell();
};

export const forgetNews = (topic: string): void => {
  if (waiting.delete(topic)) tell();
};

export const forgetAllNews = (): void => {
  waiting.clear();
  tell();
};

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useNews = (topic: string): number => useSyncExternalStore(listen, () => waiting.get(topic) ?? 0);

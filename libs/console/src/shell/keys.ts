import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Place } from '../places/places';

/** How long `g` waits for its letter. */
const LETTER_WITHIN_MS = 1_500;
/** What one goes through by `j` and `k`: rows of tables, and entries of lists and timelines. */
const ROWS = 'main [data-row], main tbody tr, main .plain-list > li';

const KEPT_AS = 'jejak.pintasan';
const OFF = 'mati';

/** Keys that say on their elements what they do there (`aria-keyshortcuts`), and those of every list. */
export const KEYS = ['j', 'k', 'o', '[', ']', 'x', 'y', 'p', 'e'] as const;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.closest('input, textarea, select, [contenteditable]') !== null ||
    target.closest('dialog') !== null);

const rows = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(ROWS)].filter(
    (row) => row.checkVisibility() && row.parentElement?.closest(ROWS) === null,
  );

const rowInHand = (): HTMLElement | undefined => rows().find((row) => row.contains(document.activeElement));

const step = (by: 1 | -1): void => {
  const all = rows();
  const now = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[now < 0 ? (by === 1 ? 0 : all.length - 1) : now + by];
  if (!next) return;
  if (!next.hasAttribute('tabindex')) next.tabIndex = -1;
  next.focus();
};

/** The element that says it is the one of this key: in the row in hand, else on the page outside of rows. */
const elementOf = (key: string): HTMLElement | undefined => {
  const selector = `[aria-keyshortcuts="${CSS.escape(key)}"]`;
  return (
    rowInHand()?.querySelector<HTMLElement>(selector) ??
    [...document.querySelectorAll<HTMLElement>(`main ${selector}`)].find((one) => one.closest(ROWS) === null)
  );
};

/** @returns whether there was something to do */
const act = (key: string): boolean => {
  if (key === 'j' || key === 'k') {
    step(key === 'j' ? 1 : -1);
    return true;
  }
  const element = key === 'o' ? rowInHand()?.querySelector<HTMLElement>('a[href]') : elementOf(key);
  if (!element) return false;
  if (element.matches('input, select, textarea')) element.focus();
  else element.click();
  return true;
};

/** Whether keys are on; who uses speech or switches turns them off. */
export const useKeysSetting = (): readonly [isOn: boolean, turn: (isOn: boolean) => void] => {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEPT_AS) !== OFF);
  const turn = useCallback((on: boolean) => {
    if (on) localStorage.removeItem(KEPT_AS);
    else localStorage.setItem(KEPT_AS, OFF);
    setOn(on);
  }, []);
  return [isOn, turn];
};

/**
 * `g` and a letter go to a place, `/` to the search box of the page, `?` to the list of keys; the others do what the page says of
 * them. Never while one types, and never with a modifier. @source console.md 3 (keyboard)
 */
export const useKeys = (places: readonly Place[], isOn: boolean, list: () => void): void => {
  const navigate = useNavigate();
  // Outlives what is shown anew between the two keys.
  const wentAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!isOn) return undefined;
    const press = (event: KeyboardEvent): void => {
      const { key } = event;
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const place = places.find((one) => one.key === key);
      if (place && event.timeStamp - wentAt.current <= LETTER_WITHIN_MS) {
        event.preventDefault();
        wentAt.current = Number.NEGATIVE_INFINITY;
        void navigate({ to: place.path, search: {} });
        return;
      }
      if (key === 'g') wentAt.current = event.timeStamp;
      else if (key === '?') list();
      else if (key === '/') {
        const box = document.querySelector<HTMLInputElement>('input[type=search]');
        if (!box) return;
        event.preventDefault();
        box.focus();
      } else if (KEYS.some((known) => known === key) && act(key)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [navigate, places, isOn, list]);
};

import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Place } from '../places/places';

/** How long `g` waits for its letter. */
const LETTER_WITHIN_MS = 1_500;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** `g` and a letter go to a place, `/` to the search box of the page. Never while one types, and never with a modifier. */
export const useKeys = (places: readonly Place[]): void => {
  const navigate = useNavigate();
  useEffect(() => {
    let wentAt = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === 'g') {
        wentAt = event.timeStamp;
        return;
      }
      if (event.key === '/') {
        const box = document.querySelector<HTMLInputElement>('input[type=search]');
        if (!box) return;
        event.preventDefault();
        box.focus();
        return;
      }
      const place = places.find(({ key }) => key === event.key);
      if (!place || event.timeStamp - wentAt > LETTER_WITHIN_MS) return;
      event.preventDefault();
      void navigate({ to: place.path, search: {} });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [navigate, places]);
};

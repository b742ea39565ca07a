import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';

/** What the address says besides the place: texts by name. */
export type AddressWords = Readonly<Record<string, string | undefined>>;

/** `?a=1&b=2` and back, as texts: an address that people can read and change. */
export const parseWords = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));
export const writeWords = (words: Record<string, unknown>): string => {
  const said = Object.entries(words).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return said.length === 0 ? '' : `?${new URLSearchParams(said).toString()}`;
};

/** The words of the address, and how to change some of them while one stays where one is. */
export const useAddress = (): readonly [AddressWords, (change: AddressWords) => void] => {
  const words: AddressWords = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (some: AddressWords) =>
      void navigate({ to: '.', search: (before: AddressWords) => ({ ...before, ...some }), replace: true }),
    [navigate],
  );
  return [words, change];
};

/** A part of the address that its place names, `$id`. */
export const usePart = (name: string): string => {
  const parts: AddressWords = useParams({ strict: false });
  return parts[name] ?? '';
};

/** Leads to a place. What the address says of the case in hand goes with it. */
export const Go = ({
  to,
  words = {},
  className,
  keys,
  children,
}: {
  readonly to: string;
  readonly words?: AddressWords;
  readonly className?: string;
  /** The key that leads there, where there is one. */
  readonly keys?: string;
  readonly children: ReactNode;
}) => {
  const here: AddressWords = useSearch({ strict: false });
  const inHand = to.startsWith('/i/') ? { kasus: here.kasus, keperluan: here.keperluan } : {};
  return (
    <Link
      to={to}
      search={{ ...inHand, ...words }}
      {...(className === undefined ? {} : { className })}
      aria-keyshortcuts={keys}
    >
      {children}
    </Link>
  );
};

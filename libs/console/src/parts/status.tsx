import type { ReactNode } from 'react';

/** What a state means to its reader; said by shape, word and colour together, so that any two may be missing. */
export type StatusKind = 'ok' | 'warn' | 'bad' | 'info' | 'plain';

const SHAPES: Readonly<Record<StatusKind, ReactNode>> = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7" />
      <path d="m4.5 8 2.5 2.5 4.5-5" />
    </>
  ),
  warn: (
    <>
      <path d="M8 1.5 15 14H1z" />
      <path d="M8 6v4m0 1.5v1" />
    </>
  ),
  bad: (
    <>
      <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />
      <path d="m5.5 5.5 5 5m0-5-5 5" />
    </>
  ),
  info: (
    <>
      <path d="M1.5 1.5h13v13h-13z" />
      <path d="M8 7v5m0-8v1" />
    </>
  ),
  plain: <path d="M3 8h10" />,
};

/** A state in one word. */
export const Status = ({ kind, label }: { readonly kind: StatusKind; readonly label: string }) => (
  <span className={`status ${kind}`}>
    <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.6">
      {SHAPES[kind]}
    </svg>
    {label}
  </span>
);

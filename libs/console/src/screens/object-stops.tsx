import { useState } from 'react';
import { nameOfType } from '../api/audit';
import { useMoment } from '../parts/moment';
import { useCode, useWord } from '../words/words';
import type { HistoryEvent } from './object-read';

/**
 * A slider with one stop for each event, and buttons that do the same without dragging.
 * @param at the version that is shown; 0: before the first
 */
export const Stops = ({
  events,
  at,
  go,
}: {
  readonly events: readonly HistoryEvent[];
  readonly at: number;
  readonly go: (version: number) => void;
}) => {
  const word = useWord();
  const code = useCode();
  const moment = useMoment();
  const [held, hold] = useState<number>();
  const found = events.findIndex(({ version }) => version === (held ?? at));
  const last = events.length - 1;
  const named = (stop: number): string => {
    const event = events[stop];
    return event === undefined
      ? word('object.notYet')
      : `v${event.version}, ${code('fact', nameOfType(event.type))}, ${moment(event.at)}`;
  };
  const leave = (): void => {
    const event = held === undefined ? undefined : events.find(({ version }) => version === held);
    hold(undefined);
    if (event) go(event.version);
  };
  const button = (label: string, stop: number, key?: string) => {
    const event = events[Math.min(Math.max(stop, 0), last)];
    const isHere = event === undefined || event.version === at;
    return (
      <button
        type="button"
        className="button slim"
        // Keeps the focus where one stands at an end; a disabled button would lose it.
        aria-disabled={isHere}
        aria-keyshortcuts={key}
        onClick={() => (isHere ? undefined : go(event.version))}
      >
        {label}
      </button>
    );
  };
  return (
    <div className="stops" role="group" aria-label={word('object.stops')}>
      {button(word('object.first'), 0)}
      {button(word('object.previous'), found - 1, '[')}
      <input
        type="range"
        min={0}
        max={last}
        step={1}
        value={Math.max(found, 0)}
        aria-label={word('object.stop')}
        aria-valuetext={named(found)}
        // Each read is recorded: what is passed on the way is not asked for.
        onChange={({ target }) => hold(events[Number(target.value)]?.version)}
        onPointerUp={leave}
        onKeyUp={leave}
        onBlur={leave}
      />
      {button(word('object.next'), found + 1, ']')}
      {button(word('object.last'), last)}
      <p className="small muted">
        {word('object.position', { at: found + 1, of: events.length })} {named(found)}
      </p>
    </div>
  );
};

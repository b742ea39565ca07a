import type { Part } from './word-diff';

/** One side of two texts, the words marked that the other side does not have. */
export const MarkedText = ({
  parts,
  side,
}: {
  readonly parts: readonly Part[];
  readonly side: 'old' | 'new';
}) =>
  parts
    .filter(({ added, removed }) => (side === 'old' ? !added : !removed))
    .map(({ value, added, removed }, at) =>
      removed ? (
        <del key={at} className="less">
          {value}
        </del>
      ) : added ? (
        <ins key={at} className="more">
          {value}
        </ins>
      ) : (
        <span key={at}>{value}</span>
      ),
    );

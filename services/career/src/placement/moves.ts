import type { HeldPosition } from '../employee/employee.decider';

/**
 * First days of the posts that somebody was moved to: the first is where they began, and a rise of level within a post is no move.
 */
export const movesIn = (positions: readonly HeldPosition[]): string[] => {
  const inOrder = [...positions].sort((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder
    .filter((held, at) => {
      const before = inOrder.at(at - 1);
      return at > 0 && (before?.position !== held.position || before.unitId !== held.unitId);
    })
    .map(({ from }) => from);
};

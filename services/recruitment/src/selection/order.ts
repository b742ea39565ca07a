/** Something by which people are put in order. */
export interface Criterion<Item, Name extends string> {
  readonly name: Name;
  /** Negative: the first of the two stands higher. Asked only where `known` of both. */
  compare(a: Item, b: Item): number;
  known?(item: Item): boolean;
}

/** An item in its place, and what put it below the one above; null for the first. */
export interface Placed<Item, Name extends string> {
  readonly item: Item;
  readonly separatedBy: Name | 'UNRESOLVED' | null;
}

/**
 * Orders by the first criterion, those equal in it by the second, and so on. A criterion separates a group only where it
 * is known of everyone in it: else who stands higher would depend on whom one compares first. What no criterion
 * separates stays in the given order, marked UNRESOLVED.
 */
export const inOrder = <Item, Name extends string>(
  items: readonly Item[],
  criteria: readonly Criterion<Item, Name>[],
): Placed<Item, Name>[] => {
  const placed: Placed<Item, Name>[] = [];
  const place = (
    group: readonly Item[],
    from: number,
    separatedBy: Placed<Item, Name>['separatedBy'],
  ): void => {
    const criterion = criteria[from];
    if (group.length === 1 || !criterion) {
      group.forEach((item, index) =>
        placed.push({ item, separatedBy: index === 0 ? separatedBy : 'UNRESOLVED' }),
      );
      return;
    }
    if (criterion.known && !group.every((item) => criterion.known?.(item)))
      return place(group, from + 1, separatedBy);
    const sorted = [...group].sort((a, b) => criterion.compare(a, b));
    for (let start = 0, end = 1; end <= sorted.length; end++) {
      if (end < sorted.length && criterion.compare(sorted[start], sorted[end]) === 0) continue;
      place(sorted.slice(start, end), from + 1, start === 0 ? separatedBy : criterion.name);
      start = end;
    }
  };
  if (items.length > 0) place(items, 0, null);
  return placed;
};

/** A value and what set it last. Arrays are values: their elements have no identity that outlives a change. */
interface Leaf<By> {
  readonly value: unknown;
  readonly by: By;
}

interface Branch<By> {
  readonly members: ReadonlyMap<string, Node<By>>;
}

type Node<By> = Leaf<By> | Branch<By>;

/** The fields of an object as its events left them, each with the event that set it. */
export type Fields<By> = Branch<By>;

export const noFields: Fields<never> = { members: new Map() };

const isBranch = <By>(node: Node<By> | undefined): node is Branch<By> =>
  node !== undefined && 'members' in node;

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nodeOf = <By>(value: unknown, by: By, before: Node<By> | undefined): Node<By> => {
  if (!isPlain(value)) return { value, by };
  if (isBranch(before)) return overlay(before, value, by);
  // An object without members says that there is one; with members, its members say so.
  return Object.keys(value).length === 0 ? { value: {}, by } : overlay(noFields as Fields<By>, value, by);
};

/** What an event says over what was known: objects member by member, everything else as a whole. Nothing is changed in place. */
export const overlay = <By>(before: Fields<By>, data: object, by: By): Fields<By> => {
  const members = new Map(before.members);
  for (const [name, value] of Object.entries(data))
    if (value !== undefined) members.set(name, nodeOf(value, by, members.get(name)));
  return { members };
};

/** The fields as the object that they describe. */
export const plain = <By>({ members }: Fields<By>): Record<string, unknown> =>
  // fromEntries defines members, so that even one called __proto__ stays a member.
  Object.fromEntries([...members].map(([name, node]) => [name, isBranch(node) ? plain(node) : node.value]));

const escape = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');

/** Each value with its JSON pointer, in order of the pointer. */
export const leaves = <By>(fields: Fields<By>): Map<string, Leaf<By>> => {
  const found: [string, Leaf<By>][] = [];
  const collect = ({ members }: Branch<By>, at: string): void => {
    for (const [name, node] of members) {
      const pointer = `${at}/${escape(name)}`;
      if (isBranch(node)) collect(node, pointer);
      else found.push([pointer, node]);
    }
  };
  collect(fields, '');
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** One field that differs. A side that is left out did not have the field. */
export interface Change<By> {
  /** JSON pointer. */
  readonly field: string;
  readonly old?: unknown;
  readonly new?: unknown;
  /** What set the field last; of one that is gone, what put something else in its place. */
  readonly by: By;
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** What stands where a field was: the value above it, or the first below. */
const inPlaceOf = <By>(pointer: string, after: ReadonlyMap<string, Leaf<By>>): Leaf<By> | undefined => {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const leaf = after.get(at);
    if (leaf) return leaf;
  }
  return [...after].find(([below]) => below.startsWith(`${pointer}/`))?.[1];
};

/** The fields that differ between two states, in order of the pointer. */
export const changesBetween = <By>(before: Fields<By>, after: Fields<By>): Change<By>[] => {
  const [old, now] = [leaves(before), leaves(after)];
  const changes: Change<By>[] = [];
  for (const [field, { value, by }] of now) {
    const was = old.get(field);
    if (!was) changes.push({ field, new: value, by });
    else if (!same(was.value, value)) changes.push({ field, old: was.value, new: value, by });
  }
  for (const [field, { value, by }] of old)
    if (!now.has(field)) changes.push({ field, old: value, by: inPlaceOf(field, now)?.by ?? by });
  return changes.sort((a, b) => (a.field < b.field ? -1 : 1));
};

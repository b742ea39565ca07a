import { type Class, type Member, membersOf } from './class-members';

const known = new WeakMap<Class, readonly Member[]>();

const membersOnce = (type: Class): readonly Member[] => {
  const found = known.get(type);
  if (found) return found;
  const members = membersOf(type);
  known.set(type, members);
  return members;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A body as its class means it: an optional member that is null is left out, as a client that writes every member says it. The handler
 * then finds what it finds where the member is not there at all, and its defaults hold. A required member keeps its null, and is refused.
 */
export const withoutNulls = (value: unknown, type: Class): unknown => {
  if (!isRecord(value)) return value;
  const members = new Map(membersOnce(type).map((member) => [member.name, member]));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, own]): [string, unknown][] => {
      const member = members.get(name);
      if (!member) return [[name, own]];
      if (own === null && !member.required) return [];
      const { nested } = member;
      if (!nested) return [[name, own]];
      return [
        [
          name,
          Array.isArray(own) ? own.map((item) => withoutNulls(item, nested)) : withoutNulls(own, nested),
        ],
      ];
    }),
  );
};

import type { PinnedPolicy } from './policies';

/** Reads the parameters of one policy version. Each throws where the policy says nothing of that kind: its contract promises it. */
export interface Parameters {
  text(name: string): string;
  integer(name: string): number;
  /** The parameters inside a parameter. */
  within(name: string): Parameters;
}

const reader = (ref: string, parameters: Readonly<Record<string, unknown>>): Parameters => ({
  text: (name) => {
    const value = parameters[name];
    if (typeof value !== 'string') throw new Error(`${ref} has no text ${name}`);
    return value;
  },
  integer: (name) => {
    const value = parameters[name];
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw new Error(`${ref} has no integer ${name}`);
    return value;
  },
  within: (name) => {
    const value = parameters[name];
    if (typeof value !== 'object' || value === null) throw new Error(`${ref} has no parameters ${name}`);
    // Of an object nothing is known but its members, and each is checked when it is read.
    return reader(`${ref}.${name}`, value as Readonly<Record<string, unknown>>);
  },
});

export const parametersOf = ({ ref, parameters }: PinnedPolicy): Parameters => reader(ref, parameters);

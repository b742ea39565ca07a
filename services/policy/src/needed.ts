/**
 * What a command reads beyond its stream, where it is this command that needs it.
 * @throws Error when the adapter did not hand it in: a defect, not a refusal
 */
export const needed = <Value>(value: Value | undefined, what: string): Value => {
  if (value === undefined) throw new Error(`The adapter must hand in ${what}.`);
  return value;
};

/** A line longer than this is a circle. */
const LONGEST_LINE = 50;

/** NIP of the supervisor by NIP, null at the top: what a file says of the line. */
export type Supervisors = ReadonlyMap<string, string | null>;

/** Whether a person or unit of the file comes out above itself. @param above who or what is above each, null at the top */
export const circular = (one: string, above: ReadonlyMap<string, string | null>): boolean => {
  let at = above.get(one);
  for (let height = 0; at && height < LONGEST_LINE; height++) {
    if (at === one) return true;
    at = above.get(at);
  }
  return Boolean(at);
};

/** The first above somebody of the file who is not in it; null where the line ends inside. */
export const topOf = (nip: string, supervisors: Supervisors): string | null => {
  let at = nip;
  for (let height = 0; height < LONGEST_LINE; height++) {
    const above = supervisors.get(at);
    if (above === undefined) return at;
    if (above === null) return null;
    at = above;
  }
  return null;
};

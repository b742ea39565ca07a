/** A line longer than this is a circle. */
const LONGEST_LINE = 50;

/** NIP of the supervisor by NIP, null at the top: what a file says of the line. */
export type Supervisors = ReadonlyMap<string, string | null>;

/** Whether somebody of the file comes out above themselves. */
export const circular = (nip: string, supervisors: Supervisors): boolean => {
  let above = supervisors.get(nip);
  for (let height = 0; above && height < LONGEST_LINE; height++) {
    if (above === nip) return true;
    above = supervisors.get(above);
  }
  return Boolean(above);
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

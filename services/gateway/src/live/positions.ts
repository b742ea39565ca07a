/** Up to where a browser knows the changes of each service. */
export type Positions = Readonly<Record<string, number>>;

/** As the id of a frame: browsers send it back as `Last-Event-ID` when they come again. */
export const idOf = (positions: Positions): string =>
  Object.entries(positions)
    .map(([service, position]) => `${service}:${position}`)
    .sort()
    .join(',');

const PART = /^([a-z]{1,20}):(0|[1-9]\d{0,15})$/;

/** @returns undefined where nobody of ours said so */
export const positionsIn = (id: string): Positions | undefined => {
  const parts = id.split(',').map((part) => PART.exec(part));
  if (parts.length > 20 || parts.some((part) => part === null)) return undefined;
  return Object.fromEntries(parts.map((part) => [part?.[1] ?? '', Number(part?.[2])]));
};

/** The id at the end of a stream's name: `9f…` of `measurement-9f…`. */
export const lastPart = (stream: string): string => stream.slice(-36);

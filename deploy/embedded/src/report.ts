/** Where a line for the person at the terminal goes. Diagnostics only: never a secret, never personal data. */
export type Report = (line: string) => void;

/** Writes to standard error, so that standard output stays free for what programs read. */
export const reportToStderr: Report = (line) => {
  process.stderr.write(`${line}\n`);
};

/** Exit codes of every verb. */
export const EXIT = {
  ok: 0,
  /** The installation answered, and the answer is a refusal or a difference. */
  refused: 1,
  /** The command line, or a file it names, cannot be used. */
  usage: 2,
  /** The installation does not answer. */
  unreachable: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a verb with a sentence on stderr and an exit code. */
export class CommandFailed extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

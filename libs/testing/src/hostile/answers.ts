import type { HostileCall } from './calls';

/** What came back. */
export interface HostileAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** What an answer should never show: where the code is, and what it is made of. */
const TELLTALE = /node_modules|\.js:\d|\.ts:\d|\n\s+at |syntax error|PostgreSQL|TypeORM|kafkajs/;

/** What is wrong with an answer to a hostile call; null where nothing is. */
export const faultOf = (
  { name, body, refused }: Pick<HostileCall, 'name' | 'body' | 'refused'>,
  { status, contentType, text }: HostileAnswer,
): string | null => {
  const said = `${name}: ${status} ${text.slice(0, 200)}${status >= 500 ? ` to ${(body ?? '').slice(0, 300)}` : ''}`;
  if (TELLTALE.test(text)) return `tells too much: ${said}`;
  if (status >= 500) return said;
  if (status < 400) return refused ? `taken: ${said} to ${(body ?? '').slice(0, 300)}` : null;
  if (!contentType.startsWith('application/problem+json')) return `no problem document: ${said}`;
  const problem = JSON.parse(text) as { readonly code?: unknown; readonly status?: unknown };
  return typeof problem.code === 'string' && problem.status === status ? null : `no code: ${said}`;
};

/**
 * Sends all, so many at a time.
 * @returns what is wrong, in order
 */
export const faultsOf = async (
  calls: readonly HostileCall[],
  send: (call: HostileCall) => Promise<HostileAnswer>,
  atOnce = 8,
): Promise<string[]> => {
  const found: (string | null)[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < calls.length) {
      const at = next;
      next += 1;
      const call = calls[at];
      found[at] = await send(call).then(
        (answer) => faultOf(call, answer),
        (error: unknown) => `${call.name}: no answer: ${String(error)}`,
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return found.filter((fault) => fault !== null);
};

/** Of thousands of calls, which take minutes, those that a test of every day can afford: evenly spread, the same each time. */
export const everyTenth = <Call>(calls: readonly Call[]): Call[] => calls.filter((_, nth) => nth % 10 === 0);

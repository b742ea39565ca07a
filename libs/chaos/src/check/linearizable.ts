import type { Operation } from '../history/shapes';
import type { Checked, Finding } from './finding';
import { type FinalRead, finalReads } from './final-reads';

/**
 * I2: is there, per stream, one order of all calls that agrees with real time and with every answer? An append is legal at its
 * expected version only; one whose outcome is unknown may act later or never.
 *
 * Every answer names a version, and the stream at the end names the command behind each version; so the order of the appends
 * is forced, and what is left of the search is to give each a moment. The earliest one possible, in that order, is the best:
 * whatever fits later moments fits earlier ones. Thus the search is exact and takes n log n.
 */
export const checkLinearizable = (operations: readonly Operation[]): Checked => {
  const findings: Finding[] = [];
  const reads = finalReads(operations);
  const byStream = new Map<string, Operation[]>();
  for (const one of operations) {
    const known = byStream.get(one.stream);
    if (known) known.push(one);
    else byStream.set(one.stream, [one]);
  }
  let seen = 0;
  for (const [stream, calls] of byStream) {
    const read = reads.get(stream);
    // A stream that no final read shows is I1's to complain of.
    if (!read) continue;
    seen += calls.length;
    for (const what of new StreamHistory(read, calls).faults())
      findings.push({ invariant: 'I2', where: stream, what });
  }
  return { findings, seen: { I2: seen } };
};

/** One append that took effect: the versions that it made, and when it may have done so. */
interface Act {
  readonly command: string;
  readonly from: number;
  readonly to: number;
  readonly earliest: number;
  readonly latest: number;
}

/** A call that saw the stream at one version. */
interface Look {
  readonly version: number;
  readonly call: Operation;
}

class StreamHistory {
  private readonly found: string[] = [];
  private readonly attempts = new Map<string, Operation[]>();

  constructor(
    private readonly read: FinalRead,
    private readonly calls: readonly Operation[],
  ) {
    for (const call of calls)
      if (call.op === 'append') {
        const known = this.attempts.get(call.command);
        if (known) known.push(call);
        else this.attempts.set(call.command, [call]);
      }
  }

  faults(): readonly string[] {
    const acts = this.acts();
    const looks = this.calls.flatMap((call) => this.look(call)).sort((a, b) => a.version - b.version);
    this.order(acts, looks);
    for (const [command, attempts] of this.attempts) this.answers(command, attempts, acts);
    return this.found;
  }

  /** The appends that the final stream shows, in its order. */
  private acts(): Act[] {
    const acts: Act[] = [];
    const { causes } = this.read;
    for (let from = 0; from < causes.length;) {
      let to = from + 1;
      while (causes[to] === causes[from]) to++;
      const attempts = this.attempts.get(causes[from]) ?? [];
      // Who answered "ok" is the one that acted; else it was one of those that nobody knows of.
      const answered = attempts.filter(({ outcome }) => outcome === 'ok');
      const unknown = attempts.filter(({ outcome }) => outcome === 'unknown');
      const acting = answered.length > 0 ? answered : unknown;
      if (attempts.length > 0 && acting.length === 0)
        this.found.push(`command ${causes[from]} acted, and every attempt of it was answered otherwise`);
      for (const { expected } of answered)
        if (expected !== undefined && expected !== from)
          this.found.push(`command ${causes[from]} expected version ${expected} and was appended at ${from}`);
      if (
        answered.length === 0 &&
        unknown.length > 0 &&
        unknown.every(({ expected }) => expected !== undefined && expected !== from)
      )
        this.found.push(`command ${causes[from]} acted at version ${from}, which no attempt of it expected`);
      acts.push({
        command: causes[from],
        from,
        to,
        earliest: acting.length === 0 ? 0 : Math.min(...acting.map(({ start }) => start)),
        latest: answered.length > 0 ? Math.min(...answered.map(({ end }) => end)) : Infinity,
      });
      from = to;
    }
    return acts;
  }

  /** What a call saw; appends that acted are acts. */
  private look(call: Operation): Look[] {
    const { op, version, events, expected, outcome, command } = call;
    if (op === 'read' && outcome === 'ok') {
      const seen = version ?? events.length;
      const differs = events.findIndex((event, at) => event !== this.read.events[at]);
      if (events.length !== seen || differs >= 0)
        this.found.push(`a read by ${call.process} at version ${seen} saw other events than the stream has`);
      return [{ version: seen, call }];
    }
    if (op === 'append' && outcome === 'conflict') {
      if (expected !== undefined && version === expected)
        this.found.push(`command ${command} met a conflict at the version that it expected, ${expected}`);
      return version === undefined ? [] : [{ version, call }];
    }
    return [];
  }

  private order(acts: readonly Act[], looks: readonly Look[]): void {
    let moment = 0;
    let next = 0;
    const lookUpTo = (version: number): void => {
      // Those that saw the same version may stand in any order among themselves.
      let latestOfAll = moment;
      for (; next < looks.length && looks[next].version <= version; next++) {
        const { call, version: seen } = looks[next];
        if (seen < version) {
          this.found.push(`${call.process} saw version ${seen}, at which the stream never stood`);
          continue;
        }
        const at = Math.max(moment, call.start);
        if (at > call.end)
          this.found.push(`a stale answer: ${call.process} saw version ${seen} after it was over`);
        else latestOfAll = Math.max(latestOfAll, at);
      }
      moment = latestOfAll;
    };
    lookUpTo(0);
    for (const { command, from, to, earliest, latest } of acts) {
      moment = Math.max(moment, earliest);
      if (moment > latest)
        this.found.push(
          `command ${command} was acknowledged at version ${to} before version ${from} was seen last: one answer is stale, or one came too early`,
        );
      lookUpTo(to);
    }
    for (; next < looks.length; next++)
      this.found.push(
        `${looks[next].call.process} saw version ${looks[next].version}, beyond the end of the stream`,
      );
  }

  /** All attempts of a command are told the same. */
  private answers(command: string, attempts: readonly Operation[], acts: readonly Act[]): void {
    const positive = attempts.filter(({ outcome }) => outcome === 'ok' || outcome === 'duplicate');
    if (positive.filter(({ outcome }) => outcome === 'ok').length > 1)
      this.found.push(`command ${command} was answered twice as if it were new`);
    const told = new Set(positive.map(({ version, events }) => `${version} ${events.join(' ')}`));
    if (told.size > 1) this.found.push(`retries of command ${command} were told different things`);
    for (const { outcome, end, process } of positive) {
      if (outcome !== 'duplicate') continue;
      const act = acts.find((one) => one.command === command);
      if (!act)
        this.found.push(`${process} was told that command ${command} had been accepted, and it never was`);
      else if (act.earliest > end)
        this.found.push(`${process} was told of command ${command} before it can have been accepted`);
    }
  }
}

import { SingleBar } from 'cli-progress';

/** How far a long piece of work is. */
export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere (a pipe, a log) a line each quarter, so that nothing fills with control characters. */
export const progressOf = (what: string, stream: NodeJS.WriteStream = process.stderr): Progress => {
  if (!stream.isTTY) {
    let quarter = -1;
    return {
      update: (done, total) => {
        const now = total === 0 ? 4 : Math.floor((done / total) * 4);
        if (now <= quarter) return;
        quarter = now;
        stream.write(`${what}: ${done} of ${total}\n`);
      },
      stop: () => undefined,
    };
  }
  const bar = new SingleBar({
    format: `${what} [{bar}] {percentage}% | {value}/{total} | {eta_formatted}`,
    stream,
  });
  bar.start(0, 0);
  return {
    update: (done, total) => {
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
};

import { newId } from '@jejak/kernel';
import { commit, type Core, coreText, eventHash } from '@jejak/ledger';
import { type OutgoingMessage, toMessage } from '@jejak/messaging';
import { newStream, scoredData } from './workload';

/** So many events has a stream. */
const PER_STREAM = 10;

/** Events of one service as its relay would send them: chained by stream, numbered without a gap, each committing to ten fields. */
export class MadeEvents {
  private stream = '';
  private version = PER_STREAM;
  private prev: string | null = null;
  private pos = 0;

  constructor(readonly source: string) {}

  next(): OutgoingMessage {
    if (this.version === PER_STREAM) [this.stream, this.version, this.prev] = [newStream(), 0, null];
    const { commitment, data, opening } = commit(scoredData(this.pos), []);
    const id = newId();
    const core: Core = {
      ...{ id, type: `asn.${this.source}.Scored.v1`, stream: this.stream, ver: ++this.version },
      ...{ prev: this.prev, at: new Date().toISOString(), actor: this.source, role: 'service' },
      ...{ corr: id, cause: null, policy: 'perf.result@1', data: commitment },
    };
    const text = coreText(core);
    this.prev = eventHash(text).toString('base64url');
    const event = { key: this.stream, core: text, pos: ++this.pos, traceparent: null, personal: null };
    return toMessage({ ...event, data: JSON.stringify(data), opening }, this.source);
  }

  take(count: number): OutgoingMessage[] {
    return Array.from({ length: count }, () => this.next());
  }
}

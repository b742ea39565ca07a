import type { Installation } from './installation';
import type { Outcome } from './operations';

interface DataRequest {
  readonly requestId: string;
  readonly personId: string;
  readonly status: 'OPEN' | 'FULFILLED' | 'REFUSED';
  readonly filedBy: string | null;
  readonly dueAt: string;
}

interface Hold {
  readonly holdId: string;
  readonly personId: string;
  readonly ground: string;
  readonly caseNumber: string;
  readonly until: string | null;
}

interface Erasure {
  readonly subjectId: string;
  readonly basis: string;
  readonly entries: number;
  readonly erasedAt: string;
}

interface Ended {
  readonly personId: string;
  readonly kinds: readonly string[];
  readonly until: string;
  readonly entries: number;
  readonly held: boolean;
  readonly filed: boolean;
}

interface Items<Item> {
  readonly items: readonly Item[];
  readonly next?: string | null;
}

/** What a hold is placed with. */
export interface HoldGiven {
  readonly ground: string;
  readonly case: string;
  readonly until?: string | undefined;
  readonly reason: string;
}

/** What an erasure is done with. */
export interface ErasureGiven {
  readonly basis: string;
  readonly archive?: string | undefined;
  /** Without it nothing is done, and what would be is said. */
  readonly yes: boolean;
}

const API = '/api/audit/v1';

/** Copies of the key store live so long at most (docs/privacy.md): until then an older one could bring a key back. */
const COPIES_LIVE_DAYS = 35;

const copiesEnd = (erasedAt: string): string =>
  new Date(Date.parse(erasedAt) + COPIES_LIVE_DAYS * 86_400_000).toISOString().slice(0, 10);

/** What a data officer does about people's keys; two officers for an erasure that nobody else asked for. */
export class Privacy {
  constructor(
    private readonly installation: Installation,
    /** Of a data officer (role `hr_admin`), or of an inspector for holds. */
    private readonly options: { readonly token: string; readonly role: string },
  ) {}

  async holds(person?: string): Promise<Outcome> {
    const holds = await this.standing(person);
    return {
      text: holds.length === 0 ? 'No hold stands.' : holds.map(holdText).join('\n'),
      json: holds,
      well: true,
    };
  }

  async hold(person: string, { ground, case: caseNumber, until, reason }: HoldGiven): Promise<Outcome> {
    const body = { personId: person, ground, caseNumber, reason, ...(until === undefined ? {} : { until }) };
    await this.post('legal-holds', body);
    const text = `${person} is held for ${caseNumber}${until === undefined ? '' : ` until ${until}`}: nothing about them is erased`;
    return { text, json: body, well: true };
  }

  async unhold(holdId: string, reason: string): Promise<Outcome> {
    await this.post(`legal-holds/${encodeURIComponent(holdId)}/lift`, { reason });
    return { text: `The hold ${holdId} is lifted`, json: { holdId, reason }, well: true };
  }

  /**
   * Destroys a person's key. Where the person has asked, one officer grants it; else one files it for them, and another grants it with the same
   * command.
   */
  async erase(person: string, { basis, archive, yes }: ErasureGiven): Promise<Outcome> {
    const [holds, open] = [await this.standing(person), await this.openErasure(person)];
    if (holds.length > 0)
      return { text: `Held:\n${holds.map(holdText).join('\n')}`, json: { holds }, well: false };
    if (!yes) {
      const what = open
        ? `would grant the request ${open.requestId} of ${open.filedBy === null ? 'the person' : 'another officer'}, due ${open.dueAt}: the key of ${person} would be destroyed, for ever`
        : `would file an erasure for ${person}, to be granted by another data officer`;
      return { text: `${what}. Say --yes to do it.`, json: { open, done: false }, well: true };
    }
    if (!open) {
      await this.post('data-requests/for-person', { kind: 'ERASE', personId: person });
      const text = `An erasure of ${person} is filed. Another data officer grants it with the same command.`;
      return { text, json: { filed: true }, well: true };
    }
    await this.post(`data-requests/${open.requestId}/fulfil`, {
      basis,
      ...(archive === undefined ? {} : { archiveCode: archive }),
    });
    const done = await this.erasureOf(person);
    const text = done
      ? `${done.entries} entries of the log are unreadable from now on. The last copy of the key store that has the key ends by ${copiesEnd(done.erasedAt)}.`
      : `The erasure of ${person} is recorded; the list of erasures follows.`;
    return { text, json: done ?? { requestId: open.requestId }, well: true };
  }

  /** Of whom the law keeps nothing any more; to be decided on one by one, since nothing brings a key back. */
  async retention(): Promise<Outcome> {
    const ended: Ended[] = [];
    for (let [cursor, more] = ['', true]; more;) {
      const { items, next } = await this.get<Items<Ended>>(`retention-ended${cursor}`);
      ended.push(...items);
      more = typeof next === 'string';
      cursor = `?cursor=${encodeURIComponent(next ?? '')}`;
    }
    const text = ended.length === 0 ? 'The retention of nobody has ended.' : ended.map(endedText).join('\n');
    return { text, json: ended, well: true };
  }

  private async standing(person: string | undefined): Promise<readonly Hold[]> {
    const of = person === undefined ? '' : `&personId=${encodeURIComponent(person)}`;
    return (await this.get<Items<Hold>>(`legal-holds?standing=true${of}`)).items;
  }

  private async openErasure(person: string): Promise<DataRequest | null> {
    const path = `data-requests?kind=ERASE&status=OPEN&personId=${encodeURIComponent(person)}`;
    return (await this.get<Items<DataRequest>>(path)).items.at(0) ?? null;
  }

  /** Newest first: it is among them as soon as the list has followed. */
  private async erasureOf(person: string): Promise<Erasure | null> {
    const { items } = await this.get<Items<Erasure>>('erasures');
    return items.find(({ subjectId }) => subjectId === person) ?? null;
  }

  private get<Answer>(path: string): Promise<Answer> {
    return this.installation.json<Answer>('GET', `${API}/${path}`, this.options);
  }

  private post(path: string, body: object): Promise<unknown> {
    return this.installation.json('POST', `${API}/${path}`, { ...this.options, body });
  }
}

const holdText = ({ holdId, personId, ground, caseNumber, until }: Hold): string =>
  `${holdId}  ${personId}  ${ground} ${caseNumber}${until === null ? '' : `, until ${until}`}`;

const endedText = ({ personId, kinds, until, entries, held, filed }: Ended): string =>
  [
    personId,
    `${kinds.join(', ')} until ${until}`,
    `${entries} entries`,
    ...(held ? ['HELD'] : []),
    ...(filed ? ['an erasure is filed'] : []),
  ].join('  ');

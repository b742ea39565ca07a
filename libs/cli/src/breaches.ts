import type { Installation } from './installation';
import type { Outcome } from './operations';

interface Breach {
  readonly breachId: string;
  readonly noticedAt: string;
  readonly dueAt: string;
  readonly persons: number | null;
  readonly authorityAt: string | null;
  readonly personsAt: string | null;
  readonly overdue: boolean;
}

/** What a breach is recorded with. */
export interface BreachGiven {
  /** When the city came to know of it; default: now. */
  readonly noticed?: string | undefined;
  /** What kinds of data, by commas. */
  readonly data: string;
  readonly persons?: number | undefined;
  readonly account: string;
}

const API = '/api/audit/v1/breaches';
/** Whom the clock of the law waits for. */
const ADDRESSEES = ['AUTHORITY', 'PERSONS'] as const;

/** The register of breaches of personal data, and the notifications that follow from it (docs/privacy.md). */
export class Breaches {
  constructor(
    private readonly installation: Installation,
    /** Of a data officer. */
    private readonly options: { readonly token: string; readonly role: string },
  ) {}

  /** Newest first. Not well: somebody has not been notified. */
  async list(): Promise<Outcome> {
    const breaches = (await this.get<{ items: readonly Breach[] }>('')).items;
    const text = breaches.length === 0 ? 'The register is empty.' : breaches.map(lineOf).join('\n');
    return { text, json: breaches, well: breaches.every(isNotified) };
  }

  /** From here on the clock runs, counted from when it was noticed. */
  async record({ noticed, data, persons, account }: BreachGiven): Promise<Outcome> {
    const body = {
      noticedAt: new Date(noticed ?? Date.now()).toISOString(),
      concerned: data.split(',').map((one) => one.trim()),
      ...(persons === undefined ? {} : { persons }),
      account,
    };
    const { stream } = await this.post<{ stream: string }>('', body);
    const breachId = stream.slice('breach-'.length);
    const text = `${breachId} is in the register. The notifications: jejak ops breach draft ${breachId}`;
    return { text, json: { breachId, ...body }, well: true };
  }

  async measure(breachId: string, measure: string, persons?: number): Promise<Outcome> {
    const body = { measure, ...(persons === undefined ? {} : { persons }) };
    await this.post(`/${encodeURIComponent(breachId)}/measures`, body);
    return { text: `${breachId}: what was done is in the register`, json: { breachId, ...body }, well: true };
  }

  /** The written notifications to authority and persons, to be looked through and signed; default: of the newest that is not notified yet. */
  async draft(breachId?: string, to?: string): Promise<Outcome> {
    const of =
      breachId ??
      (await this.get<{ items: readonly Breach[] }>('')).items.find((one) => !isNotified(one))?.breachId;
    if (of === undefined)
      return { text: 'Every breach of the register has been notified.', json: [], well: true };
    const drafts: { readonly text: string }[] = [];
    for (const addressee of to === undefined ? ADDRESSEES : [to])
      drafts.push(
        await this.get(`/${encodeURIComponent(of)}/notification?to=${encodeURIComponent(addressee)}`),
      );
    return { text: drafts.map(({ text }) => text).join('\n'), json: drafts, well: true };
  }

  /** It was sent, under the number of a letter. */
  async notified(breachId: string, to: string, letter: string): Promise<Outcome> {
    await this.post(`/${encodeURIComponent(breachId)}/notifications`, { to, letter });
    return {
      text: `${breachId}: ${to} is notified by ${letter}`,
      json: { breachId, to, letter },
      well: true,
    };
  }

  private get<Answer>(path: string): Promise<Answer> {
    return this.installation.json<Answer>('GET', `${API}${path}`, this.options);
  }

  private post<Answer>(path: string, body: object): Promise<Answer> {
    return this.installation.json<Answer>('POST', `${API}${path}`, { ...this.options, body });
  }
}

const isNotified = ({ authorityAt, personsAt }: Breach): boolean =>
  authorityAt !== null && personsAt !== null;

const lineOf = (one: Breach): string =>
  [
    one.breachId,
    `noticed ${one.noticedAt}`,
    isNotified(one) ? 'notified' : `to be notified by ${one.dueAt}${one.overdue ? ', OVERDUE' : ''}`,
    one.persons === null ? 'persons not known' : `${one.persons} persons`,
  ].join('  ');

import type { Cast, HandedIn } from './cast';
import type { Memory } from './memory';
import { APPLICANTS, type Place } from './selection.tables';

export const API = '/api/recruitment/v1';
export const OUTSIDERS = '/api/career/v1/outsiders';
const WAITING = { Prefer: 'wait=30' };

export const pdf = (text: string): HandedIn => ({
  mediaType: 'application/pdf',
  content: `%PDF-1.7\n% ${text}\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`,
});

// What one scene tells, and another needs.
export const VACANCY = 'the vacancy';
const OBJECTION = 'the objection in hand';
export const CLARIFICATION = 'the clarification session';

export interface ApplicationRow {
  readonly participantNo: string;
  readonly status: string;
  readonly cat: string | null;
  readonly interview: string | null;
  readonly psychological: string | null;
}

/** Who takes part in the selection of the nurse, and what they do in more than one scene. */
export const selectionRound = (cast: Cast, memory: Memory) => {
  const hr = cast.as('HR-1', 'hr_admin');
  const assigner = cast.as('HR-2', 'hr_admin');
  const mayor = cast.as('PPK', 'leadership');
  const chair = cast.as('KET');
  const [verifier1, verifier2, member] = ['PAN-1', 'PAN-2', 'PAN-3'].map((key) => cast.as(key));
  const panelist = (key: string) => cast.as(key, 'committee');
  const provider = cast.as('SVC');
  const psychologist = cast.as('PSY');
  const citizen = cast.as('C-1');
  const at = (): string => `${API}/vacancies/${memory.recall(VACANCY)}`;
  const clarification = (): string => `${API}/clarifications/${memory.recall(CLARIFICATION)}`;
  const votes = (): string => `${API}/objections/${memory.recall(OBJECTION)}/vote`;
  const file = (name: string): string => `${API}/applications/${memory.recall(`the application of ${name}`)}`;
  const numberOf = (name: string): string => memory.recall(`the number of ${name}`);
  const becomes = (status: string): Promise<unknown> =>
    citizen.reads<{ status: string }>(at(), (shown) => shown.status === status);
  /** Every application is where the step before has brought it. */
  const settled = (passed: (status: string) => boolean): Promise<unknown> =>
    hr.reads<{ items: ApplicationRow[] }>(
      `${at()}/applications?limit=200`,
      ({ items }) => items.length === APPLICANTS.length && items.every(({ status }) => passed(status)),
    );
  const importScores = async (step: string, lines: readonly string[]): Promise<void> => {
    const scores = { mediaType: 'text/csv', content: lines.join('\n') };
    const report = await provider.handsIn<{ state: string }>(step, `${API}/imports/scores`, scores, WAITING);
    if (report.state !== 'COMPLETED') throw new Error(`${step}: ${JSON.stringify(report)}`);
  };
  const publishAdmin = async (step: string, change?: string): Promise<void> => {
    await chair.does(step, `${at()}/publish-admin-result`, async () => {
      const { adminResultId } = await chair.reads<{ adminResultId: string | null }>(
        `${at()}/admin-result`,
        (result) => result.adminResultId !== null,
      );
      return { adminResultId, change };
    });
  };
  const publish = async (step: string, stage: 'SKD' | 'FINAL', change?: string): Promise<void> => {
    const { stream } = await provider.does(`${step}: rank`, `${at()}/rank`, { stage });
    const rankingId = stream.slice('ranking-'.length);
    await chair.does(`${step}: publish`, `${at()}/publish-result`, { stage, rankingId, change });
  };
  const vote = async (key: string, body: object): Promise<void> => {
    await cast.as(key, 'committee').does(`${key} votes on ${memory.recall(OBJECTION)}`, votes(), body);
  };
  const objects = async (name: string, body: object): Promise<void> => {
    const { stream } = await cast.as(name).does(`${name} objects`, `${file(name)}/object`, body);
    memory.know(OBJECTION, stream.slice('objection-'.length));
  };
  /** The published ranking is the table of the scenario. @throws Error with what it is instead */
  const shows = async (expected: readonly Place[]): Promise<void> => {
    const { items } = await citizen.reads<{
      items: { participantNo: string; skb: string; final: string; rank: number }[];
    }>(
      `${at()}/ranking?stage=FINAL`,
      (ranking) =>
        JSON.stringify(ranking.items.map(({ skb, final, rank }) => [skb, final, rank])) ===
        JSON.stringify(expected.map(({ skb, final, rank }) => [skb, final, rank])),
    );
    for (const [index, { name }] of expected.entries())
      if (items[index].participantNo !== numberOf(name))
        throw new Error(`${name} is not at rank ${index + 1}`);
  };

  return {
    hr,
    assigner,
    mayor,
    chair,
    panelist,
    provider,
    psychologist,
    at,
    clarification,
    votes,
    file,
    numberOf,
    becomes,
    settled,
    importScores,
    publishAdmin,
    publish,
    vote,
    objects,
    shows,
    verifier1,
    verifier2,
    member,
  };
};

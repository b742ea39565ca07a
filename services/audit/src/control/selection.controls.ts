import type {
  PanelScoreSealed,
  PanelScoresRevealed,
  RankingComputed,
  StageResultPublished,
} from '@jejak/contracts/recruitment';
import { fixed, streamOf } from '@jejak/kernel';
import { ASKED, type Control, type Trip } from './control';
import type { LogFact } from './log-fact';

/** Two members of a panel sealed their scores of one applicant close after each other. */
interface Close {
  readonly first: LogFact<PanelScoreSealed>;
  readonly second: LogFact<PanelScoreSealed>;
  readonly seconds: number;
}

const SECOND_MS = 1_000;

/** Seals of two members that lie so close together, each with the one before it. Pure. @param seconds included */
export const closeSeals = (
  seals: readonly LogFact<PanelScoreSealed>[],
  seconds: number,
): readonly Close[] => {
  const inTime = [...seals].sort((a, b) => (a.envelope.at < b.envelope.at ? -1 : 1));
  return inTime.flatMap((second, nth) => {
    const first = inTime.slice(0, nth).findLast(({ data }) => data.panelist !== second.data.panelist);
    if (!first) return [];
    const apart = (Date.parse(second.envelope.at) - Date.parse(first.envelope.at)) / SECOND_MS;
    return apart <= seconds ? [{ first, second, seconds: apart }] : [];
  });
};

/**
 * C7, when a panel's scores are opened: until then a seal may be the only one. No fact says from which device a score came, so that half
 * is not asked. @source domain.md 10.3
 */
export const scoredTogether: Control = {
  ...{ control: 'C7', owner: 'committee_chair', counts: 'seconds between the seals of two members' },
  question: {
    en: 'Did the members of this panel score for themselves?',
    id: 'Apakah anggota panel ini menilai sendiri-sendiri?',
  },
  watches: ['recruitment.PanelScoresRevealed'],
  ask: async (fact, log) => {
    const { ref, values } = await log.rules(fact);
    const limit = values.integer('panelSeconds');
    const { stream, version } = fact.envelope;
    const facts = await log.stream<PanelScoreSealed | PanelScoresRevealed>(stream, version);
    const seals = facts.filter((one): one is LogFact<PanelScoreSealed> => one.type === 'PanelScoreSealed');
    const close = closeSeals(seals, limit);
    if (close.length === 0) return [];
    const together = [...new Set(close.flatMap(({ first, second }) => [first, second]))];
    return [
      {
        ...{ about: [stream], objects: [stream], subject: fact.subject ?? null, unitId: null },
        people: together.map(({ data }) => data.panelist),
        score: fixed(Math.min(...close.map(({ seconds }) => seconds)), 4),
        ...{ limit: String(limit), facts: [...together, fact], policies: [ref] },
      },
    ];
  },
};

/** Whether a ranking is another one than those published of its stage. Pure. @param published of the vacancy */
export const isAnother = (
  { stage, rankingId }: { readonly stage: string; readonly rankingId: string },
  published: readonly Pick<StageResultPublished['data'], 'stage' | 'rankingId'>[],
): boolean => {
  const before = published.filter((one) => one.stage === stage && one.rankingId !== null);
  return before.length > 0 && !before.some((one) => one.rankingId === rankingId);
};

/**
 * C8. An objection that was upheld changes a ranking too: the question is the same, its answer is short.
 * @source domain.md 10.3
 */
export const rankedAnew: Control = {
  ...{ control: 'C8', owner: 'committee_chair', counts: 'nothing: 1' },
  question: {
    en: 'Why was this ranking changed after it was published?',
    id: 'Mengapa peringkat ini diubah setelah diumumkan?',
  },
  watches: ['recruitment.RankingComputed', 'recruitment.StageResultPublished'],
  ask: async (fact, log) => {
    // The two types that it watches.
    const { data, envelope } = fact as LogFact<RankingComputed> | LogFact<StageResultPublished>;
    const { vacancyId, stage, rankingId } = data;
    if (rankingId === null) return [];
    const vacancy = streamOf('vacancy', vacancyId);
    const published = (await log.stream<StageResultPublished>(vacancy)).filter(
      (one) => one.type === 'StageResultPublished' && one.entry.index < fact.entry.index,
    );
    if (
      !isAnother(
        { stage, rankingId },
        published.map((one) => one.data),
      )
    )
      return [];
    const before = published.filter((one) => one.data.stage === stage);
    const trip: Trip = {
      ...{ about: [vacancy, stage, rankingId], objects: [vacancy], subject: null, unitId: null },
      people: [envelope.actor].filter((actor) => actor.startsWith('p_')),
      ...{ score: ASKED, limit: null, facts: [...before, fact], policies: [] },
    };
    return [trip];
  },
};

import { describe, expect, it } from '@jest/globals';
import type { Step } from './engine/step';
import type { Facts, Tally } from './engine/tally';
import { rehearse } from './record/simulate';

const scenario = (seed: number, city = 30, years = 1) => ({ seed, city, years, firstYear: 2023 });
/** A life is told once, and looked at from several sides. */
interface Told {
  readonly tally: Tally;
  readonly steps: readonly (readonly [Step, Facts])[];
}
const told = new Map<string, Told>();
const lifeOf = (...of: Parameters<typeof scenario>): Told => {
  const key = of.join();
  const known = told.get(key);
  if (known) return known;
  const steps: (readonly [Step, Facts])[] = [];
  const { tally } = rehearse(scenario(...of), undefined, (step, facts) => steps.push([step, facts]));
  const life = { tally, steps };
  told.set(key, life);
  return life;
};
const hashOf = (seed: number): string => rehearse(scenario(seed)).tally.sha256();

describe('the life of a city', () => {
  it('is the same of the same seed, command by command, and another of another', () => {
    const once = hashOf(3);
    expect(hashOf(3)).toBe(once);
    expect(hashOf(4)).not.toBe(once);
  });

  it.each([1, 2, 3, 4, 5])('of seed %d gives no command that a rule refuses', (seed) => {
    const { tally } = rehearse(scenario(seed, 40));
    expect(tally.refused).toEqual([]);
  });

  it('goes on from year to year, and holds every year targets against what was reached before', () => {
    const { tally } = lifeOf(5, 24, 3);
    expect(tally.refused).toEqual([]);
    const count = (type: string): number => tally.perType.get(type) ?? 0;
    expect(count('performance.CycleClosed')).toBe(3);
    // Whose place becomes free in a year plans nothing in it, nor does anybody else there until the next.
    const planned = 72 - count('career.EmploymentEnded');
    expect(count('performance.PlanAgreed')).toBe(planned);
    // Of the first year there is no past.
    expect(count('performance.TargetRealismChecked')).toBeGreaterThan(2 * 22 * 3);
    expect(count('performance.TargetFlaggedUnrealistic')).toBeGreaterThan(0);
    // Whoever is rated is told, and every word stands in the end.
    for (const type of ['EvaluationOpened', 'AnnualRated', 'EvaluationDelivered', 'EvaluationFinalised'])
      expect(count(`performance.${type}`)).toBe(planned);
    expect(count('performance.EvaluationObjected')).toBe(count('performance.ObjectionDecided'));
  });

  it('changes a policy each year, by others than those who wrote it, and plans pin what is in force when their year begins', () => {
    const pinned = new Map<string, Set<string>>();
    const approved: { readonly draftedBy?: string; readonly approvedBy?: string }[] = [];
    const { tally, steps } = lifeOf(5, 24, 3);
    for (const [{ at }, facts] of steps)
      for (const { type, data } of facts) {
        if (type === 'PolicyDrafted' || type === 'PolicyApproved') approved.push(data);
        if (type !== 'PlanAgreed') continue;
        const { pinnedPolicies } = data as { readonly pinnedPolicies: readonly string[] };
        const of = pinned.get(at.slice(0, 4)) ?? new Set();
        pinned.set(at.slice(0, 4), of);
        for (const ref of pinnedPolicies) if (!ref.endsWith('@1')) of.add(ref);
      }
    expect(tally.refused).toEqual([]);
    expect(Object.fromEntries([...pinned].map(([year, refs]) => [year, [...refs]]))).toEqual({
      2023: [],
      2024: ['perf.realism.maxStretch@2'],
      2025: ['perf.ack.days@2', 'perf.realism.maxStretch@2'],
    });
    // With the decree of each selection year.
    expect(tally.perType.get('policy.PolicyInForce')).toBe(6);
    expect(tally.perType.get('policy.PolicySuperseded')).toBe(6);
    expect(tally.perType.get('policy.OpinionSubmitted')).toBeGreaterThan(2);
    expect(tally.perType.get('policy.OpinionAnswered')).toBe(tally.perType.get('policy.OpinionSubmitted'));
    const drafters = new Set(approved.flatMap(({ draftedBy }) => draftedBy ?? []));
    expect(approved.flatMap(({ approvedBy }) => approvedBy ?? []).filter((one) => drafters.has(one))).toEqual(
      [],
    );
  });

  it('lets some leave each year, takes on by a selection who works in their place from the next, and promotes', () => {
    const ended = new Map<string, string>();
    const appointed: { readonly employeeId: string; readonly tmt: string }[] = [];
    const decided: (readonly [string, string])[] = [];
    const planned = new Set<string>();
    const late: string[] = [];
    const promotions = new Map<string, Record<string, string>>();
    const { tally } = rehearse(
      scenario(4, 80, 3),
      () => undefined,
      ({ at, stream, by: { actor } }, events) => {
        for (const { type, data, subject } of events) {
          if (stream.startsWith('promotion-') && !stream.startsWith('promotion-turn'))
            promotions.set(stream, { ...promotions.get(stream), [type]: actor });
          const { employeeId, on, proposedBy, decidedBy, tmt } = data as Record<string, string>;
          if (type === 'EmploymentEnded') {
            ended.set(employeeId, on);
            decided.push([proposedBy, decidedBy]);
          }
          if (type === 'CandidateAppointed') appointed.push({ employeeId, tmt });
          if (type === 'PlanAgreed') planned.add(`${subject}|${at.slice(0, 4)}`);
        }
        const left = ended.get(actor);
        if (left !== undefined && at.slice(0, 10) > left) late.push(`${actor} ${at}`);
      },
    );
    expect(tally.refused).toEqual([]);
    expect(ended.size).toBeGreaterThan(2);
    expect(late).toEqual([]);
    expect(decided.filter(([proposer, decider]) => proposer === decider)).toEqual([]);
    expect(appointed).toHaveLength(ended.size);
    expect(tally.perType.get('recruitment.VacancyCompleted')).toBe(ended.size);
    expect(tally.perType.get('career.EmployeeRegistered')).toBe(80 + ended.size);
    // The last ones begin when the years that are played are over.
    const worked = appointed.filter(({ tmt }) => tmt < '2026');
    expect(worked.length).toBeGreaterThan(0);
    for (const { employeeId, tmt } of worked)
      expect(planned.has(`${employeeId}|${tmt.slice(0, 4)}`)).toBe(true);

    // Who begins as a candidate passes the basic training, and is a civil servant before the year ends.
    for (const type of ['LatsarPassed', 'ProbationPassed'])
      expect(tally.perType.get(`training.${type}`)).toBe(worked.length);

    // Two good years, and points or years in the rank: whoever has them may go up, by the word of three people.
    const granted = [...promotions.values()].filter(({ PromotionEffective }) => PromotionEffective);
    expect(granted.length).toBeGreaterThan(2);
    for (const { PromotionProposed, PromotionVerified, PromotionDecided } of granted)
      expect(new Set([PromotionProposed, PromotionVerified, PromotionDecided]).size).toBe(3);
    expect(tally.perType.get('career.CreditConverted')).toBeGreaterThan(80);
  });

  it('rewards, punishes and asks: each decision is somebody else’s, and nobody knows who answered what', () => {
    interface Act {
      readonly stream: string;
      readonly actor: string;
      readonly data: object;
    }
    const acts = new Map<string, Act[]>();
    const { tally, steps } = lifeOf(1, 240);
    for (const [{ stream, by }, facts] of steps)
      for (const { type, data } of facts) {
        const alike = acts.get(type) ?? [];
        acts.set(type, alike);
        alike.push({ stream, actor: by.actor, data });
      }
    expect(tally.refused).toEqual([]);
    const of = (type: string) => acts.get(type) ?? [];
    const actorOf = (type: string, stream: string) => of(type).find((one) => one.stream === stream)?.actor;
    expect(of('RewardGranted').length).toBeGreaterThan(2);
    for (const { stream, actor, data } of of('RewardGranted')) {
      expect(actorOf('RewardProposed', stream)).not.toBe(actor);
      if ((data as { readonly ruleId: string }).ruleId !== 'PEER_COLLABORATION') continue;
      expect(of('PeerNominated').filter((one) => one.stream === stream).length).toBeGreaterThanOrEqual(3);
      expect(actorOf('RecognitionConsented', stream)).toBeDefined();
    }
    // What is paid comes off the year's budget with the grant.
    const paid = of('RewardGranted').map(({ data }) => (data as { readonly amount: number }).amount);
    const drawn = of('RewardBudgetDrawn').map(
      ({ data }) => data as { readonly amount: number; readonly left: number },
    );
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.map(({ amount }) => amount)).toEqual(paid.filter((amount) => amount > 0));
    expect(drawn.at(-1)?.left).toBe(100_000_000 - drawn.reduce((sum, { amount }) => sum + amount, 0));
    expect(of('SanctionDecided').length).toBeGreaterThan(0);
    for (const { stream, actor } of of('SanctionDecided')) {
      expect(actorOf('ViolationReported', stream)).not.toBe(actor);
      expect(actorOf('HearingHeld', stream)).toBeDefined();
    }
    for (const { stream, actor } of of('SanctionAppealDecided'))
      expect(actorOf('SanctionDecided', stream)).not.toBe(actor);
    expect(of('EngagementSurveyClosed')).toHaveLength(1);
    expect(of('EngagementAnswered').length).toBeGreaterThan(120);
    expect(new Set(of('EngagementAnswered').map(({ actor }) => actor))).toEqual(new Set(['public']));
  });

  it('is believable: most are good, some are better, few are not', () => {
    const predicates = new Map<string, number>();
    const { tally, steps } = lifeOf(1, 240);
    for (const [, facts] of steps)
      for (const { type, data } of facts)
        if (type === 'EvaluationFinalised') {
          const { predicate } = data as { readonly predicate: string };
          predicates.set(predicate, (predicates.get(predicate) ?? 0) + 1);
        }
    const all = tally.perType.get('performance.EvaluationFinalised') ?? 0;
    const share = (predicate: string): number => (predicates.get(predicate) ?? 0) / all;
    expect(tally.refused).toEqual([]);
    expect(share('BAIK')).toBeGreaterThan(0.6);
    expect(share('SANGAT_BAIK')).toBeGreaterThan(0.03);
    expect(share('SANGAT_BAIK')).toBeLessThan(0.3);
    expect(share('BUTUH_PERBAIKAN')).toBeGreaterThan(0.01);
    expect(share('BUTUH_PERBAIKAN')).toBeLessThan(0.2);
  });

  it('is refused to a city too small to have a head, an agency and a division', () =>
    expect(() => rehearse(scenario(1, 3))).toThrow(RangeError));
});

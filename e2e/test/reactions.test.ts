import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What a service registers for a fact. The ledger has no such name: it reads the whole log. */
type How = 'reactions' | 'timers' | 'readModels' | 'log';

/** What follows from a fact, in which service, and the test that shows it. */
interface Then {
  readonly what: string;
  readonly service: string;
  /** The fact that it is heard by, where that is not the one of the row: what the row says comes of both. */
  readonly hears?: string;
  readonly how: How;
  readonly by: string;
  readonly test: string;
  /** Words of the test that name it. */
  readonly says: string;
}

/** The table of domain.md 12, row by row. */
const TABLE: Readonly<Record<string, readonly Then[]>> = {
  'recruitment.CandidateAppointed': [
    {
      ...{ what: 'onboarding starts at tmt', service: 'training', how: 'reactions', by: 'onboard-appointed' },
      ...{ test: 'services/training/test/onboarding.test.ts', says: 'waits for the first day' },
    },
    {
      ...{ what: 'a plan is opened at tmt', service: 'performance', how: 'timers', by: 'position' },
      ...{
        test: 'services/performance/test/execution-year.test.ts',
        says: 'opens a plan for who is appointed',
      },
    },
    {
      ...{ what: 'a career file', service: 'career', how: 'readModels', by: 'newcomer' },
      ...{ test: 'services/career/test/year-d.test.ts', says: 'lists who is appointed and has no file yet' },
    },
    {
      ...{ what: 'welcome', service: 'notification', how: 'reactions', by: 'notices' },
      hears: 'training.OnboardingStarted',
      ...{ test: 'services/notification/src/notice/notice-table.spec.ts', says: 'WELCOME: PERSON' },
    },
  ],
  'performance.EvaluationFinalised': [
    {
      ...{ what: 'credit is converted', service: 'career', how: 'reactions', by: 'convert-predicate' },
      ...{ test: 'services/career/test/year-d.test.ts', says: '42: the corrected predicate is 18.75 points' },
    },
    {
      ...{ what: 'talent is refreshed', service: 'career', how: 'reactions', by: 'talent-refresh' },
      ...{ test: 'services/career/test/talent.test.ts', says: 'is marked once a predicate is corrected' },
    },
    {
      ...{ what: 'needs from gaps', service: 'training', how: 'reactions', by: 'needs-of-evaluation' },
      ...{
        test: 'services/training/test/learning.test.ts',
        says: 'from their supervisor, from an evaluation',
      },
    },
    {
      ...{ what: 'rules of rewards run', service: 'performance', how: 'reactions', by: 'reward-rules' },
      ...{ test: 'services/performance/test/rewards-and-discipline.test.ts', says: '32 · gives K-1' },
    },
    {
      ...{ what: 'controls', service: 'audit', how: 'log', by: 'controls' },
      ...{ test: 'services/audit/test/controls.test.ts', says: 'C5 asks about E-1' },
    },
    {
      ...{ what: 'figures of the quarter', service: 'performance', how: 'timers', by: 'cycle' },
      hears: 'performance.CycleOpened',
      ...{
        test: 'services/performance/test/evaluation-story.test.ts',
        says: '48 · publishes the first quarter',
      },
    },
  ],
  'performance.EvaluationObjected': [
    {
      ...{ what: 'use is blocked', service: 'career', how: 'readModels', by: 'evaluation_record' },
      ...{ test: 'services/career/test/year-d.test.ts', says: '38: a contested evaluation is not converted' },
    },
    {
      ...{ what: 'rewards are paused', service: 'performance', how: 'readModels', by: 'evaluation_list' },
      ...{ test: 'services/performance/test/refusals.test.ts', says: 'a reward on a contested evaluation' },
    },
  ],
  'performance.ObjectionDecided': [
    {
      ...{ what: 'credit is reversed and converted anew', service: 'career', how: 'reactions' },
      ...{ hears: 'performance.EvaluationFinalised', by: 'convert-predicate' },
      ...{ test: 'services/career/test/year-d.test.ts', says: 'keeps all three entries where a predicate' },
    },
    {
      ...{ what: 'the chain of the explanation goes on', service: 'audit', how: 'log', by: 'explanations' },
      ...{ test: 'services/audit/test/explanations.test.ts', says: 'is answered by the chain' },
    },
  ],
  'citizen.IkmComputed': [
    {
      ...{
        what: 'an amount of the indicator',
        service: 'performance',
        how: 'reactions',
        by: 'ikm-measurement',
      },
      ...{ test: 'services/performance/test/voice.test.ts', says: '31 · takes the index of the unit' },
    },
    {
      ...{ what: 'triggers of reviews', service: 'policy', how: 'reactions', by: 'policy-review-triggers' },
      ...{ test: 'services/policy/test/evidence.test.ts', says: 'when satisfaction is low for two periods' },
    },
  ],
  'citizen.ComplaintClosed': [
    {
      ...{ what: 'feedback', service: 'performance', how: 'reactions', by: 'proven-complaint' },
      ...{ test: 'services/performance/test/voice.test.ts', says: '29 · tells of a proven complaint whom' },
    },
    {
      ...{
        what: 'an amount of response time',
        service: 'performance',
        how: 'reactions',
        by: 'complaint-response',
      },
      ...{ test: 'services/performance/test/voice.test.ts', says: 'and what its answer took' },
    },
  ],
  'training.TrainingPassed': [
    {
      ...{ what: 'JP', service: 'training', how: 'reactions', by: 'credit-jp' },
      ...{ test: 'services/training/test/year-c.test.ts', says: 'who has fewer than 20 hours is named' },
    },
    {
      ...{ what: 'a competency in the file', service: 'career', how: 'readModels', by: 'held_competencies' },
      ...{ test: 'services/career/test/talent.test.ts', says: 'is measured against what the post asks for' },
    },
    {
      ...{
        what: 'progress of improvement',
        service: 'performance',
        how: 'reactions',
        by: 'improvement-training',
      },
      ...{
        test: 'services/performance/test/voice.test.ts',
        says: 'ends with a test, a proposal and the decision',
      },
    },
  ],
  'policy.PolicyInForce': [
    {
      ...{ what: 'new cycles pin it', service: 'performance', how: 'readModels', by: 'policy_version' },
      ...{
        test: 'services/performance/src/cycle/cycle.spec.ts',
        says: 'pins the policies in force on the first day',
      },
    },
    {
      ...{ what: 'dashboards show it', service: 'performance', how: 'readModels', by: 'policy_version' },
      ...{
        test: 'services/performance/test/supervision.test.ts',
        says: 'every dashboard marks a policy that has changed',
      },
    },
  ],
  'audit.FindingIssued': [
    {
      ...{
        what: 'an evaluation may be reopened',
        service: 'performance',
        how: 'readModels',
        by: 'issued_finding',
      },
      ...{ test: 'services/performance/test/evaluation-story.test.ts', says: 'is opened again on a finding' },
    },
  ],
  'career.PromotionEffective': [
    {
      ...{ what: 'plans close and open', service: 'performance', how: 'timers', by: 'position' },
      ...{
        test: 'services/performance/test/execution-year.test.ts',
        says: 'ends with a promotion to another level',
      },
    },
  ],
  // The decision of a placement leads to it; a move that no placement decided has this fact alone.
  'career.PositionAssigned': [
    {
      ...{ what: 'plans close and open', service: 'performance', how: 'timers', by: 'position' },
      ...{
        test: 'services/performance/test/execution-year.test.ts',
        says: 'changes with the position: the old plan',
      },
    },
  ],
  'career.EmploymentEnded': [
    {
      ...{ what: 'plans close, cases end', service: 'performance', how: 'timers', by: 'employment' },
      ...{
        test: 'services/performance/test/evaluation-window.test.ts',
        says: 'ends with the employment where it is',
      },
    },
    {
      ...{ what: 'promotions end', service: 'career', how: 'reactions', by: 'lapse-promotions' },
      ...{
        test: 'services/career/test/promotion-ends.test.ts',
        says: 'is among what an end of employment names',
      },
    },
    {
      ...{ what: 'seats are given up', service: 'training', how: 'reactions', by: 'give-up-seats' },
      ...{ test: 'services/training/test/learning.test.ts', says: 'gives up the seats of who leaves' },
    },
    {
      ...{ what: 'onboarding ends', service: 'training', how: 'timers', by: 'onboarding' },
      ...{ test: 'services/training/test/onboarding.test.ts', says: 'ends with the employment' },
    },
    {
      ...{ what: 'nothing more is due', service: 'notification', how: 'timers', by: 'employment-ends' },
      ...{
        test: 'services/notification/test/deadlines.test.ts',
        says: 'asks nothing of who is no employee any more',
      },
    },
    {
      ...{ what: 'retention begins', service: 'audit', how: 'log', by: 'retention' },
      ...{ test: 'services/audit/test/privacy.test.ts', says: "'retention.PERSONNEL_FILE'" },
    },
  ],
};

type Heard = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<Exclude<How, 'log'>, readonly string[]>>>>>
>;

const lines = Object.entries(TABLE).flatMap(([when, all]) =>
  all.map((then) => [when, then.service, then.what, then] as const),
);

/** Nothing of an installation is needed: what the built services register is looked at. */
describe('what follows from which fact (domain.md 12)', () => {
  let known: Heard | undefined;
  const heard = (): Heard =>
    (known ??= JSON.parse(
      execFileSync(process.execPath, [join(ROOT, 'scripts', 'reactions.mjs')], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      }),
    ) as Heard);

  it.each(lines)(
    '%s: %s, %s',
    (when, service, _, { hears = when, how, by, test, says }) => {
      if (how === 'log') expect(service).toBe('audit');
      else expect(heard()[service][hears][how]).toContain(by);
      expect(readFileSync(join(ROOT, test), 'utf8')).toContain(says);
    },
    60_000,
  );
});

import { findingIssued } from '@jejak/contracts/audit';
import { ikmComputed } from '@jejak/contracts/citizen';
import {
  BEHAVIOUR_VALUES,
  behaviourRated,
  distributionReviewed,
  evaluationFinalised,
  evaluationOpened,
  objectionDecided,
  ratingRecommended,
} from '@jejak/contracts/performance';
import { naturalId, streamOf } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { refused, simulated } from './answers';
import {
  type Answer,
  type Asking,
  type City,
  PATIENCE_MS,
  START_LIMIT_MS,
  startCity,
  TEST_LIMIT_MS,
} from './city';
import { E1, HR1, PPK, some, SUP1, text, UNIT } from './people';

const PINNED = ['perf.behaviour@1', 'perf.method.weights@1', 'perf.result@1'];
const NONE = { SANGAT_BAIK: 0, BAIK: 0, BUTUH_PERBAIKAN: 0, KURANG: 0, SANGAT_KURANG: 0 };

jest.setTimeout(TEST_LIMIT_MS);

/** What policies rest on: past facts, decisions under them, and signs that they do not do what they are for. */
describe('the evidence about policies', () => {
  let city: City;
  let hr: Asking, machine: Asking;
  const wait = (look: () => Promise<Answer | false>): Promise<Answer> => eventually('it is computed', look);

  /** The n-th final evaluation of 2025, with a composite. */
  const evaluated = (n: number, composite: string): Promise<number> => {
    const [evaluationId, employeeId, planId] = [some(1000 + n), some(2000 + n), some(3000 + n)];
    const span = { year: 2025, periodStart: '2025-01-01', periodEnd: '2025-12-31' };
    const of = { evaluationId, employeeId, planId, position: 'Perawat', unitId: UNIT, ...span };
    const [resultRating, predicate] =
      Number(composite) >= 110 ? (['ABOVE', 'SANGAT_BAIK'] as const) : (['MEETS', 'BAIK'] as const);
    const ratings = BEHAVIOUR_VALUES.map((value) => ({ value, rating: 'ABOVE' as const, feedbackRefs: [] }));
    return city.performance.under(PINNED).tell(
      streamOf('evaluation', evaluationId),
      evaluationOpened({ ...of, raterId: SUP1, pinnedPolicies: PINNED }, { subject: employeeId }),
      behaviourRated({ evaluationId, ratedBy: SUP1, ratings, mean: '3.0000' }, { subject: employeeId }),
      ratingRecommended(
        {
          ...{ evaluationId, recommendation: 1, indicatorScores: [], indicatorScore: composite },
          methodScores: [{ method: 'DATA', weight: '100', score: composite, sample: 4 }],
          ...{ movedToData: ['SURVEY', 'INTERVIEW'], composite, resultRating, behaviourMean: '3.0000' },
          ...{ behaviourRating: 'ABOVE', predicate, policyRefs: PINNED, inputsSha256: 'a'.repeat(64) },
        },
        { subject: employeeId },
      ),
      evaluationFinalised(
        { ...of, evaluationVersion: 1, composite, resultRating, behaviourRating: 'ABOVE', predicate },
        { subject: employeeId },
      ),
    );
  };

  beforeAll(async () => {
    city = await startCity('2026-01-05');
    [hr, machine] = [city.as(HR1, 'hr_admin'), city.as('svc', 'service')];
    // Seven between the thresholds of 110 and 112, four above both, one below both.
    const told = Array.from({ length: 12 }, (_, n) =>
      evaluated(n, n < 7 ? '110.2149' : n < 11 ? '113.0000' : '100.0000'),
    );
    await Promise.all(told);
    await city.known(
      'the evaluations are known',
      'select count(*)::int as n from rm.evaluation_basis where final',
      [],
      12,
    );
  }, START_LIMIT_MS);
  afterAll(() => city.stop());

  it('computes what a draft would have come to, and changes nobody’s rating', async () => {
    const at = 'perf.result/versions/2';
    expect((await hr.post('policies/perf.result/versions', text)).status).toBe(200);
    const { body } = await simulated(hr, at, { from: '2025-01-01', to: '2025-12-31' }, wait);
    expect(body).toMatchObject({
      ...{ status: 'DONE', total: 12, done: 12, computable: true, hypothetical: true },
      effects: {
        of: 'EVALUATIONS',
        evaluated: 12,
        changed: 7,
        shifts: [{ from: 'SANGAT_BAIK', to: 'BAIK', count: 7 }],
      },
    });
    expect((await city.facts('PolicySimulated'))[0].data).toMatchObject({ revision: 1, hypothetical: true });
    // Of another year there is nothing.
    const other = await simulated(hr, at, { from: '2024-01-01', to: '2024-12-31' }, wait);
    expect(other.body).toMatchObject({ effects: { evaluated: 0 } });
    expect(
      await city.anyone.post(`policies/${at}/simulations`, { from: '2025-01-01', to: '2025-12-31' }),
    ).toMatchObject(refused(401, 'NOT_SIGNED_IN'));
    // Four of twelve: the public sees no count that points at people.
    const lower = { ...text, parameters: { above: '113', meets: '90' } };
    expect(
      (await hr.post(`policies/${at}/revise`, { ...lower, parameters: { above: '112', meets: '105' } }))
        .status,
    ).toBe(200);
    await simulated(hr, at, { from: '2025-01-01', to: '2025-12-31' }, wait);
    await city.settled();
    const [draft] = (await hr.get('policy-drafts')).body.items as unknown as { simulations: unknown[] }[];
    const { simulations } = draft;
    expect(simulations).toHaveLength(3);
    expect(simulations[2]).toMatchObject({
      ...{ current: true, hypothetical: true },
      effects: { changed: 8, shifts: [{ count: 'SUPPRESSED' }, { count: 'SUPPRESSED' }] },
    });
  });

  it('knows which decisions rested on which version', async () => {
    // Of each of the twelve evaluations its opening, which pins, and its recommendation.
    await city.known(
      'the decisions are known',
      `select count(*)::int as n from rm.policy_use where ref = 'perf.result@1'`,
      [],
      24,
    );
    const { body } = await hr.get('policies/perf.result/versions/1/decisions?limit=2');
    expect(body.items).toHaveLength(2);
    const [{ eventType, streamVersion }] = body.items;
    expect([
      ['asn.performance.EvaluationOpened.v1', 1],
      ['asn.performance.RatingRecommended.v1', 3],
    ]).toContainEqual([eventType, Number(streamVersion)]);
    const rest = await hr.get(
      `policies/perf.result/versions/1/decisions?limit=200&cursor=${String(body.next)}`,
    );
    expect(rest.body.items).toHaveLength(22);
    const counts = (await city.anyone.get('policies/perf.result/versions/1/decision-counts')).body.items;
    expect(counts.map(({ decisions }) => decisions)).toEqual([12, 12]);
    expect(await city.as(E1, 'employee').get('policies/perf.result/versions/1/decisions')).toMatchObject(
      refused(403, 'FORBIDDEN_ROLE'),
    );
  });

  const begun = (trigger: string, wanted = 1) =>
    eventually(
      `${wanted} reviews for ${trigger}`,
      async () => {
        const found = (await city.facts('PolicyReviewStarted')).filter(
          ({ data }) => data.trigger === trigger,
        );
        return found.length >= wanted && found;
      },
      PATIENCE_MS,
    );

  it('begins reviews of recruitment and placement when satisfaction is low for two periods', async () => {
    const computed = (n: number, from: string, to: string, band: 'B' | 'C' | 'D') =>
      city.citizen.tell(
        streamOf('survey', some(400 + n)),
        ikmComputed({
          ...{ surveyId: some(400 + n), unitId: UNIT, period: { from, to }, index: '70.00', band, n: 100 },
          elements: (['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9'] as const).map((element) => ({
            ...{ element, mean: '2.8000' },
          })),
        }),
      );
    await computed(1, '2025-01-01', '2025-06-30', 'C');
    await computed(2, '2025-07-01', '2025-12-31', 'D');
    const started = await begun('IKM_LOW', 3);
    expect(started.map(({ data }) => data.policy).sort()).toEqual([
      'car.other',
      'rec.skb.components',
      'rec.weight',
    ]);
    expect(started[0].data).toMatchObject({ basis: `${UNIT} 2025-07-01`, findingsDueOn: '2026-02-04' });
  });

  it('begins a review when more than a fifth of the objections is upheld', async () => {
    const decided = (n: number, outcome: 'UPHELD' | 'DISMISSED') =>
      city.performance.tell(
        streamOf('evaluation', some(5000 + n)),
        objectionDecided(
          {
            ...{
              evaluationId: some(5000 + n),
              decidedBy: SUP1,
              outcome,
              corrections: [],
              resultRating: 'MEETS',
            },
            ...{ behaviourRating: 'MEETS', newPredicate: null, predicate: 'BAIK' },
          },
          { reason: { code: 'OBJECTION', text: 'Bukti diperiksa dan dinilai.' } },
        ),
      );
    // One of five is a fifth, and not more; two of six are.
    for (let n = 0; n < 5; n++) await decided(n, n === 0 ? 'UPHELD' : 'DISMISSED');
    await city.known(
      'five decisions are counted',
      `select count(*)::int as n from rm.review_signal where kind = 'OBJECTION'`,
      [],
      5,
    );
    expect(
      (await city.facts('PolicyReviewStarted')).filter(({ data }) => data.trigger === 'OBJECTION_RATE'),
    ).toEqual([]);
    await decided(5, 'UPHELD');
    const started = await begun('OBJECTION_RATE', 2);
    expect(started.map(({ data }) => data.policy).sort()).toEqual(['perf.behaviour', 'perf.result']);
  });

  it('begins a review when the distribution of many units warns', async () => {
    for (let n = 0; n < 6; n++)
      await city.performance.tell(
        streamOf('distribution-review', some(6000 + n)),
        distributionReviewed({
          ...{ unitId: some(6100 + n), year: 2025, orgPredicate: 'BAIK', heldBy: SUP1, participants: [] },
          ...{ staff: 20, exempt: false, before: NONE, after: NONE, changed: [] },
          warnings: n < 2 ? ['max.BAIK'] : [],
        }),
      );
    // Two of six are 33.3333 %.
    const [{ data }] = await begun('DISTRIBUTION');
    expect(data).toMatchObject({ policy: 'perf.distribution', basis: '2025' });
  });

  it('begins a review of the policy that an inspector’s finding is about', async () => {
    const finding = (n: number, about: string | null) =>
      city.audit.tell(
        streamOf('inspection', some(7000)),
        findingIssued({
          ...{ inspectionId: some(7000), findingId: some(7000 + n), finding: n, unitId: UNIT, about },
          ...{ severity: 'MODERATE', issuedBy: some(7100) },
          refs: [{ eventId: some(7200 + n), index: n, leafHash: 'a'.repeat(64) }],
          ...{ followUpBy: '2026-03-06', followUpOverAt: '2026-03-06T17:00:00.000Z' },
          ...{ condition: 'Batas tidak pernah dicapai.', criteria: 'Batas dapat dicapai.' },
          ...{ cause: 'Ditetapkan tanpa data.', effect: 'Tidak ada yang dihargai.' },
          recommendation: 'Tinjau kembali batasnya.',
        }),
      );
    await finding(1, null);
    await finding(2, streamOf('evaluation', some(5000)));
    await finding(3, streamOf('policy', some(7300)));
    await finding(4, streamOf('policy', naturalId('policy', 'perf.cap')));
    const [started, ...more] = await begun('AUDIT');
    expect(more).toEqual([]);
    expect(started.data).toMatchObject({ policy: 'perf.cap', basis: some(7004) });
  });

  it('begins a review for a finding of an audit, once', async () => {
    const start = { policy: 'perf.objection.days', trigger: 'AUDIT', basis: 'Temuan 3/2026' };
    expect((await machine.post('reviews', start)).body.events).toHaveLength(1);
    expect((await machine.post('reviews', start)).body.events).toHaveLength(0);
    expect(await hr.post('reviews', start)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
    await city.settled();
    const { items } = (await city.anyone.get('reviews?status=RUNNING&policy=perf.objection.days')).body;
    expect(items).toMatchObject([{ trigger: 'AUDIT', basis: 'Temuan 3/2026', overdue: false }]);
    city.moveTo('2026-02-05');
    const late = await eventually('the findings are late', async () =>
      (await city.facts('PolicyReviewOverdue')).find(({ data }) => data.policy === 'perf.objection.days'),
    );
    expect(late.data).toMatchObject({ findingsDueOn: '2026-02-04' });
    const csv = await city.anyone.get('reviews?format=csv&status=RUNNING');
    expect(csv.text).toContain('Temuan 3/2026');
    expect(await city.as(PPK, 'leadership').post(`reviews/${some(1)}/agree`, { actions: [] })).toMatchObject(
      refused(404, 'REVIEW_NOT_FOUND'),
    );
  });
});

import { newId } from '@jejak/kernel';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Reader } from './audit-service';
import { inspector, LoggedEvaluation, nurse, rater, STREAM } from './logged-evaluation';
import { type Produced, ProducingService } from './producing-service';

const stranger: Reader = { id: newId(), roles: ['employee'] };
const [planId, measurementId, otherId, ledgerId, promotionId] = [1, 2, 3, 4, 5].map(() => newId());
const [PLAN, MEASUREMENT, OTHER] = [`plan-${planId}`, `measurement-${measurementId}`, `plan-${otherId}`];
const [LEDGER, PROMOTION] = [`credit-ledger-${ledgerId}`, `promotion-${promotionId}`];
const read = ({ parsed, hash }: Produced) => ({ stream: parsed.stream, ver: parsed.ver, hash });

describe('why (domain.md 15, step 51)', () => {
  let logged: LoggedEvaluation;
  /** What led to the evaluation and came of it, in the order in which it was logged. */
  let told: readonly Produced[];
  let beside: readonly Produced[];

  beforeAll(async () => {
    logged = await LoggedEvaluation.start();
    const { audit, performance } = logged;
    const about = { subject: nurse, actor: rater, role: 'supervisor' } as const;
    const plan = { ...about, stream: PLAN };
    const submitted = await performance.event({
      ...plan,
      type: 'PlanSubmitted.v1',
      data: { employeeId: nurse },
    });
    const agreed = await performance.event({ ...plan, type: 'PlanAgreed.v1' });
    const measured = { ...about, stream: MEASUREMENT };
    const rejected = await performance.event({
      ...{ ...measured, type: 'MeasurementRejected.v1' },
      core: { inputs: [read(agreed)] },
    });
    const corrected = await performance.event({ ...measured, type: 'MeasurementCorrected.v1' });
    // Not read by the recommendation: it came later.
    const changed = await performance.event({ ...plan, type: 'PlanChanged.v1' });
    const elsewhere = await performance.event({ stream: OTHER, type: 'PlanSubmitted.v1' });
    const recommended = await performance.event({
      ...{ ...about, stream: STREAM, type: 'RatingRecommended.v1' },
      core: { inputs: [read(corrected)], policies: ['perf.cap@1'], policy: 'perf.result@1' },
    });
    // Corrected by the decision that read it as it was before.
    const together = await performance.event({
      ...{ ...measured, type: 'MeasurementCorrected.v1', core: { corr: recommended.parsed.corr ?? '' } },
    });
    const career = new ProducingService('career', audit.keys);
    const converted = await career.event({
      ...{ stream: LEDGER, subject: nurse, type: 'CreditConverted.v1' },
      core: { inputs: [read(recommended)], policy: 'car.conversion@1' },
    });
    const proposed = await career.event({
      ...{ stream: PROMOTION, subject: nurse, type: 'PromotionProposed.v1' },
      core: { inputs: [read(converted)] },
    });
    const effective = await career.event({
      ...{ stream: PROMOTION, subject: nurse, type: 'PromotionEffective.v1' },
      core: { cause: proposed.parsed.id },
    });
    told = [submitted, agreed, rejected, corrected, recommended, converted, proposed, effective, together];
    beside = [changed, elsewhere];
    await audit.log(performance, [
      submitted,
      agreed,
      rejected,
      corrected,
      changed,
      elsewhere,
      recommended,
      together,
    ]);
    await audit.log(career, [converted, proposed, effective]);
  }, 120_000);
  afterAll(() => logged.audit.stop());

  const question = 'Mengapa predikat E-1 berubah?';
  const asking = (over: object = {}): object => ({
    object: STREAM,
    question,
    purpose: 'INSP-2027-014',
    ...over,
  });
  const ask = (body: object, reader: Reader = inspector, key = newId()) =>
    logged.audit.post('/explanations', body, reader, { 'idempotency-key': key, prefer: 'wait=30' });

  it('is answered by the chain from what was read to what rests on it, and recorded', async () => {
    const key = newId();
    const first = await ask(asking(), inspector, key);
    expect(first).toMatchObject({
      status: 200,
      body: { events: [{ type: 'asn.audit.ExplanationProduced.v1' }] },
    });
    expect((await ask(asking(), inspector, key)).body.stream).toBe(first.body.stream);
    const id = String(first.body.stream).slice('explanation-'.length);
    const { body } = await eventually('it is on the list', async () => {
      const answer = await logged.audit.get(`/explanations/${id}?purpose=INSP-2027-014`, inspector);
      return answer.status === 200 && answer;
    });
    const [found] = body.items as unknown as {
      question: string;
      policies: string[];
      proofs: { size: number; root: string };
      truncated: boolean;
      chain: { id: string; index: number; leafHash: string; actor: string; type: string }[];
    }[];
    const evaluation = logged.events.map(({ parsed }) => parsed.id);
    const wanted = [...evaluation, ...told.map(({ parsed }) => parsed.id)];
    expect(found.chain.map((link) => link.id).sort()).toEqual([...wanted].sort());
    for (const { parsed } of beside) expect(found.chain.map((link) => link.id)).not.toContain(parsed.id);
    expect(found.chain.map(({ index }) => index)).toEqual(
      found.chain.map(({ index }) => index).sort((a, b) => a - b),
    );
    expect(found).toMatchObject({
      ...{ question, truncated: false },
      policies: ['car.conversion@1', 'perf.cap@1', 'perf.method.weights@1', 'perf.result@1'],
      proofs: { root: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(found.proofs.size).toBeGreaterThanOrEqual(wanted.length);
    for (const { leafHash } of found.chain) expect(leafHash).toMatch(/^[0-9a-f]{64}$/);
    const [produced, ...more] = await logged.audit.recorded('ExplanationProduced');
    expect(more).toEqual([]);
    expect(produced.data).toMatchObject({ object: STREAM, chain: found.chain.map((link) => link.id) });
    // The words stand under the employee's key, and the read is the employee's to see.
    expect(JSON.stringify(produced.data)).not.toContain(question);
    const reads = await logged.audit.recorded('FileRead');
    expect(reads.filter(({ data }) => data.what === 'audit.explanation')).toMatchObject([
      { data: { subjectId: nurse, purpose: 'INSP-2027-014' } },
      { data: { subjectId: nurse, purpose: 'INSP-2027-014' } },
    ]);
  });

  it.each([
    ['VALIDATION_FAILED', 400, { object: 'evaluation-1' }],
    ['PURPOSE_REQUIRED', 400, { purpose: undefined }],
    ['STREAM_NOT_FOUND', 404, { object: `evaluation-${newId()}` }],
    ['RULE_VIOLATED', 422, { question: ' ' }],
  ])('is refused with %s', async (code, status, over) =>
    expect(await ask(asking(over))).toMatchObject({ status, body: { code } }),
  );

  it('is of inspectors', async () => {
    expect(await ask(asking(), stranger)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN_ROLE' } });
    expect(await logged.ask(`/explanations/${newId()}`)).toMatchObject({
      ...{ status: 404, body: { code: 'EXPLANATION_NOT_FOUND' } },
    });
    expect((await logged.ask(`/explanations/${newId()}`, stranger)).status).toBe(403);
  });

  it('lists what was asked', async () => {
    const list = await logged.audit.get(`/explanations?object=${STREAM}`, inspector);
    expect(list.body.items).toMatchObject([{ object: STREAM, truncated: false }]);
    const none = await logged.audit.get(`/explanations?caseId=${newId()}`, inspector);
    expect(none.body).toMatchObject({ items: [], next: null });
  });

  it('says which decisions rest on a stream, and whether it has gone on since (question 15)', async () => {
    const dependents = async (stream: string, filter = '') =>
      (await logged.items(`/streams/${stream}/dependents${filter}`)).map(
        (item) =>
          item as unknown as {
            read: number;
            changedSince: boolean;
            decision: { id: string };
          },
      );
    const [submitted, agreed, rejected, corrected, recommended, converted] = told.map(({ parsed }) => parsed);
    expect(submitted.stream).toBe(PLAN);
    expect(await dependents(PLAN)).toMatchObject([
      { read: agreed.ver, changedSince: true, decision: { id: rejected.id } },
    ]);
    expect(await dependents(PLAN, '?upTo=1')).toEqual([]);
    expect(await dependents(MEASUREMENT)).toMatchObject([
      { read: corrected.ver, changedSince: true, decision: { id: recommended.id } },
    ]);
    expect(await dependents(STREAM)).toMatchObject([{ decision: { id: converted.id } }]);
    expect(await dependents(LEDGER)).toMatchObject([{ read: converted.ver, changedSince: false }]);
    expect(await dependents(OTHER)).toEqual([]);
    expect(await logged.ask(`/streams/plan-${newId()}/dependents`)).toMatchObject({
      ...{ status: 404, body: { code: 'STREAM_NOT_FOUND' } },
    });
    expect((await logged.ask(`/streams/${PLAN}/dependents`, stranger)).status).toBe(403);
    const { accessEvent } = (await logged.ask(`/streams/${PLAN}/dependents`)).body;
    expect(accessEvent).not.toBeNull();
  });
});

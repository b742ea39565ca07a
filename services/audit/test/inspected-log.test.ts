import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IntegrityAlarmRaised } from '@jejak/contracts/audit';
import { careerContracts } from '@jejak/contracts/career';
import { evaluationAcknowledged, performanceContracts } from '@jejak/contracts/performance';
import { policyContracts } from '@jejak/contracts/policy';
import { type Contracts, type DomainEvent, naturalId, newId, streamOf } from '@jejak/kernel';
import { ADVISORY_LOCKS } from '@jejak/event-store';
import { eventually } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { type Answer, type Asking, type InspectedCity, startInspectedCity } from './inspected-city';

const fact = (measurementId: string, quantity: string) => ({
  type: 'MeasurementRejected',
  data: { measurementId, rejectedBy: newId(), code: 'SOURCE_MISSING', quantity },
});

let city: InspectedCity;
let [operator, inspector, employee]: readonly Asking[] = [];

beforeAll(async () => {
  city = await startInspectedCity('2026-04-02');
  [operator, inspector, employee] = (['operator', 'inspector', 'employee'] as const).map((role) =>
    city.as(newId(), role),
  );
}, 240_000);
afterAll(() => city.stop());

describe('stores against the log', () => {
  let pool: Pool;
  const streams = Array.from({ length: 3 }, () => `measurement-${newId()}`);
  /** As a DBA would, past everything that keeps facts as they are. */
  const asDba = async (...statements: readonly (readonly [sql: string, values: readonly unknown[]])[]) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('ALTER TABLE es.events DISABLE TRIGGER ALL');
      for (const [sql, values] of statements) await client.query(sql, [...values]);
      await client.query('ALTER TABLE es.events ENABLE ALWAYS TRIGGER events_are_final');
      await client.query('ALTER TABLE es.events ENABLE ALWAYS TRIGGER events_stay_as_they_are');
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  const idOf = ({ body }: Answer): string => String(body.stream).slice('reconciliation-'.length);
  /** Asks for a comparison and waits for its end. */
  const reconciled = async (source = 'performance'): Promise<Answer['body']> => {
    const asked = await operator.post('/reconciliations', { source });
    expect(asked.status).toBe(202);
    return eventually(
      'it has ended',
      async () => {
        const { body } = await inspector.get(`/reconciliations/${idOf(asked)}`);
        return (body.status === 'DONE' || body.status === 'FAILED') && body;
      },
      60_000,
    );
  };
  const alarms = async (): Promise<readonly IntegrityAlarmRaised['data'][]> =>
    (await city.facts('IntegrityAlarmRaised')) as unknown as IntegrityAlarmRaised['data'][];
  /** What a comparison finds, and the alarms that are new with it, by the numbers of what they are about: each alarm is a stream of its own, and they come in any order. */
  const finds = async (source?: string) => {
    const before = (await alarms()).length;
    const { findings } = await reconciled(source);
    const raised = (await alarms()).slice(before);
    return { findings, alarms: raised.sort((a, b) => (a.pos ?? 0) - (b.pos ?? 0)) };
  };
  /** The rows of a table as they are, to be put back. */
  const keep = async (table: string, where: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<{ row: object }>(
      `SELECT to_jsonb(t) AS row FROM es.${table} t WHERE ${where}`,
      [...values],
    );
    return rows.map(
      ({ row }) =>
        [
          `INSERT INTO es.${table} SELECT * FROM jsonb_populate_record(null::es.${table}, $1::jsonb)`,
          [JSON.stringify(row)],
        ] as const,
    );
  };

  beforeAll(async () => {
    pool = await city.performance.pool();
    for (const [nth, stream] of streams.entries()) {
      for (let version = 1; version <= 2; version++)
        await city.performance.tell(stream, fact(stream.slice('measurement-'.length), `6${nth}`));
      await city.logged(stream, 2);
    }
  });

  it('says that nothing differs, of a service and of the ledger itself', async () => {
    const whole = { status: 'DONE', differences: 0, findings: [], cause: null, night: null, progress: null };
    expect(await reconciled()).toMatchObject({ ...whole, source: 'performance', upTo: 6, rowCount: 6 });
    expect(await reconciled('audit')).toMatchObject({ ...whole, source: 'audit' });
    expect(await alarms()).toEqual([]);
    const list = await inspector.get('/reconciliations?source=performance&status=DONE');
    expect(list.body.items).toMatchObject([whole]);
    expect(await city.facts('StoreReconciled')).toContainEqual(
      expect.objectContaining({ source: 'performance', upTo: 6, rows: 6, differences: 0, findings: [] }),
    );
  });

  it('is for operators and inspectors, of services that there are', async () => {
    const forbidden = { status: 403, body: { code: 'FORBIDDEN_ROLE' } };
    expect(await employee.post('/reconciliations', { source: 'performance' })).toMatchObject(forbidden);
    expect(await employee.get('/reconciliations')).toMatchObject(forbidden);
    expect(await operator.post('/reconciliations', { source: 'payroll' })).toMatchObject({
      ...{ status: 400, body: { code: 'VALIDATION_FAILED' } },
    });
    expect(await operator.get(`/reconciliations/${newId()}`)).toMatchObject({
      ...{ status: 404, body: { code: 'RECONCILIATION_NOT_FOUND' } },
    });
    expect((await operator.get('/reconciliations?source=citizen')).body.items).toEqual([]);
    const csv = await inspector.get('/reconciliations?format=csv');
    expect(csv.text).toContain('reconciliationId');
    expect(csv.text).toContain('DONE');
  });

  it('says that it cannot be done where nobody says where the service is', async () => {
    expect(await reconciled(careerContracts.service)).toMatchObject({
      ...{ status: 'FAILED', cause: 'FEED_UNKNOWN', differences: null },
    });
  });

  it('finds one byte of a stored rejection that was changed (domain.md step 57), once', async () => {
    const [stream] = streams;
    const change = (from: string, to: string) =>
      asDba([
        `UPDATE es.events SET data = replace(data::text, $2, $3)::jsonb WHERE stream_id = $1 AND version = 1`,
        [stream, from, to],
      ]);
    await change('"60"', '"61"');
    const found = await finds();
    expect(found.findings).toEqual([{ finding: 'ROW_DIFFERS', count: 1 }]);
    expect(found.alarms).toMatchObject([
      { kind: 'HASH_MISMATCH', finding: 'ROW_DIFFERS', source: 'performance', stream, version: 1, pos: 1 },
    ]);
    // The same found again raises nothing new, and is counted all the same.
    expect(await finds()).toEqual({ findings: found.findings, alarms: [] });
    // The ledger's copy is what it was, and is proven as before.
    const purpose = 'purpose=drill-57';
    const { body } = await inspector.get(`/streams/${stream}/verify?${purpose}`);
    expect(body.items).toMatchObject([{ stream, valid: true }]);
    const history = await inspector.get(`/streams/${stream}/history?${purpose}`);
    expect(history.body.items[0]).toMatchObject({ data: { quantity: '60' }, payload: 'opens' });
    expect((await inspector.get(`/entries/${String(history.body.items[0].index)}?${purpose}`)).status).toBe(
      200,
    );
    await change('"61"', '"60"');
    expect(await reconciled()).toMatchObject({ differences: 0 });
  });

  it('finds a stream that was deleted, and the end of a store that was cut', async () => {
    const [, deleted, cut] = streams;
    const rows = [
      ...(await keep('events', 'stream_id = $1 OR (stream_id = $2 AND version = 2)', [deleted, cut])),
      ...(await keep('streams', 'stream_id = $1', [deleted])),
    ];
    await asDba(
      ['DELETE FROM es.events WHERE stream_id = $1', [deleted]],
      ['DELETE FROM es.streams WHERE stream_id = $1', [deleted]],
    );
    const lost = await finds();
    expect(lost.findings).toEqual([{ finding: 'ROW_MISSING', count: 2 }]);
    expect(lost.alarms).toMatchObject([
      { kind: 'GAP', finding: 'ROW_MISSING', pos: 3, stream: deleted, version: 1, found: null },
      { kind: 'GAP', finding: 'ROW_MISSING', pos: 4, stream: deleted, version: 2, found: null },
    ]);
    const { rows: heads } = await pool.query<{ event_hash: Buffer }>(
      'SELECT event_hash FROM es.events WHERE stream_id = $1 ORDER BY version',
      [cut],
    );
    const setHead = (version: number) =>
      [
        'UPDATE es.streams SET version = $2, head_hash = $3 WHERE stream_id = $1',
        [cut, version, heads[version - 1].event_hash],
      ] as const;
    await asDba(
      ['DELETE FROM es.events WHERE stream_id = $1 AND version = 2', [cut]],
      setHead(1),
      ['DELETE FROM es.published WHERE pos = 6', []],
      ['UPDATE es.relay SET next_pos = 6', []],
    );
    const shorter = await finds();
    expect(shorter.findings).toEqual([
      { finding: 'NUMBERING_BEHIND', count: 1 },
      { finding: 'ROW_MISSING', count: 3 },
    ]);
    expect(shorter.alarms).toMatchObject([
      { kind: 'FORK', finding: 'NUMBERING_BEHIND', pos: 5 },
      { kind: 'GAP', finding: 'ROW_MISSING', pos: 6, stream: cut, version: 2 },
    ]);
    await asDba(
      ...rows,
      setHead(2),
      [
        'INSERT INTO es.published (pos, position, event_id) SELECT 6, position, event_id FROM es.events WHERE stream_id = $1 AND version = 2',
        [cut],
      ],
      ['UPDATE es.relay SET next_pos = 7', []],
    );
    expect(await reconciled()).toMatchObject({ differences: 0, rowCount: 6 });
  });

  it('finds an event that was kept back, a row that nothing appended, and a changed row of the outbox', async () => {
    const [stream] = streams;
    const kept = `measurement-${newId()}`;
    // Somebody else leads its relay: what is put into the outbox stays there.
    const leader = await pool.connect();
    const leads = leader.query('SELECT pg_advisory_lock($1, $2)', [
      ADVISORY_LOCKS.space,
      ADVISORY_LOCKS.relay,
    ]);
    await eventually('its relay gave way', async () => {
      const { rowCount } = await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'jejak-relay-performance' AND datname = current_database()`,
      );
      return (rowCount ?? 0) > 0;
    });
    await leads;
    const version = await city.performance.tell(kept, fact(kept.slice('measurement-'.length), '7'));
    expect(version).toBe(1);
    expect(await reconciled()).toMatchObject({ differences: 0, rowCount: 7, upTo: 6 });
    await pool.query('UPDATE es.outbox SET pos = 4 WHERE key = $1', [kept]);
    expect(await finds()).toMatchObject({
      findings: [{ finding: 'OUTBOX_DIFFERS', count: 1 }],
      alarms: [{ kind: 'HASH_MISMATCH', finding: 'OUTBOX_DIFFERS', stream: kept, pos: null }],
    });
    await pool.query('DELETE FROM es.outbox WHERE key = $1', [kept]);
    expect(await finds()).toMatchObject({
      findings: [{ finding: 'ROW_SUPPRESSED', count: 1 }],
      alarms: [{ kind: 'GAP', finding: 'ROW_SUPPRESSED', stream: kept, version: 1, pos: null }],
    });
    await asDba(
      ['DELETE FROM es.events WHERE stream_id = $1', [kept]],
      [
        `INSERT INTO es.events (position, stream_id, version, event_id, event_type, schema_version, core, event_hash, data, opening)
         SELECT nextval('es.event_position'), stream_id, 3, gen_random_uuid(), event_type, schema_version, core, event_hash, data, opening
           FROM es.events WHERE stream_id = $1 AND version = 2`,
        [stream],
      ],
    );
    const extra = await finds();
    expect(extra.findings).toEqual([
      { finding: 'ROW_DIFFERS', count: 1 },
      { finding: 'ROW_EXTRA', count: 1 },
    ]);
    expect(extra.alarms).toContainEqual(
      expect.objectContaining({ kind: 'UNAUTHORISED_WRITER', finding: 'ROW_EXTRA', stream, version: 3 }),
    );
    await asDba(
      ['DELETE FROM es.events WHERE stream_id = $1 AND version = 3', [stream]],
      ['DELETE FROM es.streams WHERE stream_id = $1', [kept]],
    );
    expect(await reconciled()).toMatchObject({ differences: 0 });
    leader.release(true);
  });

  it('finds sealed words that were exchanged, altered or taken away, although no leaf has them in clear', async () => {
    const evaluations = Array.from({ length: 2 }, newId);
    const streamsOf = evaluations.map((id) => streamOf('evaluation', id));
    for (const [nth, evaluationId] of evaluations.entries()) {
      const comment = `Saya setuju, nomor ${nth}.`;
      await city.performance.tell(
        streamsOf[nth],
        evaluationAcknowledged({ evaluationId, agree: true, comment }, { subject: newId() }),
      );
      await city.logged(streamsOf[nth], 1);
    }
    const { rows } = await pool.query<{ personal: Buffer }>(
      'SELECT personal FROM es.events WHERE stream_id = ANY ($1) ORDER BY position',
      [streamsOf],
    );
    const [own, others] = rows.map(({ personal }) => personal);
    const bent = Buffer.from(own);
    bent[bent.length - 1] ^= 1;
    const set = (personal: Buffer | null) =>
      asDba(['UPDATE es.events SET personal = $2 WHERE stream_id = $1', [streamsOf[0], personal]]);
    const setInLedger = (personal: Buffer) =>
      city.rows(
        `UPDATE ledger.entry e SET personal = $2 FROM ledger.log_entry l WHERE l.idx = e.idx AND l.stream = $1`,
        [streamsOf[0], personal],
      );
    expect(await reconciled()).toMatchObject({ differences: 0 });
    for (const personal of [others, bent, null]) {
      await set(personal);
      expect(await finds()).toMatchObject({
        findings: [{ finding: 'PERSONAL_DIFFERS', count: 1 }],
        alarms: [{ kind: 'HASH_MISMATCH', finding: 'PERSONAL_DIFFERS', stream: streamsOf[0], version: 1 }],
      });
    }
    // Somebody who was at both databases: what it opens to is not what the leaf has committed to.
    await set(others);
    await city.rows('ALTER TABLE ledger.entry DISABLE TRIGGER no_update');
    await setInLedger(others);
    expect((await finds()).findings).toEqual([{ finding: 'PERSONAL_DIFFERS', count: 1 }]);
    await setInLedger(own);
    await city.rows('ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER no_update');
    await set(own);
    expect(await reconciled()).toMatchObject({ differences: 0 });
  });

  it('builds its list anew as it is', async () => {
    await city.settled();
    expect(await city.unlikeTheirRebuild()).toEqual({});
  });

  it('raises an alarm where the stream of heads leaves was changed, and seals nothing more', async () => {
    const before = (await alarms()).length;
    await city.rows('UPDATE es.streams SET head_hash = $1 WHERE stream_id = $2', [
      ...[Buffer.alloc(32, 1), 'audit-heads'],
    ]);
    const [alarm] = await eventually(
      'it is noticed',
      async () => {
        const raised = (await alarms()).slice(before);
        return raised.length > 0 && raised;
      },
      30_000,
    );
    expect(alarm).toMatchObject({
      ...{ kind: 'HASH_MISMATCH', finding: 'HEAD_DIFFERS', source: 'audit', stream: 'audit-heads' },
      found: Buffer.alloc(32, 1).toString('base64url'),
    });
  });
});

const FIXTURES = join(__dirname, '../../../libs/contracts/fixtures');

/** A fact as its fixture has it, with what is otherwise. */
const told =
  ({ service, events }: Contracts, about: { readonly subject?: string } = {}) =>
  (name: string, otherwise: object = {}): DomainEvent => {
    const file = join(FIXTURES, service, `${name}.v${events[name].version}.json`);
    const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: object };
    return { type: name, data: { ...data, ...otherwise }, ...about };
  };

describe('what would have been (domain.md step 53)', () => {
  const [employeeId, evaluationId, planId, unitId] = Array.from({ length: 4 }, () => newId());
  const evaluation = streamOf('evaluation', evaluationId);
  const fact = told(performanceContracts, { subject: employeeId });
  const measurements: [indicatorId: string, quantity: string][] = [
    ...(['330', '345', '350', '295', '60'] as const).map((quantity): [string, string] => ['I-1', quantity]),
    ...([
      ['I-2', '2.55'],
      ['I-3', '85.25'],
      ['I-4', '97.02'],
    ] as [string, string][]),
  ];
  /** The facts by which each amount came to count, in the order of `measurements`. */
  const counting: string[] = [];
  let checked = '';

  const ask = async (otherwise: object, asking = inspector, object = evaluation): Promise<Answer> =>
    asking.post('/explanations', {
      ...{ object, question: 'Apa jadinya tanpa itu?', purpose: 'INSP-2027-014', ...otherwise },
    });
  const supposed = async (otherwise: object): Promise<Readonly<Record<string, unknown>>> => {
    const { status, body } = await ask(otherwise);
    expect({ status, code: body.code }).toEqual({ status: 200 });
    const id = body.stream.slice('explanation-'.length);
    const found = await eventually('it is on the list', async () => {
      const answer = await inspector.get(`/explanations/${id}?purpose=INSP-2027-014`);
      return answer.status === 200 && answer;
    });
    const [{ hypothetical }] = found.body.items;
    return hypothetical as Readonly<Record<string, unknown>>;
  };

  beforeAll(async () => {
    const { performance, career, policy } = city;
    const plan = streamOf('plan', planId);
    await performance.tell(
      plan,
      fact('PlanDrafted', { planId, employeeId, unitId }),
      fact('TargetAdjusted', {
        planId,
        indicators: (fact('PlanAgreed').data as { indicators: object }).indicators,
      }),
      fact('PlanAgreed', { planId }),
    );
    const read = [await performance.headOf(plan)];
    for (const [indicatorId, quantity] of measurements) {
      const measurementId = newId();
      const stream = streamOf('measurement', measurementId);
      const about = { measurementId, planId, employeeId, unitId, indicatorId, quantity };
      const version = await performance.tell(
        stream,
        fact('ProgressReported', { ...about, from: '2026-01-01', to: '2026-12-31' }),
        fact('MeasurementVerified', { measurementId, quantity }),
      );
      counting.push((await city.logged(stream, version))[1]);
      read.push(await performance.headOf(stream));
    }
    await performance.tell(
      evaluation,
      fact('EvaluationOpened', { evaluationId, planId, employeeId, unitId }),
      fact('PerformanceInterviewHeld', { evaluationId }),
      fact('BehaviourRated', { evaluationId }),
      fact('CitizenIndexRecorded', { evaluationId }),
    );
    const pinned = ['behaviour', 'cap', 'citizen', 'method.weights', 'other', 'result'].map(
      (key) => `perf.${key}@1`,
    );
    await performance.under(pinned, read).tell(
      evaluation,
      fact('RatingRecommended', {
        ...{ evaluationId, composite: '110.2149', resultRating: 'ABOVE', predicate: 'SANGAT_BAIK' },
        policyRefs: pinned,
      }),
    );
    const credit = told(careerContracts, { subject: employeeId });
    await career
      .under(['car.conversion@1'])
      .tell(streamOf('credit-ledger', newId()), credit('CreditConverted', { employeeId, evaluationId }));
    const promotion = streamOf('promotion', newId());
    await career.tell(
      promotion,
      credit('EligibilityChecked', { employeeId, evaluations: [{ evaluationId, evaluationVersion: 5 }] }),
    );
    [checked] = await city.logged(promotion, 1);
    await policy.tell(
      streamOf('policy', naturalId('policy', 'perf.result')),
      told(policyContracts)('PolicyInForce', {
        ...{ key: 'perf.result', version: 2, parameters: { above: '112', meets: '90' } },
        effectiveFrom: '2027-01-01',
      }),
    );
    await city.logged(streamOf('policy', naturalId('policy', 'perf.result')), 2);
    await city.logged(evaluation, 5);
    await city.settled();
  }, 120_000);

  it('without the 60: 108.8149, Baik, 12.50, 95.83 of 100, not eligible', async () => {
    const found = await supposed({ withoutEvent: counting[4] });
    expect(found).toMatchObject({
      ...{ label: 'HYPOTHETICAL', withoutEvent: counting[4], underPolicy: null, applies: null },
      was: {
        composite: '110.2149',
        resultRating: 'ABOVE',
        behaviourRating: 'ABOVE',
        predicate: 'SANGAT_BAIK',
      },
      would: { composite: '108.8149', resultRating: 'MEETS', behaviourRating: 'ABOVE', predicate: 'BAIK' },
      credits: [{ points: '18.75', hypothetical: '12.50' }],
      eligibility: [
        {
          ...{ eventId: checked, eligible: true },
          hypothetical: { eligible: false, balance: '95.83', needed: '100', failed: ['AK'] },
        },
      ],
    });
    const produced = await city.facts('ExplanationProduced');
    expect(produced.at(-1)).toMatchObject({ object: evaluation, hypothetical: found });
  });

  it('under v2 (112): Baik, and not eligible; but v2 does not apply, since the plan pinned v1', async () => {
    expect(await supposed({ underPolicy: 'perf.result@2' })).toMatchObject({
      ...{ underPolicy: 'perf.result@2', governedBy: 'perf.result@1', applies: false },
      would: { composite: '110.2149', resultRating: 'MEETS', predicate: 'BAIK' },
      eligibility: [{ hypothetical: { eligible: false, balance: '95.83' } }],
    });
  });

  it('says nothing where an indicator would have no amount', async () =>
    expect(await supposed({ withoutEvent: counting[7] })).toMatchObject({
      ...{ would: null, credits: [], eligibility: [] },
    }));

  it('is refused of what cannot be computed', async () => {
    const refused = (status: number, code: string) => ({ status, body: { code } });
    expect(await ask({ withoutEvent: newId() })).toMatchObject(refused(404, 'EVENT_NOT_FOUND'));
    expect(await ask({ withoutEvent: checked })).toMatchObject(refused(422, 'NOT_COMPUTABLE'));
    expect(await ask({ underPolicy: 'rec.passing@1' })).toMatchObject(refused(422, 'NOT_COMPUTABLE'));
    expect(await ask({ underPolicy: 'perf.result@9' })).toMatchObject(refused(422, 'POLICY_MISSING'));
    expect(await ask({ underPolicy: 'x' })).toMatchObject(refused(400, 'VALIDATION_FAILED'));
    expect(await ask({ withoutEvent: counting[0], underPolicy: 'perf.result@2' })).toMatchObject(
      refused(400, 'VALIDATION_FAILED'),
    );
    const plan = streamOf('plan', planId);
    expect(await ask({ withoutEvent: counting[0] }, inspector, plan)).toMatchObject(
      refused(422, 'NOT_COMPUTABLE'),
    );
    expect(await ask({ withoutEvent: counting[0] }, employee)).toMatchObject(refused(403, 'FORBIDDEN_ROLE'));
  });
});

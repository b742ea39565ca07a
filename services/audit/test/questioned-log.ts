import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { subjectKeyDestroyed } from '@jejak/contracts/audit';
import { recordFacts } from '@jejak/neighbour';
import { naturalId, newId, streamOf } from '@jejak/kernel';
import { signCheckpoint, signingKey } from '@jejak/ledger';
import { LoggedEvaluation, rater, superior } from './logged-evaluation';
import { type Produced, ProducingService } from './producing-service';
import { ratedEvaluation } from './rated-evaluation';

export const POLICY = 'perf.cap';
const [unitId, subordinate, applicant, steward, erased] = Array.from({ length: 5 }, () => newId());
export const people = { subordinate, applicant, steward, erased } as const;
export const UNIT = unitId;
const stream = (aggregate: string): string => streamOf(aggregate, newId());

/** The log of {@link LoggedEvaluation} with something for each of the 25 questions to find, and something beside it that holds nothing of the kind. */
export interface QuestionedLog {
  readonly logged: LoggedEvaluation;
  /** Rated late, within a minute, all alike. */
  readonly ratings: readonly Produced[];
  /** Of the supervisor on their subordinate. */
  readonly onSubordinate: Produced;
  /** Rated and finalised alike. */
  readonly unchanged: readonly Produced[];
  /** Reported and verified by one person. */
  readonly bothEnds: readonly Produced[];
  readonly objection: readonly Produced[];
  /** Under a duty that nobody gave. */
  readonly unauthorised: Produced;
  /** Read the nurse's evaluation. */
  readonly decision: Produced;
  readonly operated: Produced;
  /** Of one applicant. */
  readonly scored: readonly Produced[];
  /** Published twice, and once. */
  readonly changedList: readonly Produced[];
  readonly list: Produced;
  /** A case of its own, with nothing around it. */
  readonly lonely: Produced;
  readonly training: ProducingService;
  /** A checkpoint that the log's own key signed, of a history that is not this one. */
  readonly forged: string;
  stop(): Promise<void>;
}

const read = ({ parsed, hash }: Produced) => ({ stream: parsed.stream, ver: parsed.ver, hash });

export const questionedLog = async (): Promise<QuestionedLog> => {
  const folder = mkdtempSync(join(tmpdir(), 'jejak-questions-'));
  const [seedFile, seed] = [join(folder, 'seed'), randomBytes(32)];
  writeFileSync(seedFile, seed, { mode: 0o600 });
  const logged = await LoggedEvaluation.start({
    ...{ JEJAK_LEDGER_SEED_FILE: seedFile, JEJAK_LEDGER_HEADS_EVERY: '1s' },
  });
  const { audit, performance, policy } = logged;
  const [career, recruitment, training] = ['career', 'recruitment', 'training'].map(
    (name) => new ProducingService(name, audit.keys),
  );

  const evaluation = (said: { subject?: string; unitId?: string; predicate?: string; at: string }) =>
    ratedEvaluation(performance, {
      ...{ stream: stream('evaluation'), subject: newId(), rater: superior, unitId, year: 2026 },
      ...{ predicate: 'BAIK', composite: '95.0000', ...said },
    });
  const alike = [
    await evaluation({ at: '2027-01-31T23:00:00.000Z' }),
    await evaluation({ at: '2027-01-31T23:00:20.000Z' }),
    await evaluation({ at: '2027-01-31T23:00:40.000Z' }),
  ];
  const elsewhere = { unitId: newId(), at: '2027-01-20T03:00:00.000Z' };
  const ofSubordinate = await evaluation({ ...elsewhere, subject: subordinate, predicate: 'KURANG' });
  const quiet = await evaluation({ ...elsewhere, unitId: newId() });
  const finalised = await performance.event({
    ...{ stream: quiet[0].parsed.stream, type: 'EvaluationFinalised.v1', at: '2027-02-20T03:00:00.000Z' },
    data: { predicate: 'BAIK' },
  });

  const reporter = newId();
  const measurementId = newId();
  const measured = { stream: streamOf('measurement', measurementId), actor: reporter };
  const bothEnds = [
    await performance.event({
      ...{ ...measured, type: 'ProgressReported.v1', role: 'employee', at: '2026-04-01T03:00:00.000Z' },
      data: {
        ...{ measurementId, planId: newId(), employeeId: reporter, unitId, indicatorId: 'I-1' },
        ...{ quantity: '330', from: '2026-01-01', to: '2026-03-31', channel: 'WEB' },
      },
    }),
    await performance.event({
      ...{ ...measured, type: 'MeasurementVerified.v1', role: 'supervisor', at: '2026-04-02T03:00:00.000Z' },
      data: { measurementId, verifiedBy: reporter, method: 'REGISTER_CHECK', quantity: '330' },
    }),
  ];
  const objected = { stream: stream('evaluation') };
  const objection = [
    await performance.event({
      ...{ ...objected, type: 'EvaluationObjected.v1', at: '2026-03-02T02:00:00.000Z' },
      data: { grounds: ['OTHER'], overdueAt: '2026-03-10T17:00:00.000Z' },
    }),
    await performance.event({
      ...{ ...objected, type: 'ObjectionDecided.v1', at: '2026-03-12T03:30:00.000Z' },
      data: { outcome: 'PARTLY' },
    }),
  ];
  const unauthorised = await performance.event({
    ...{ stream: stream('source'), type: 'SourceAudited.v1', actor: steward, role: 'employee:data_steward' },
  });
  const lonely = await performance.event({ stream: stream('plan'), at: '2020-06-01T03:00:00.000Z' });

  const supervised = await career.event({
    ...{ stream: streamOf('employee', subordinate), subject: subordinate, type: 'SupervisorAssigned.v1' },
    ...{ at: '2027-01-01T02:00:00.000Z' },
    data: { employeeId: subordinate, supervisorId: superior, from: '2027-01-01', to: null },
  });
  const decision = await career.event({
    ...{ stream: stream('promotion'), type: 'PromotionDecided.v1' },
    core: { inputs: [read(logged.events[1])] },
  });
  const operated = await career.event({
    ...{ stream: stream('operator-act'), type: 'OperatorActed.v1', role: 'operator' },
    data: { act: 'REBUILD', part: 'employee_list' },
  });

  const application = { stream: stream('application'), subject: applicant };
  const scored = [
    await recruitment.event({ ...application, type: 'ScoreRecorded.v1', data: { raw: '71' } }),
    await recruitment.event({ ...application, type: 'CandidateRanked.v1', data: { rank: 2 } }),
  ];
  const changed = { stream: stream('vacancy'), type: 'StageResultPublished.v1' };
  const changedList = [
    await recruitment.event({ ...changed, data: { version: 1, cutOff: '350' } }),
    await recruitment.event({ ...changed, data: { version: 2, cutOff: '355' } }),
  ];
  const list = await recruitment.event({ ...changed, stream: stream('vacancy'), data: { version: 1 } });

  const cap = { stream: streamOf('policy', naturalId('policy', POLICY)) };
  const seeded = await policy.event({
    ...{ ...cap, type: 'PolicySeeded.v1' },
    data: {
      ...{ key: POLICY, version: 1, parameters: { min: '0', max: '120' }, origin: 'CONFIGURED' },
      ...{ legalBasis: 'PermenPANRB 6/2022', effectiveFrom: '2025-10-01' },
    },
  });

  await audit.log(career, [supervised, decision, operated]);
  await audit.log(performance, [
    ...[...alike.flat(), ...ofSubordinate, ...quiet, finalised, ...bothEnds, ...objection],
    ...[unauthorised, lonely],
  ]);
  await audit.log(recruitment, [...scored, ...changedList, list]);
  await audit.log(policy, [seeded]);
  await recordFacts(audit.service.platform.store, 'audit', [
    {
      stream: stream('data-request'),
      facts: [
        subjectKeyDestroyed({
          ...{ subjectId: erased, requestId: newId(), basis: 'REQUEST', archiveCode: null },
          ...{ entries: 3, approvedBy: rater },
        }),
      ],
    },
  ]);

  const rated = (events: readonly Produced[]): Produced => events[2];
  return {
    ...{ logged, bothEnds, objection, unauthorised, decision, operated, scored, changedList, list, lonely },
    ...{ ratings: alike.map(rated), onSubordinate: rated(ofSubordinate), unchanged: [...quiet, finalised] },
    training,
    forged: signCheckpoint(
      { origin: 'log.test/1', size: 3, root: Buffer.alloc(32, 1) },
      signingKey('log.test/1', 'note', seed),
    ),
    stop: async () => {
      await audit.stop();
      rmSync(folder, { recursive: true });
    },
  };
};

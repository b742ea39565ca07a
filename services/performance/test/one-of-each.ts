import { performanceContracts as contracts } from '@jejak/contracts/performance';
import { fromFixtures, type Otherwise } from '@jejak/neighbour';
import type { City } from './city';
import { E1, PINNED, SUP1, SUP2, UNIT, UNIT_RESULT, V1 } from './nurse';

/** Everything that a caller can get hold of: what there is in each of its states. */
export const oneOfEach = async (city: City): Promise<Readonly<Record<string, unknown>>> => {
  const { store } = city.performance.platform;
  const told = (
    named: readonly [string, string],
    rows: readonly (readonly string[])[],
    otherwise: (row: number) => Otherwise = () => ({}),
  ) =>
    fromFixtures({ store, contracts }, named, rows, (row) => ({
      ...{ subject: E1, employeeId: E1, pinnedPolicies: PINNED },
      ...otherwise(row),
    }));
  const agreed = ['PlanDrafted', 'PlanSubmitted', 'PlanAgreed'];
  const plans = await told(
    ['plan', 'planId'],
    [
      agreed,
      ['PlanDrafted'],
      ['PlanDrafted', 'PlanSubmitted', 'TargetRealismChecked', 'TargetFlaggedUnrealistic'],
      [...agreed, 'PlanDisputed'],
      [...agreed, 'PlanChangeRequested'],
      ...Array.from({ length: 8 }, () => agreed),
    ],
  );
  const [planId] = plans;
  const opened = ['EvaluationOpened', 'PerformanceInterviewHeld', 'BehaviourRated'];
  const rated = [...opened, 'RatingRecommended', 'AnnualRated'];
  const contested = [...rated, 'EvaluationDelivered', 'EvaluationObjected'];
  const evaluations = await told(
    ['evaluation', 'evaluationId'],
    [
      ['EvaluationOpened'],
      opened,
      [...opened, 'RatingRecommended'],
      rated,
      [...rated, 'EvaluationDelivered'],
      contested,
      [...contested, 'ObjectionHearingHeld'],
      [...rated, 'EvaluationDelivered', 'EvaluationFinalised'],
    ],
    // Each of a plan of its own.
    (nth) => ({ planId: plans[5 + nth], measurementIds: [] }),
  );
  const ingested = { indicatorId: 'I-1', unitId: UNIT };
  const measurements = await told(
    ['measurement', 'measurementId'],
    [
      ['ProgressReported'],
      ['MeasurementQuarantined'],
      ['ProgressReported', 'MeasurementVerified'],
      ['ProgressReported', 'MeasurementRejected'],
      ['ProgressReported', 'MeasurementRejected', 'MeasurementDisputed'],
      ['ProgressReported', 'MeasurementVerified', 'MeasurementCorrectionProposed'],
    ],
    () => ({ planId, ...ingested }),
  );
  const reported = [
    'ViolationReported',
    'SummonsIssued',
    'HearingHeld',
    'SanctionDecided',
    'SanctionAppealed',
  ];
  const improving = ['ImprovementPlanRequired', 'ImprovementPlanOpened', 'CompetencyTestOrdered'];
  const periods = [['PeriodOpened'], ['PeriodOpened', 'PeriodSelfReported'], ['PeriodOpened', 'PeriodRated']];
  const obstacles = [['ObstacleRaised'], ['ObstacleRaised', 'ObstacleAnalysed', 'ImprovementAgreed']];
  const upTo = (names: readonly string[]) => names.map((_, nth) => names.slice(0, nth + 1));
  const of = { planId, unitId: UNIT, year: 2026 };
  return {
    ...{ plans, evaluations, measurements },
    periods: await told(['period', 'periodicId'], periods, () => of),
    obstacles: await told(['obstacle', 'obstacleId'], obstacles, () => of),
    support: await told(
      ['support', 'supportId'],
      [['SupportRequested'], ['SupportRequested', 'SupportGranted']],
      () => of,
    ),
    feedback: await told(['feedback', 'feedbackId'], [['FeedbackGiven']], () => ({ to: E1 })),
    rewards: await told(
      ['reward', 'rewardId'],
      [['PeerNominated'], ['RewardProposed'], ['RewardProposed', 'RewardApproved', 'RewardGranted']],
      () => of,
    ),
    discipline: await told(['discipline', 'caseId'], upTo(reported), () => of),
    improvements: await told(
      ['improvement', 'improvementId'],
      upTo([...improving, 'ConsequenceProposed']),
      () => of,
    ),
    'engagement-surveys': await told(
      ['engagement-survey', 'surveyId'],
      [['EngagementSurveyOpened']],
      // What a survey pins, in its order.
      () => ({ pinnedPolicies: ['perf.other@1', 'pub@1'] }),
    ),
    samples: await told(['sample', 'sampleId'], [['SampleDrawn']], () => ({
      measurementIds: measurements.slice(0, 3),
    })),
    ...{ planId: [planId], measurementId: measurements, feedbackRefs: [], measurementIds: [measurements[0]] },
    ...{ employeeId: [E1], about: [E1], unitId: [UNIT], ownerUnitId: [UNIT], 'unit-dashboard': [UNIT] },
    ...{ 'feedback/to': [V1], of: [SUP1], owner: [SUP1], by: [SUP1], participants: [SUP1], witnesses: [V1] },
    ...{ supports: [UNIT_RESULT], parentResultId: [UNIT_RESULT], consultedSupervisorId: [SUP2] },
    ...{
      cycles: ['2026'],
      year: [2026],
      indicatorId: ['I-1'],
      code: ['KODE-1'],
      role: ['HEALTH'],
      ruleId: ['PEER_COLLABORATION'],
    },
    ...{
      quantity: ['12'],
      target: ['100'],
      weight: ['20'],
      rangeLow: ['1'],
      rangeHigh: ['2'],
      min: ['0'],
      max: ['9'],
    },
    ...{
      index: ['90.00'],
      sha256: ['a'.repeat(64)],
      evidenceSha256: ['b'.repeat(64)],
      mediaType: ['application/pdf'],
    },
    ...{ source: ['REGISTER'], channel: ['WEB'], quarter: ['2026-Q1'], indicatorIds: ['I-1'] },
    ...{
      from: ['2026-03-01'],
      to: ['2026-03-31'],
      score: [4],
      hearingOn: ['2026-12-01'],
      closesOn: ['2026-10-20'],
    },
    ...{ auditedOn: ['2026-01-05'], lastAudit: ['2026-01-05'], supervisorKnewOn: ['2026-04-01'] },
  };
};

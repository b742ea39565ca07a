import type {
  ConsultationOpened,
  PolicyApproved,
  PolicyDrafted,
  PolicyInForce,
} from '@jejak/contracts/policy';
import type {
  CycleClosed,
  ProgressReported,
  RewardGranted,
  RewardProposed,
  SampleDrawn,
} from '@jejak/contracts/performance';
import { fixed } from '@jejak/kernel';
import { ASKED, type Control, type Trip } from './control';
import type { LogFact } from './log-fact';

/** The facts of a policy that say how a version came about. */
export type PolicyFact = PolicyDrafted | ConsultationOpened | PolicyApproved | PolicyInForce;

/**
 * Whether a version's consultation was over when it was approved. Pure. What the installation began with (`PolicySeeded`) never came
 * into force by `PolicyInForce`, and is not asked about. @param facts of the policy, in their order
 */
export const wasConsulted = (version: number, facts: readonly LogFact<PolicyFact>[]): boolean => {
  const own = facts.filter(({ data }) => data.version === version);
  const approved = own.find(({ type }) => type === 'PolicyApproved');
  return own.some(
    (fact) =>
      fact.type === 'ConsultationOpened' &&
      approved !== undefined &&
      fact.data.closesAt <= approved.envelope.at,
  );
};

/** C9. @source domain.md 10.3, 8.1 */
export const unconsultedPolicy: Control = {
  ...{ control: 'C9', owner: 'leadership', counts: 'nothing: 1' },
  question: {
    en: 'Why is this version in force though nobody was asked, or not until the end?',
    id: 'Mengapa versi ini berlaku padahal tidak ada konsultasi, atau konsultasinya belum selesai?',
  },
  watches: ['policy.PolicyInForce'],
  ask: async (fact, log) => {
    const { version } = (fact as LogFact<PolicyInForce>).data;
    const { stream } = fact.envelope;
    const facts = await log.stream<PolicyFact>(stream, fact.envelope.version);
    if (wasConsulted(version, facts)) return [];
    const own = facts.filter(
      ({ type, data }) =>
        ['PolicyDrafted', 'ConsultationOpened', 'PolicyApproved', 'PolicyInForce'].includes(type) &&
        data.version === version,
    );
    const trip: Trip = {
      ...{ about: [stream, String(version)], objects: [stream], subject: null, unitId: null },
      people: own.flatMap((one): string[] => {
        if (one.type === 'PolicyDrafted') return [one.data.draftedBy];
        return one.type === 'PolicyApproved' ? [one.data.approvedBy] : [];
      }),
      ...{ score: ASKED, limit: null, facts: own, policies: [] },
    };
    return [trip];
  },
};

/** Self-reports of a unit. */
interface Reports {
  readonly unitId: string;
  readonly reports: readonly LogFact<ProgressReported>[];
}

/** Units with so many self-reports of which not one was ever drawn. Pure. @param drawn ids of measurements */
export const neverSampled = (
  reports: readonly LogFact<ProgressReported>[],
  drawn: ReadonlySet<string>,
  minReports: number,
): readonly Reports[] => {
  const units = new Map<string, LogFact<ProgressReported>[]>();
  for (const report of reports)
    units.set(report.data.unitId, [...(units.get(report.data.unitId) ?? []), report]);
  return [...units]
    .filter(([, own]) => own.length >= minReports && !own.some(({ data }) => drawn.has(data.measurementId)))
    .map(([unitId, own]) => ({ unitId, reports: own }));
};

/** C12, when the year is locked: its last sample is drawn. @source domain.md 10.3, 5.7 */
export const unsampledReports: Control = {
  ...{ control: 'C12', owner: 'data_steward', counts: 'self-reports of the unit in the year' },
  question: {
    en: 'Why was not one of this unit’s many self-reports of the year ever checked?',
    id: 'Mengapa tidak satu pun dari sekian banyak laporan mandiri unit ini dalam setahun pernah diperiksa?',
  },
  watches: ['performance.CycleClosed'],
  ask: async (fact, log) => {
    const { ref, values } = await log.rules(fact);
    const limit = values.integer('unsampledMinReports');
    const { cycleId, year } = (fact as LogFact<CycleClosed>).data;
    const { index } = fact.entry;
    const reported = await log.inYear<ProgressReported>('performance', 'ProgressReported', year, index);
    const samples = await log.inYear<SampleDrawn>('performance', 'SampleDrawn', year, index);
    const drawn = new Set(samples.flatMap(({ data }) => data.measurementIds));
    return neverSampled(reported, drawn, limit).map(({ unitId, reports }): Trip => ({
      ...{ about: [unitId, String(year)], objects: [`cycle-${cycleId}`], subject: null, unitId },
      people: [...new Set(reports.map(({ data }) => data.employeeId))],
      ...{ score: fixed(reports.length, 4), limit: String(limit), policies: [ref] },
      facts: [...reports, fact],
    }));
  },
};

/** Whether the rule by which a reward was granted was found met, by amounts that are named. Pure. @param facts of the reward */
export const hasInputs = (
  { ruleId }: Pick<RewardGranted['data'], 'ruleId'>,
  facts: readonly LogFact<RewardProposed | RewardGranted>[],
): boolean =>
  facts.some(
    (fact) => fact.type === 'RewardProposed' && fact.data.ruleId === ruleId && fact.data.inputs.length > 0,
  );

/** C14. @source domain.md 10.3, 5.8 */
export const rewardWithoutInputs: Control = {
  ...{ control: 'C14', owner: 'leadership', counts: 'nothing: 1' },
  question: {
    en: 'By which amounts was the rule of this reward met?',
    id: 'Berdasarkan data apa aturan penghargaan ini terpenuhi?',
  },
  watches: ['performance.RewardGranted'],
  ask: async (fact, log) => {
    const { data, envelope, subject } = fact as LogFact<RewardGranted>;
    const { stream, version } = envelope;
    const facts = await log.stream<RewardProposed | RewardGranted>(stream, version);
    if (hasInputs(data, facts)) return [];
    const proposed = facts.filter(({ type }) => type === 'RewardProposed');
    const trip: Trip = {
      ...{ about: [stream], objects: [stream], subject: subject ?? null, unitId: data.unitId },
      people: [data.employeeId, ...[...proposed, fact].map((one) => one.envelope.actor)].filter(
        (person) => person === data.employeeId || person.startsWith('p_'),
      ),
      ...{ score: ASKED, limit: null, facts: [...proposed, fact], policies: [] },
    };
    return [trip];
  },
};

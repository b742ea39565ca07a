import { consultationOpened, policyDrafted, policyRevised, policySimulated } from '@jejak/contracts/policy';
import { Conflict, endOfDay, Malformed, NotFound, plusDays, RuleViolated } from '@jejak/kernel';
import { REQUIRED_BY } from '../parameters/bounds-of-law';
import { withinTheLaw } from '../parameters/legal-bounds';
import { isKnownKey, shapeFaults } from '../parameters/parameter-shape';
import { beforeApproval, versionOf } from './guards';
import type {
  DraftPolicy,
  DraftText,
  OpenConsultation,
  PolicyGiven,
  RecordSimulation,
  RevisePolicy,
} from './policy.commands';
import { inForce, type Policy, type PolicyEvent } from './policy.state';

/**
 * A draft says what is wrong, what is to come of it, and how that is measured; its values have the shape that the services read, and
 * lie where the law lets them.
 * @throws RuleViolated OUTCOME_REQUIRED, LEGAL_BOUND, WEIGHTS_NOT_100; Malformed VALIDATION_FAILED
 * @source domain.md 8.1
 */
const checked = (key: string, kind: DraftPolicy['kind'], text: DraftText): DraftText => {
  const { problem, intendedOutcome, outcomeMeasures, parameters } = text;
  for (const [field, missing] of [
    ['problem', problem.trim() === ''],
    ['intendedOutcome', intendedOutcome.trim() === ''],
    ['outcomeMeasures', outcomeMeasures.length === 0],
  ] as const)
    if (missing)
      throw new RuleViolated('OUTCOME_REQUIRED', 'A policy says what is wrong and how success is measured.', {
        field,
      });
  if (kind === 'PARAMETERS') {
    const [fault] = shapeFaults(key, parameters);
    if (fault)
      throw new Malformed('VALIDATION_FAILED', `parameters${fault.path}: ${fault.fault}.`, {
        field: `parameters${fault.path}`,
      });
    withinTheLaw(key, parameters);
  } else {
    const regulation = REQUIRED_BY[key];
    if (regulation)
      throw new RuleViolated('LEGAL_BOUND', `The city cannot do without ${key}: ${regulation}.`, {
        ...{ field: 'kind', rule: regulation },
        params: { regulation, member: 'kind' },
      });
    if (Object.keys(parameters).length > 0)
      throw new Malformed('VALIDATION_FAILED', 'Who repeals lays nothing down.', { field: 'parameters' });
  }
  const impactNote = text.impactNote?.trim();
  return { ...text, impactNote: impactNote ? impactNote : null };
};

const textOf = (text: DraftText) => ({
  ...{ parameters: { ...text.parameters }, legalBasis: text.legalBasis, problem: text.problem },
  ...{ intendedOutcome: text.intendedOutcome, impactNote: text.impactNote },
  outcomeMeasures: text.outcomeMeasures.map(({ name, target }) => ({ name, target })),
});

/** @throws NotFound POLICY_NOT_FOUND; Conflict ILLEGAL_TRANSITION for the repeal of what is not in force */
export const draft = (command: DraftPolicy, policy: Policy): PolicyEvent[] => {
  const { key, kind, by: draftedBy } = command;
  if (!isKnownKey(key)) throw new NotFound('POLICY_NOT_FOUND', 'There is no policy under this key.');
  if (kind === 'REPEAL' && !inForce(policy))
    throw new Conflict('ILLEGAL_TRANSITION', 'Nothing is in force that could be repealed.');
  const text = textOf(checked(key, kind, command));
  const version = Math.max(0, ...policy.versions.map((one) => one.version)) + 1;
  return [policyDrafted({ key, version, kind, ...text, draftedBy })];
};

/** Before anybody is asked, or when everybody has been. @throws Conflict ILLEGAL_TRANSITION, CONSULTATION_OPEN */
export const revise = (
  command: RevisePolicy,
  policy: Policy,
  { now }: PolicyGiven & { now: string },
): PolicyEvent[] => {
  const { key, of } = versionOf(policy, command.version);
  beforeApproval(of, now);
  const text = textOf(checked(key, of.kind, command));
  const { version, revision } = of;
  return [policyRevised({ key, version, revision: revision + 1, ...text, revisedBy: command.by })];
};

/** @throws Conflict ILLEGAL_TRANSITION; RuleViolated RULE_VIOLATED where it is too short. @source domain.md 8.1 */
export const openConsultation = (
  { version, closesOn, by: openedBy }: OpenConsultation,
  policy: Policy,
  { today, calendar, rules }: PolicyGiven,
): PolicyEvent[] => {
  const { key, of } = versionOf(policy, version);
  if (of.status !== 'DRAFTED')
    throw new Conflict('ILLEGAL_TRANSITION', 'A consultation is opened on a draft, once.');
  const shortest = plusDays(today, rules.consultationDays);
  if (closesOn < shortest)
    throw new RuleViolated('RULE_VIOLATED', `A consultation lasts until ${shortest} at least.`, {
      ...{ field: 'closesOn', rule: 'policy.consultation-days', policyRefs: [rules.otherRef] },
      params: { rule: 'policy.consultation-days', date: shortest },
    });
  const closesAt = endOfDay(closesOn, calendar);
  return [consultationOpened({ key, version, opensOn: today, closesOn, closesAt, openedBy })];
};

/** What was computed of a revision that was written over meanwhile is kept, and counts for that one only. */
export const recordSimulation = (
  { version, by: simulatedBy, simulationId, revision, against, effects }: RecordSimulation,
  policy: Policy,
): PolicyEvent[] => {
  const { key, of } = versionOf(policy, version);
  if (of.simulations.some((one) => one.simulationId === simulationId)) return [];
  return [
    policySimulated({
      ...{ key, version, simulationId, revision, against, effects, hypothetical: true, simulatedBy },
    }),
  ];
};

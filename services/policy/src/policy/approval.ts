import { policyApproved, policyPublished, socialisationHeld } from '@jejak/contracts/policy';
import { plusDays, RuleViolated, startOfDay } from '@jejak/kernel';
import { needed } from '../needed';
import { differences } from '../parameters/parameter-diff';
import { beforeApproval, inStatus, versionOf } from './guards';
import type { ApprovePolicy, PolicyGiven, PublishPolicy, RecordSocialisation } from './policy.commands';
import { inForce, type Policy, type PolicyEvent, type Version } from './policy.state';

const notRetroactive = (effectiveFrom: string, today: string): void => {
  if (effectiveFrom < today)
    throw new RuleViolated('POLICY_NOT_RETROACTIVE', 'No version counts for what has been.', {
      field: 'effectiveFrom',
      params: { date: today },
    });
};

const rule = (name: string, message: string): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', message, { rule: name, params: { rule: name } });

/**
 * The leadership approves what others wrote, after everybody was asked and answered, and it is known what it would come to.
 * @throws Conflict ILLEGAL_TRANSITION, CONSULTATION_OPEN
 * @throws RuleViolated SOD_VIOLATION, POLICY_NOT_RETROACTIVE, RULE_VIOLATED, OPINIONS_UNANSWERED
 * @source domain.md 1 (separation of duties 4), 8.1
 */
export const approve = (
  { version, by: approvedBy, effectiveFrom }: ApprovePolicy,
  policy: Policy,
  { now, today, opinions }: PolicyGiven & { now: string },
): PolicyEvent[] => {
  const { key, of } = versionOf(policy, version);
  beforeApproval(of, now);
  if (of.authors.includes(approvedBy))
    throw new RuleViolated('SOD_VIOLATION', 'Who wrote a policy does not approve it.', {
      rule: 'sod.draft-and-approve',
    });
  notRetroactive(effectiveFrom, today);
  if (!of.consultation) throw rule('policy.consultation', 'Nobody was asked about this draft.');
  if (of.simulated !== of.revision)
    throw rule('policy.simulation', 'Nobody knows what this draft would have come to: simulate it.');
  if (of.impactNote === null) throw rule('policy.impact-note', 'The draft has no impact note.');
  const { given, unanswered } = needed(opinions, 'the opinions');
  if (unanswered > 0)
    throw new RuleViolated('OPINIONS_UNANSWERED', `${unanswered} opinions have no answer yet.`, {
      params: { count: unanswered },
    });
  return [policyApproved({ key, version, effectiveFrom, approvedBy, opinions: given })];
};

/**
 * The versions of a policy follow each other: one begins after the last day to which the one before may be deferred.
 * @throws RuleViolated RULE_VIOLATED
 */
const noOverlap = ({ versions }: Policy, { version }: Version, effectiveFrom: string): void => {
  for (const other of versions) {
    const pending = other.status === 'PUBLISHED' || other.status === 'SOCIALISING';
    if (!pending && other.status !== 'IN_FORCE') continue;
    const until = (pending ? other.published?.latestOn : other.effectiveFrom) ?? '';
    if (other.version > version || effectiveFrom <= until)
      throw rule('policy.overlap', `Version ${other.version} would overlap with this one.`);
  }
};

/**
 * It becomes public, with what it changes. It may begin later than approved, never earlier.
 * @throws Conflict ILLEGAL_TRANSITION; RuleViolated POLICY_NOT_RETROACTIVE, RULE_VIOLATED
 * @source domain.md 2.5, 8.1
 */
export const publish = (
  { version, by: publishedBy, effectiveFrom: wanted }: PublishPolicy,
  policy: Policy,
  { today, calendar, rules, sha256 }: PolicyGiven,
): PolicyEvent[] => {
  const { key, of } = versionOf(policy, version);
  inStatus(of, 'Only an approved version is published, once.', 'APPROVED');
  const approved = of.effectiveFrom ?? '';
  const effectiveFrom = wanted ?? approved;
  notRetroactive(effectiveFrom, today);
  if (effectiveFrom < approved)
    throw rule('policy.effective-from', `It was approved for ${approved} at the earliest.`);
  noOverlap(policy, of, effectiveFrom);
  const before = [...policy.versions]
    .filter(({ status }) => ['IN_FORCE', 'PUBLISHED', 'SOCIALISING'].includes(status))
    .at(-1);
  const latest = plusDays(today, rules.socialise.maxDays);
  return [
    policyPublished({
      ...{ key, version, sha256: needed(sha256, 'the digest'), effectiveFrom, publishedOn: today },
      effectiveAt: startOfDay(effectiveFrom, calendar),
      latestOn: latest > effectiveFrom ? latest : effectiveFrom,
      follows: before?.version ?? inForce(policy)?.version ?? null,
      diff: differences(before?.parameters ?? {}, of.parameters),
      ...{ publishedBy, pinnedPolicies: [rules.socialise.ref] },
    }),
  ];
};

/** @throws Conflict ILLEGAL_TRANSITION; RuleViolated RULE_VIOLATED for a day on which it cannot have been held */
export const recordSocialisation = (
  { version, by: recordedBy, sessionId, title, heldOn, participants }: RecordSocialisation,
  policy: Policy,
  { today }: PolicyGiven,
): PolicyEvent[] => {
  const { key, of } = versionOf(policy, version);
  inStatus(of, 'People are told of what is published and not yet in force.', 'PUBLISHED', 'SOCIALISING');
  if (of.sessions.some((session) => session.sessionId === sessionId)) return [];
  if (heldOn > today || heldOn < (of.published?.publishedOn ?? ''))
    throw rule('socialisation.held-on', 'It was held between the publication and today.');
  return [socialisationHeld({ key, version, sessionId, title, heldOn, participants, recordedBy })];
};

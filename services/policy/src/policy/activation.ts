import {
  policyDeferred,
  policyInForce,
  policyRepealed,
  policySuperseded,
  socialisationShortfall,
  UNMET_CONDITIONS,
} from '@jejak/contracts/policy';
import { Conflict, daysBetween, decimal, plusDays, RuleViolated, startOfDay } from '@jejak/kernel';
import { needed } from '../needed';
import { coverageOf } from '../socialisation/coverage';
import { inStatus, versionOf } from './guards';
import type { BringIntoForce, PolicyGiven } from './policy.commands';
import { inForce, type Policy, type PolicyEvent, type Version } from './policy.state';

/** Whether a day falls in what is decided, of the version: its own day, or one to which it is deferred. */
const dueOn = ({ effectiveFrom, published }: Version, on: string): boolean =>
  published !== null && effectiveFrom !== null && on >= effectiveFrom;

/**
 * On its day a version comes into force when enough people have acknowledged it and it has been public for long enough; else it is
 * deferred day by day, at the latest to the day on which it comes into force all the same, which is told (`SocialisationShortfall`).
 * It counts who had acknowledged before the day began, so that a timer that fires late decides the same.
 * @throws Conflict ILLEGAL_TRANSITION before its day; RuleViolated SOCIALISATION_INSUFFICIENT, to a machine account that asks
 * @source domain.md 3 `gov.socialise`, 8.1
 */
export const bringIntoForce = (
  { version, on, asked }: BringIntoForce,
  policy: Policy,
  { rules, calendar, coverage }: PolicyGiven,
): PolicyEvent[] => {
  const { key, of } = versionOf(policy, version);
  const { published, effectiveFrom } = of;
  if (of.status === 'IN_FORCE' || of.status === 'SUPERSEDED' || of.status === 'REPEALED') return [];
  inStatus(of, 'Only a published version comes into force.', 'PUBLISHED', 'SOCIALISING');
  if (!dueOn(of, on) || !published || effectiveFrom === null) {
    if (asked) throw new Conflict('ILLEGAL_TRANSITION', `It comes into force on ${effectiveFrom ?? '–'}.`);
    return [];
  }
  const { minCoverage, minDays } = rules.socialise;
  const counted = coverageOf(needed(coverage, 'who has acknowledged'));
  const met = {
    COVERAGE: decimal(counted.coverage).gte(minCoverage),
    DAYS: daysBetween(published.publishedOn, on) >= minDays,
  };
  const unmet = UNMET_CONDITIONS.filter((condition) => !met[condition]);
  if (unmet.length > 0 && on < published.latestOn) {
    if (of.deferred === null) {
      const { latestOn } = published;
      const days = Array.from({ length: daysBetween(on, latestOn) }, (_, i) => plusDays(on, i + 1));
      const lookAgainAt = days.map((day) => startOfDay(day, calendar));
      return [policyDeferred({ key, version, effectiveFrom, ...counted, unmet, latestOn, lookAgainAt })];
    }
    if (asked)
      throw new RuleViolated('SOCIALISATION_INSUFFICIENT', 'Too few know of it, or for too short.', {
        rule: unmet.join(', '),
        policyRefs: [rules.socialise.ref],
        params: { coverage: counted.coverage, min: minCoverage, date: published.latestOn },
      });
    return [];
  }
  const shortfall = unmet.length > 0 ? [socialisationShortfall({ key, version, ...counted })] : [];
  const before = inForce(policy);
  const lastDay = plusDays(on, -1);
  if (of.kind === 'REPEAL')
    return before
      ? [...shortfall, policyRepealed({ key, version: before.version, by: version, lastDay })]
      : [];
  const { parameters, legalBasis, origin } = of;
  return [
    ...shortfall,
    policyInForce({ key, version, parameters, legalBasis, origin, effectiveFrom: on, ...counted }),
    ...(before ? [policySuperseded({ key, version: before.version, by: version, lastDay })] : []),
  ];
};

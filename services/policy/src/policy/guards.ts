import { Conflict, isBefore, NotFound } from '@jejak/kernel';
import type { Policy, Version, VersionStatus } from './policy.state';

/** @throws NotFound POLICY_VERSION_NOT_FOUND */
export const versionOf = (
  { key, versions }: Policy,
  version: number,
): { readonly key: string; readonly of: Version } => {
  const of = versions.find((one) => one.version === version);
  if (key === null || !of) throw new NotFound('POLICY_VERSION_NOT_FOUND', 'There is no such version.');
  return { key, of };
};

/** @throws Conflict ILLEGAL_TRANSITION */
export const inStatus = (
  { status }: Version,
  message: string,
  ...statuses: readonly VersionStatus[]
): void => {
  if (!statuses.includes(status)) throw new Conflict('ILLEGAL_TRANSITION', message);
};

/**
 * While a draft may be written again: nobody has approved it, and nobody is being asked about it right now.
 * @throws Conflict ILLEGAL_TRANSITION, CONSULTATION_OPEN
 */
export const beforeApproval = (of: Version, now: string): void => {
  inStatus(of, 'The version is approved already.', 'DRAFTED', 'IN_CONSULTATION', 'REVISED');
  if (of.status === 'IN_CONSULTATION' && of.consultation && isBefore(now, of.consultation.closesAt))
    throw new Conflict('CONSULTATION_OPEN', 'Opinions may still be given on this draft.', {
      params: { date: of.consultation.closesOn },
    });
};

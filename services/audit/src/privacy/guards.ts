import { Conflict, Erased, NotAuthorised, NotFound, RuleViolated } from '@jejak/kernel';
import type { PrivacyGiven } from './privacy.commands';
import type { DataRequest, LegalHold, PrivacyFile } from './privacy.state';

/** @throws Erased SUBJECT_ERASED */
export const notErased = ({ erased }: PrivacyFile): void => {
  if (erased) throw new Erased('SUBJECT_ERASED', 'The data of this person were erased.');
};

/** @throws NotFound DATA_REQUEST_NOT_FOUND */
export const requestIn = ({ requests }: PrivacyFile, ordinal: number): DataRequest => {
  const found = requests.at(ordinal - 1);
  if (!found || ordinal < 1)
    throw new NotFound('DATA_REQUEST_NOT_FOUND', 'There is no such request for you to read or answer.');
  return found;
};

/** Those that stand on a legal date. */
export const standing = ({ holds }: PrivacyFile, today: string): readonly LegalHold[] =>
  holds.filter(({ placed: { until }, lifted }) => !lifted && (until === null || until >= today));

/** @throws NotAuthorised NOT_RELATED */
export const byOfficer = ({ officer }: PrivacyGiven): void => {
  if (!officer) throw new NotAuthorised('NOT_RELATED', 'Who has the duty of data officer decides this.');
};

/** A request that waits for its answer. @throws NotFound DATA_REQUEST_NOT_FOUND; Conflict ILLEGAL_TRANSITION */
export const openRequest = (state: PrivacyFile, ordinal: number): DataRequest => {
  const found = requestIn(state, ordinal);
  if (found.status !== 'OPEN') throw new Conflict('ILLEGAL_TRANSITION', 'The request has been answered.');
  return found;
};

/** Nobody decides about their own data. @throws RuleViolated SOD_VIOLATION */
export const notOneself = (by: string, personId: string): void => {
  if (by === personId)
    throw new RuleViolated('SOD_VIOLATION', 'Nobody decides about their own data.', {
      rule: 'sod.own-data',
    });
};

/** A rule without a code of its own. */
export const unfit = (rule: string, message: string, field: string): RuleViolated =>
  new RuleViolated('RULE_VIOLATED', message, { field, rule, params: { rule } });

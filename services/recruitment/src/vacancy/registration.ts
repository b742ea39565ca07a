import {
  type RegistrationClosed,
  registrationClosed,
  type RegistrationOpened,
  registrationOpened,
} from '@jejak/contracts/recruitment';
import { isBefore, type Moment } from '@jejak/kernel';
import { illegal, type Vacancy } from './vacancy.state';

/** By a timer, at the time announced. @throws Conflict ILLEGAL_TRANSITION @source domain.md 4.1, 4.2 */
export const openRegistration = (state: Vacancy, { now }: Moment): RegistrationOpened[] => {
  if (state.status !== 'announced') throw illegal('announced');
  const { vacancyId, openAt } = state.announced;
  if (isBefore(now, openAt)) throw illegal('at or after the opening of its registration');
  return [registrationOpened({ vacancyId, openAt })];
};

/** Likewise: also where the opening was missed. @throws Conflict ILLEGAL_TRANSITION */
export const closeRegistration = (state: Vacancy, { now }: Moment): RegistrationClosed[] => {
  if (state.status !== 'announced' && state.status !== 'open') throw illegal('announced or open');
  const { vacancyId, closeAt } = state.announced;
  if (isBefore(now, closeAt)) throw illegal('at or after the closing of its registration');
  return [registrationClosed({ vacancyId, closeAt })];
};

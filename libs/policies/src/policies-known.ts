import { DomainError, Unavailable } from '@jejak/kernel';

/**
 * For what runs by itself: a policy that is missing is on its way to this service, which may hear of people before it hears of
 * policies. So it is no refusal, which would stop the stream, but tried again.
 * @throws Unavailable in place of POLICY_MISSING
 */
export const policiesKnown = async <Value>(act: () => Promise<Value>): Promise<Value> => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'POLICY_MISSING')
      throw new Unavailable('UNAVAILABLE', 'The policies are not known here yet.');
    throw error;
  }
};

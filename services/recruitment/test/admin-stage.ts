import { expect } from '@jest/globals';
import type { City, Person } from './city';

/**
 * Lets two verifiers pass every application of a vacancy whose registration is closed, and the chair publish what that comes to.
 * All of them are of the committee already.
 */
export const passEveryone = async (
  city: City,
  vacancyId: string,
  { chair, verifiers }: { readonly chair: Person; readonly verifiers: readonly [Person, Person] },
): Promise<void> => {
  for (const as of verifiers) {
    await city.settled();
    const { body } = await city.ask('GET', `/verifications?vacancy=${vacancyId}&limit=200`, { as });
    for (const { applicationId } of body.items) {
      const answer = await city.ask('POST', `/applications/${applicationId}/verify`, {
        as,
        body: { outcome: 'PASSED' },
      });
      expect(answer.status).toBe(200);
    }
  }
  await city.settled();
  const { body } = await city.ask('GET', `/vacancies/${vacancyId}/admin-result`, { as: chair });
  const published = await city.ask('POST', `/vacancies/${vacancyId}/publish-admin-result`, {
    as: chair,
    body: { adminResultId: body.adminResultId },
  });
  expect(published.status).toBe(200);
  await city.settled();
};

/** The same by two verifiers who are of this vacancy's committee for it. */
export const passAdminStage = async (city: City, vacancyId: string, chair: Person): Promise<void> => {
  const verifiers = [await city.person('committee'), await city.person('committee')] as const;
  for (const verifier of verifiers) await city.assign(verifier, 'panelist', vacancyId);
  await passEveryone(city, vacancyId, { chair, verifiers });
};

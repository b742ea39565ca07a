import { isUuid } from '@jejak/kernel';
import type { LoggedEvent } from '../history/logged-event';

/** The members by which contracts name the person whom an event is about. */
const PERSON_MEMBERS = ['employeeId', 'applicantId', 'personId', 'subjectId'];

/** So many persons of one answer are looked up: a list over many is no read of a file. */
const MOST = 20;

/** Makes the pseudonym of a person. @throws when the key was destroyed */
export type Pseudonym = (personId: string) => Promise<string>;

/**
 * UUIDs of those whom events are about. The log knows them as pseudonyms only; whoever the data names by one of the usual members
 * and who has that very pseudonym is the one. An erased person is found no more, and has no file left to read.
 */
export const personsIn = async (
  events: readonly Pick<LoggedEvent, 'core' | 'data'>[],
  pseudonym: Pseudonym,
): Promise<string[]> => {
  const found = new Map<string, string>();
  const refused = new Set<string>();
  for (const { core, data } of events) {
    if (core.subject == null || found.has(core.subject)) continue;
    for (const member of PERSON_MEMBERS) {
      const candidate = data?.[member];
      if (typeof candidate !== 'string' || !isUuid(candidate) || refused.has(candidate)) continue;
      if ((await pseudonym(candidate).catch(() => null)) === core.subject) found.set(core.subject, candidate);
      else refused.add(candidate);
    }
    if (found.size >= MOST) break;
  }
  return [...found.values()].sort();
};

import type { EndpointName } from '../api/endpoints';
import type { Role } from '../session/session';

interface Topic {
  readonly topic: string;
  readonly roles: readonly Role[];
  /** What is asked for again at once: facts and counts that stay where they are. */
  readonly refreshes: readonly EndpointName[];
  /** Lists, in which rows would move: they are told of, and asked for again when the reader says so. */
  readonly lists: readonly EndpointName[];
}

const STAFF: readonly Role[] = [
  ...(['employee', 'supervisor', 'hr_admin', 'committee', 'leadership', 'inspector'] as const),
];

/** What a change of each topic makes out of date, and who is told. @source console.md 11 */
export const TOPICS: readonly Topic[] = [
  {
    ...{ topic: 'me.performance', roles: ['employee'], lists: [] },
    refreshes: ['myPerformance', 'evaluation', 'explanation', 'myDeadlines'],
  },
  {
    ...{ topic: 'team', roles: ['supervisor'], lists: ['teamBoard'] },
    refreshes: ['evaluation', 'explanation', 'myDeadlines'],
  },
  { topic: 'inbox', roles: [...STAFF, 'applicant'], refreshes: ['unread', 'myDeadlines'], lists: ['inbox'] },
  { topic: 'controls', roles: ['inspector'], refreshes: ['controls'], lists: ['controlTrips'] },
  {
    ...{ topic: 'case', roles: ['inspector'], lists: [] },
    refreshes: ['inspections', 'inspection', 'findings'],
  },
];

export const topicsOf = (role: Role): readonly string[] =>
  TOPICS.filter(({ roles }) => roles.includes(role)).map(({ topic }) => topic);

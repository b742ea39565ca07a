import type { Cast } from './cast';
import { forMany, type Scene } from './scene';

const API = '/api/policy/v1';

interface ReviewView {
  readonly reviewId: string;
  readonly policy: string;
  readonly policyVersion: number | null;
  readonly dueOn: string;
}
interface Reviews {
  readonly items: readonly ReviewView[];
}

/** What those measure that were drafted here (`policyScenes`); what the installation began with names no measure. */
const MEASURES: Readonly<Record<string, object>> = {
  'perf.result': { name: 'Bagian di atas ekspektasi', target: '30 %', actual: '31 %' },
  'gov.calendar': { name: 'Bagian di atas ekspektasi', target: '30 %', actual: '30 %' },
};
const COMPLAINTS = { name: 'Keluhan tentang aturan ini', target: '0', actual: '0' };

/**
 * Every policy is looked at again after half a year. All but one are kept as they are: what becomes of that one is told by itself.
 * @source domain.md 8, 8.1
 */
export const reviewScenes = (cast: Cast): Scene[] => {
  const hr = cast.as('HR-1', 'hr_admin');
  const citizen = cast.as('C-1');
  const lists = (status: string, wanted: (list: Reviews) => boolean): Promise<Reviews> =>
    citizen.reads<Reviews>(`${API}/reviews?status=${status}&limit=200`, wanted);

  return ['2026-04-22', '2026-10-21', '2027-01-20', '2027-04-21'].map((on) => ({
    ...{ on, steps: [] },
    what: 'the reviews of the half-year are published: these policies are kept',
    play: async () => {
      // What was due to begin has begun.
      await lists('SCHEDULED', ({ items }) => items.every(({ dueOn }) => dueOn > on));
      const { items } = await lists('RUNNING', () => true);
      await forMany(items, ({ reviewId, policy }) =>
        hr.does(`keep ${policy}: ${reviewId}`, `${API}/reviews/${reviewId}/publish`, {
          ...{ measures: [MEASURES[policy] ?? COMPLAINTS], verdict: 'KEEP', actions: [] },
        }),
      );
    },
  }));
};

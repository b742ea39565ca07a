import type { Cast } from './cast';
import type { Scene } from './scene';

const API = '/api/audit/v1';

/**
 * A-3, who was not taken on, asks for erasure; what was applied is an archive that the law keeps for its time. Granting it belongs to a
 * day that the demonstration does not reach.
 * @source domain.md 15, step 59; 2.6
 */
export const privacyScenes = (cast: Cast): Scene[] => {
  const applicant = cast.as('A-3');
  const officer = cast.as('HR-2', 'hr_admin');

  return [
    {
      on: '2027-06-01',
      steps: [59],
      what: 'A-3 asks to be erased: not before the law lets go of the application',
      play: async () => {
        await cast
          .as('HR-1', 'hr_admin')
          .does('HR-2 is data officer', `/api/career/v1/employees/${cast.person('HR-2').id}/assign-duty`, {
            ...{ duty: 'data_officer', from: '2027-06-01' },
          });
        await applicant.does('A-3 asks for erasure', `${API}/data-requests`, { kind: 'ERASE' });
        const { items } = await applicant.reads<{ items: { requestId: string }[] }>(
          `${API}/data-requests`,
          ({ items: found }) => found.length > 0,
        );
        const request = `${API}/data-requests/${items[0].requestId}`;
        await officer.isRefused(
          ...(['RETENTION_REQUIRED', 'erase before the law lets go', `${request}/fulfil`] as const),
          { basis: 'REQUEST' },
        );
        await officer.does('refuse the erasure', `${request}/refuse`, {
          ground: 'RETENTION_REQUIRED',
          reason: 'Berkas lamaran adalah arsip sampai 6 April 2028.',
        });
      },
    },
  ];
};

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { person, type PublicApi } from './public-api';

interface Published {
  readonly stage: string;
  readonly resultVersion: number;
  readonly datasetId: string;
  readonly sha256: string;
}
interface Vacancy {
  readonly vacancyId: string;
  readonly status: string;
  readonly results: readonly Published[];
}
interface Ranked {
  readonly participantNo: string;
  readonly skb: string;
  readonly final: string;
  readonly rank: number;
  readonly outcome: string;
}

const API = '/api/recruitment/v1';

/** What everyone may see of the selection that the demonstration has played (domain.md 15, steps 7 to 21). */
export const newNurse = (api: PublicApi): void =>
  describe('the selection of a new nurse', () => {
    let vacancy: Vacancy;
    beforeAll(async () => {
      const { items } = await api.get<{ items: readonly Vacancy[] }>(
        `${API}/vacancies?search=Perawat&year=2026`,
      );
      expect(items).toHaveLength(1);
      vacancy = await api.get<Vacancy>(`${API}/vacancies/${items[0].vacancyId}`);
    });

    it('is completed, and its final ranking is table B2 as corrected', async () => {
      expect(vacancy.status).toBe('completed');
      const { items } = await api.get<{ items: readonly Ranked[] }>(
        `${API}/vacancies/${vacancy.vacancyId}/ranking?stage=FINAL`,
      );
      expect(items.map(({ rank, skb, final, outcome }) => [rank, skb, final, outcome])).toEqual([
        [1, '78.100', '75.951', 'SELECTED'],
        [2, '75.950', '74.661', 'RESERVED'],
        [3, '78.000', '72.982', 'RESERVED'],
        [4, '71.800', '69.262', 'NOT_SELECTED'],
      ]);
    });

    it('keeps each published version for download, with the hash that was published', async () => {
      const versions = vacancy.results.map(({ stage, resultVersion }) => `${stage} ${resultVersion}`).sort();
      expect(versions).toEqual(['ADMIN 1', 'ADMIN 2', 'FINAL 1', 'FINAL 2', 'SKD 1']);
      for (const { datasetId, resultVersion, sha256 } of vacancy.results) {
        const { text } = await api.ask('GET', `${API}/datasets/${datasetId}/${resultVersion}`);
        expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
      }
    });

    it('shows A-2 the own scores, corrected, and the way there', async () => {
      const { items } = await api.get<{
        items: readonly {
          status: string;
          scores: { psychological: string };
          timeline: readonly { fact: string }[];
        }[];
      }>(`${API}/my/applications`, { as: 'A-2' });
      expect(items).toMatchObject([{ status: 'reserved', scores: { psychological: '85.000' } }]);
      expect(items[0].timeline.map(({ fact }) => fact)).toContain('ScoreCorrected');
    });

    it('stands in the log: A-1 was appointed, and became E-9', async () => {
      const events = await api.all<{ type: string; role: string | null }>(
        `/api/audit/v1/subjects/${person('A-1').id}/events?purpose=test&type=CandidateAppointed`,
        { as: 'INS-1' },
      );
      expect(events).toMatchObject([{ role: 'leadership' }]);
    });
  });

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
  readonly twk: number;
  readonly tiu: number;
  readonly tkp: number;
  readonly total: number;
  readonly missed: readonly string[];
  readonly participantNo: string;
  readonly skb: string;
  readonly final: string;
  readonly rank: number;
  readonly outcome: string;
}

const API = '/api/recruitment/v1';
const TRAINING = '/api/training/v1';

/** Table B1: twk, tiu, tkp, total, place, result, the threshold missed. Places 3 stand in either order. */
const B1 = [
  [100, 110, 190, 400, 1, 'PASSED', []],
  [95, 120, 185, 400, 2, 'PASSED', []],
  [70, 100, 190, 360, 3, 'PASSED', []],
  [70, 100, 190, 360, 3, 'PASSED', []],
  [65, 80, 166, 311, 5, 'OUTRANKED', []],
  [110, 75, 200, 385, null, 'FAILED', ['TIU']],
  [90, 115, 165, 370, null, 'FAILED', ['TKP']],
  [60, 90, 170, 320, null, 'FAILED', ['TWK']],
];

/** What everyone may see of the selection that the demonstration has played (domain.md 15, steps 7 to 22). */
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

    it('has ranked the SKD as table B1 has it', async () => {
      const { items } = await api.get<{ items: readonly Ranked[] }>(
        `${API}/vacancies/${vacancy.vacancyId}/ranking?stage=SKD`,
      );
      expect(
        items.map(({ twk, tiu, tkp, total, rank, outcome, missed }) => [
          ...[twk, tiu, tkp, total],
          ...[rank, outcome, missed],
        ]),
      ).toEqual(B1);
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
      const final = async (version: number): Promise<string> => {
        const result = vacancy.results.find(
          ({ stage, resultVersion }) => stage === 'FINAL' && resultVersion === version,
        );
        return (await api.ask('GET', `${API}/datasets/${result?.datasetId}/${version}`)).text;
      };
      // A-2 before and after the correction.
      expect(await final(1)).toContain('400,74.450,73.761,');
      expect(await final(2)).toContain('400,75.950,74.661,');
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

    it('has led E-9 through the first month: sixteen hours', async () => {
      const { id } = person('E-9');
      const hr = { as: 'HR-2', role: 'hr_admin' } as const;
      expect(await api.get(`${TRAINING}/onboardings/${id}`, hr)).toMatchObject({
        ...{ status: 'COMPLETED', tmt: '2026-06-01', due: '2026-07-01' },
      });
      expect(await api.get(`${TRAINING}/learning-balances/${id}?year=2026`, { as: 'E-9' })).toMatchObject({
        credited: 16,
      });
    });

    it('has put E-9 forward as a civil servant, with the Latsar passed inside the year', async () => {
      const { id } = person('E-9');
      const hr = { as: 'HR-2', role: 'hr_admin' } as const;
      expect(await api.get(`${TRAINING}/probations/${id}`, hr)).toMatchObject({
        ...{ status: 'PASSED', latsar: true, endsOn: '2027-05-31', passedOn: '2027-05-24' },
      });
      // So nobody is asked whether E-9 is to be dismissed.
      const ends = await api.get<{ items: readonly object[] }>('/api/career/v1/employment-ends', hr);
      expect(ends.items).toEqual([]);
    });
  });

import type { Predicate } from '@jejak/contracts/performance';
import { expect } from '@jest/globals';
import { accepted, type Answer, type Asking, type CareerCity, idOf, startCareerCity } from './career-city';
import { employeesFile, evaluationKnown, evaluationOf, learned } from './career-facts';
import { ASSESSOR, HR1, HR2, PPK, SIGNED, SUP1, SUP2 } from './people';

export const REASON = 'Dasar kenaikan ini berubah sejak diputuskan.';
const DOCUMENTS = ['CREDIT_DECREE', 'EVALUATIONS', 'RANK_DECREE', 'TEST_CERTIFICATE'].map((kind) => ({
  ...{ kind, sha256: SIGNED },
}));

export type Wanted = Readonly<Record<string, unknown>> & { readonly employeeId: string };
export const rankOf = (employeeId: string, effective = '2027-04-01'): Wanted => ({
  ...{ employeeId, kind: 'RANK_FUNCTIONAL', effective },
});
export const levelOf = (employeeId: string, effective = '2027-04-01'): Wanted => ({
  ...{ employeeId, kind: 'LEVEL', effective },
});

/** A city in which promotions go their way. */
export interface PromotionCity {
  readonly city: CareerCity;
  readonly hr: Asking;
  readonly hr2: Asking;
  readonly mayor: Asking;
  /** A year that performance evaluates: final at a predicate, converted. */
  readonly evaluated: (employeeId: string, predicate: Predicate) => Promise<ReturnType<typeof evaluationOf>>;
  /** Who has the points of a rank or level, and Baik in both years, the last of them evaluated here. */
  readonly officer: (
    employeeId: string,
    balance: string,
    predicate?: Predicate,
  ) => Promise<ReturnType<typeof evaluationOf>>;
  /** What a level asks for beside points: a test, a degree, hours. */
  readonly qualified: (employeeId: string) => Promise<void>;
  readonly opened: (body: Wanted) => Promise<string>;
  /** The case as far as a step. */
  readonly proposed: (body: Wanted) => Promise<string>;
  readonly approved: (body: Wanted) => Promise<string>;
  readonly granted: (body: Wanted) => Promise<string>;
  readonly read: (caseId: string) => Promise<Answer['body']>;
}

/**
 * @param juniors of rank III/a, Ahli Pertama
 * @param seniors of rank III/b, Ahli Pertama
 */
export const startPromotionCity = async (
  juniors: readonly string[],
  seniors: readonly string[] = [],
  managers: readonly string[] = [],
): Promise<PromotionCity> => {
  const city = await startCareerCity('2027-01-04');
  const [hr, hr2] = [city.as(HR1, 'hr_admin'), city.as(HR2, 'hr_admin')];
  const mayor = city.as(PPK, 'leadership');
  const units = ['DINKES', 'DISDIK'].map((code) => [code, code, 'OPD', '', '2019-01-01', '']);
  const columns = ['unit_code', 'name', 'kind', 'parent_code', 'from', 'to'];
  expect((await hr.file('imports/units', [columns, ...units])).body).toMatchObject({ accepted: 2 });
  await city.settled();
  const under = { level: 'Ahli Pertama', supervisor: SUP1 };
  const people = employeesFile([
    ...[SUP2, PPK].map((id) => ({ id, rank: 'IV/a', level: '' })),
    ...[SUP1, HR1, HR2, ASSESSOR].map((id) => ({ id, rank: 'III/d', level: '', supervisor: SUP2 })),
    ...juniors.map((id) => ({ id, rank: 'III/a', ...under })),
    ...seniors.map((id) => ({ id, rank: 'III/b', ...under })),
    ...managers.map((id) => ({ id, rank: 'III/c', ...under, level: 'Ahli Muda' })),
  ]);
  const all = people.length - 1;
  expect((await hr.file('imports/employees', people)).body).toMatchObject({ accepted: all, rejected: 0 });
  await city.settled();
  accepted(await hr.post(`employees/${ASSESSOR}/assign-duty`, { duty: 'assessor', from: '2027-01-01' }));
  city.moveTo('2027-02-10');

  const evaluated: PromotionCity['evaluated'] = async (employeeId, predicate) => {
    const evaluation = evaluationOf(employeeId, {});
    await city.performance.tell(evaluation.stream, evaluation.opened, evaluation.final(predicate));
    await evaluationKnown(city, evaluation.evaluationId, 2);
    await city.known(
      'the year is converted',
      `select count(*)::int as n from rm.credit_entry where evaluation_id = $1`,
      [evaluation.evaluationId],
    );
    return evaluation;
  };
  const opened = async (body: Wanted): Promise<string> => {
    const answer = await hr.post('promotions', body);
    expect(accepted(answer)).toBe('PromotionOpened EligibilityChecked');
    await city.settled();
    return idOf(answer);
  };
  const proposed = async (body: Wanted): Promise<string> => {
    const id = await opened(body);
    accepted(await hr.post(`promotions/${id}/propose`, {}));
    return id;
  };
  const approved = async (body: Wanted): Promise<string> => {
    const id = await proposed(body);
    accepted(await hr2.post(`promotions/${id}/verify`, { documents: DOCUMENTS }));
    const letter = { given: true, number: 'PT-12/2027', documentSha256: SIGNED };
    accepted(await hr2.post(`promotions/${id}/record-technical-approval`, letter));
    return id;
  };
  return {
    ...{ city, hr, hr2, mayor, evaluated, opened, proposed, approved },
    officer: async (employeeId, balance, predicate = 'BAIK') => {
      const documentSha256 = SIGNED;
      const before = { balance, asOf: '2025-12-31', documentSha256 };
      accepted(await hr.post(`credit-ledgers/${employeeId}/import-balance`, before));
      const past = { year: 2025, predicate: 'BAIK', documentSha256 };
      accepted(await hr.post(`career-records/${employeeId}/import-past-predicate`, past));
      return evaluated(employeeId, predicate);
    },
    qualified: async (employeeId) => {
      const test = await city.as(employeeId, 'employee').post('competency-tests', { level: 'Ahli Muda' });
      const result = { score: '81', takenOn: '2027-02-10' };
      const assessor = city.as(ASSESSOR, 'employee');
      accepted(await assessor.post(`competency-tests/${idOf(test)}/record`, result));
      const degree = { degree: 'S-1', field: 'Keperawatan', documentSha256: SIGNED };
      accepted(await hr.post(`career-records/${employeeId}/record-education`, degree));
      await learned(city, employeeId, 20);
    },
    granted: async (body) => {
      const id = await approved(body);
      accepted(await mayor.post(`promotions/${id}/decide`, { outcome: 'GRANTED' }));
      await city.settled();
      return id;
    },
    read: async (caseId) => {
      await city.settled();
      return (await mayor.get(`promotions/${caseId}`)).body;
    },
  };
};

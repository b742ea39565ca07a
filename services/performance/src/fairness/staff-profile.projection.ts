import { auditContracts, type SubjectKeyDestroyed } from '@jejak/contracts/audit';
import { careerContracts, type EmployeeKind, type EmployeeRegistered } from '@jejak/contracts/career';
import { projection } from '@jejak/projections';

export type Sex = 'MALE' | 'FEMALE';

/** What the fairness monitor counts people by. No number, name or date of birth: of an erased person only the contract stays. */
export interface StaffProfileRow {
  readonly employeeId: string;
  readonly kind: EmployeeKind;
  /** Null where it is not known. */
  readonly sex: Sex | null;
  readonly birthYear: number | null;
}

/** @param nip birth yyyymmdd, start yyyymm, sex 1 or 2, number; null of an erased person. @source domain.md 1 (NIP) */
export const profileOf = (nip: string | null): Pick<StaffProfileRow, 'sex' | 'birthYear'> => {
  if (nip === null) return { sex: null, birthYear: null };
  const sex = nip.charAt(14);
  return {
    sex: sex === '1' ? 'MALE' : sex === '2' ? 'FEMALE' : null,
    birthYear: Number(nip.slice(0, 4)),
  };
};

export const staffProfile = projection<EmployeeRegistered | SubjectKeyDestroyed, StaffProfileRow>()({
  table: 'staff_profile',
  source: [careerContracts, auditContracts],
  key: ({ data }) => ('subjectId' in data ? data.subjectId : data.employeeId),
  opens: {
    EmployeeRegistered: ({ data: { employeeId, kind, nip } }) => ({ employeeId, kind, ...profileOf(nip) }),
    // As a rebuild would read it: the number is gone. Who is erased need not be an employee.
    SubjectKeyDestroyed: (_, row) => (row ? { ...row, ...profileOf(null) } : null),
  },
});

import { applicantRegistered } from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { applicant } from './applicant.decider';

const { given } = specFor(applicant);
const applicantId = newId();
const person = { applicantId, name: 'Sari Contoh', email: 'sari@contoh.test' };
const registered = applicantRegistered({ ...person, phone: '+628123456789' }, { subject: applicantId });

describe('RegisterApplicant (domain.md 4.2)', () => {
  const register = {
    type: 'RegisterApplicant',
    ...person,
    ...{ phone: '+628123456789', nikVerified: true, noticeAccepted: true },
  } as const;

  it('keeps name and contact', () => given().when(register).thenRecords(registered));
  it('without a telephone has none', () =>
    given()
      .when({ ...register, phone: null })
      .thenRecords(applicantRegistered(person, { subject: applicantId })));
  it('is refused to whom the issuer has not verified', () =>
    given()
      .when({ ...register, nikVerified: false })
      .thenRefuses('IDENTITY_UNVERIFIED'));
  it('is refused without the notice', () =>
    given()
      .when({ ...register, noticeAccepted: false })
      .thenRefuses('NOTICE_REQUIRED', { field: 'noticeAccepted' }));
  it('is refused a second time', () => given(registered).when(register).thenRefuses('APPLICANT_EXISTS'));
});

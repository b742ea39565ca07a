import { objectionFiled } from '@jejak/contracts/recruitment';
import { complaintFiled, complaintVerified } from '@jejak/contracts/citizen';
import { evaluationDelivered, evaluationOpened, planAgreed, planDrafted } from '@jejak/contracts/performance';
import { newId, streamOf } from '@jejak/kernel';
import type { City } from './city';

/** The instant with which a legal date is over in Jakarta. */
export const over = (date: string): string => `${date}T17:00:00.000Z`;

const NO_WORDS = {
  ...{ expectBerorientasiPelayanan: null, expectAkuntabel: null, expectKompeten: null, expectHarmonis: null },
  ...{ expectLoyal: null, expectAdaptif: null, expectKolaboratif: null },
};

/** A work plan is drafted that has to be agreed by a day. @returns its stream */
export const draftPlan = async (
  { others }: City,
  employeeId: string,
  unitId: string,
  agreeBy: string,
): Promise<string> => {
  const planId = newId();
  const stream = streamOf('plan', planId);
  await others.performance.tell(
    stream,
    planDrafted(
      {
        ...{ planId, employeeId, position: 'Petugas', unitId, year: 2026, agreeBy, overdueAt: over(agreeBy) },
        ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', indicators: [], ...NO_WORDS },
      },
      { subject: employeeId },
    ),
  );
  return stream;
};

export const agreePlan = async ({ others }: City, stream: string, by: string): Promise<void> => {
  const planId = stream.slice('plan-'.length);
  await others.performance.tell(
    stream,
    planAgreed({
      ...{ planId, planVersion: 1, agreedBy: by, indicators: [], pinnedPolicies: [] },
      evaluationDueAt: over('2026-12-31'),
    }),
  );
};

/** An evaluation is opened and delivered at once. @returns its stream */
export const deliverEvaluation = async (
  { others }: City,
  employeeId: string,
  unitId: string,
  raterId: string,
  objectBy: string,
): Promise<string> => {
  const evaluationId = newId();
  const stream = streamOf('evaluation', evaluationId);
  const about = { subject: employeeId };
  await others.performance.tell(
    stream,
    evaluationOpened(
      {
        ...{ evaluationId, planId: newId(), employeeId, raterId, position: 'Petugas', unitId, year: 2026 },
        ...{ periodStart: '2026-01-01', periodEnd: '2026-12-31', pinnedPolicies: [] },
      },
      about,
    ),
    evaluationDelivered(
      {
        ...{ evaluationId, deliveredBy: raterId, evaluationVersion: 1, predicate: 'BAIK' },
        ...{ acknowledgeBy: objectBy, objectBy, deemedAt: over(objectBy), finalAt: over(objectBy) },
      },
      about,
    ),
  );
  return stream;
};

export const fileComplaint = async ({ others }: City, unitId: string, verifyBy: string): Promise<string> => {
  const complaintId = newId();
  const stream = streamOf('complaint', complaintId);
  const complainantId = newId();
  await others.citizen.tell(
    stream,
    complaintFiled(
      {
        ...{ complaintId, unitId, complainantId, category: 'SERVICE_TIME', channel: 'WEB', named: false },
        ...{ text: 'Lama.', contact: null, trackingCode: '7K3MWZ90QRTV', trackingKey: 'ab'.repeat(32) },
        ...{
          aboutEmployeeId: null,
          reviewId: null,
          filedAt: '2026-08-12T02:00:00.000Z',
          filedOn: '2026-08-12',
        },
        verifyDueAt: over(verifyBy),
      },
      { subject: complainantId },
    ),
  );
  return stream;
};

export const verifyComplaint = async (
  { others }: City,
  stream: string,
  unitId: string,
  by: string,
  answerBy: string,
): Promise<void> => {
  const complaintId = stream.slice('complaint-'.length);
  await others.citizen.tell(
    stream,
    complaintVerified({
      ...{ complaintId, unitId, class: 'NORMATIVE', verifiedBy: by, aboutEmployeeId: null },
      dueAt: over(answerBy),
    }),
  );
};

/** An applicant objects; the committee has to answer. @returns the objection's stream */
export const objectToResult = async (
  { others }: City,
  applicationId: string,
  applicantId: string,
  vacancyId: string,
  answerBy: string,
): Promise<string> => {
  const objectionId = newId();
  const stream = streamOf('objection', objectionId);
  await others.recruitment.tell(
    stream,
    objectionFiled(
      {
        ...{ objectionId, applicationId, vacancyId, applicantId, stage: 'ADMIN', resultVersion: 1 },
        ...{ ground: 'SCORE', text: 'Nilai saya keliru.', answerDueAt: over(answerBy) },
      },
      { subject: applicantId },
    ),
  );
  return stream;
};

import type { ApplicationSubmitted } from '@jejak/contracts/recruitment';

/** Whom a fact is about: nobody's key, where a finished round names nobody. */
export const about = ({ applicantId }: ApplicationSubmitted['data']) =>
  applicantId === null ? {} : { subject: applicantId };

import { type PsychologistLicensed, psychologistLicensed } from '@jejak/contracts/recruitment';
import { type Decider, RuleViolated, streamOf } from '@jejak/kernel';

/** The HR agency has seen a licence to practise (SIPP), and registers it with its validity. */
export interface RegisterLicence {
  readonly type: 'RegisterLicence';
  readonly by: string;
  readonly personId: string;
  readonly licenceNo: string;
  /** Legal dates, both included. */
  readonly validFrom: string;
  readonly validTo: string;
}

/** What a person may practise by: of one number the last registration counts, so a renewal or a shorter validity is one more. */
export type Licences = readonly Pick<RegisterLicence, 'licenceNo' | 'validFrom' | 'validTo'>[];

/** A number as it is compared: how somebody spaces and capitalises it says nothing. */
const plain = (licenceNo: string | null): string => (licenceNo ?? '').replace(/\s+/g, '').toUpperCase();

/** Whether a licence is registered under this number and valid on a legal date. @source domain.md 4.2 */
export const isLicensed = (licences: Licences, licenceNo: string, on: string): boolean => {
  const last = licences.findLast((licence) => plain(licence.licenceNo) === plain(licenceNo));
  return last !== undefined && last.validFrom <= on && on <= last.validTo;
};

/**
 * The licences of a psychologist. There is no register to ask over the wire, and a number in the command alone would be the
 * psychologist's own word: so somebody else, the HR agency, registers what it has seen, as a fact with its dates.
 * @source domain.md 4.2, RecordPsychologicalResult
 */
export const psychologist: Decider<RegisterLicence, PsychologistLicensed, Licences> = {
  initial: [],
  decide: ({ by, personId, licenceNo, validFrom, validTo }, state) => {
    if (by === personId) throw new RuleViolated('SOD_VIOLATION', 'Nobody registers their own licence.');
    if (validTo < validFrom)
      throw new RuleViolated('RULE_VIOLATED', 'A licence ends on or after its first day.', {
        field: 'validTo',
        rule: 'rec.licence',
      });
    const last = state.findLast((licence) => plain(licence.licenceNo) === plain(licenceNo));
    if (last?.validFrom === validFrom && last.validTo === validTo) return [];
    return [
      psychologistLicensed(
        { personId, registeredBy: by, licenceNo: licenceNo.trim(), validFrom, validTo },
        { subject: personId },
      ),
    ];
  },
  evolve: (state, { data: { licenceNo, validFrom, validTo } }) =>
    // An erased person's licences are not there any more, and let nobody record anything.
    licenceNo === null ? state : [...state, { licenceNo, validFrom, validTo }],
};

export const psychologistStream = (personId: string): string => streamOf('psychologist', personId);

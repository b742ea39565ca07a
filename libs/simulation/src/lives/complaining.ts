import { complaint, type ComplaintGiven, complaintStream } from '@jejak/citizen/life';
import { COMPLAINT_CATEGORIES, COMPLAINT_CHANNELS, type ComplaintClass } from '@jejak/contracts/citizen';
import { naturalId } from '@jejak/kernel';
import { sha256 } from '@jejak/ledger';
import { asOfficer, asService, asUnitHead, PUBLIC } from '../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../city/days';
import { COMPLAINT } from '../city/texts';
import type { World } from '../city/world';
import type { Chance } from '../engine/chance';
import { type Actor, type Life, Thing } from '../engine/step';

/** One complaint a year for so many employees. */
const EMPLOYEES = 60;

/** How often a complaint is of which class, and within how many working days it is answered, in time. */
const CLASSES: readonly (readonly [ComplaintClass, number, number])[] = [
  ['LIGHT', 0.4, 1],
  ['NORMATIVE', 0.35, 4],
  ['NON_OVERSIGHT', 0.2, 10],
  ['OVERSIGHT', 0.05, 40],
];

/** The complaints of a year: when, and about which unit; in order of time. */
export const complaintsOf = (
  { city }: World,
  year: number,
): { readonly on: string; readonly nth: number }[] => {
  const chance = city.chance('complaints', year);
  return Array.from({ length: Math.max(1, Math.round(city.employees.length / EMPLOYEES)) }, () =>
    workingDay(
      `${year}-${String(chance.between(1, 10)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`,
    ),
  )
    .sort()
    .map((on, nth) => ({ on, nth }));
};

/** Somebody complains: it is looked at, answered within its time, and comes to an end. */
export function* complaining(
  world: World,
  year: number,
  { on, nth }: { readonly on: string; readonly nth: number },
): Life {
  const { city, rules, board } = world;
  const { seed } = city.scenario;
  const chance = city.chance('complaint', year, nth);
  const unit = chance.oneOf(city.units.filter(({ counter }) => counter));
  const [head, ...staff] = board.staffOf(unit, year);
  const complaintId = naturalId('simulated-complaint', String(seed), String(year), String(nth));
  const own = new Thing('citizen', complaint, complaintStream(complaintId));
  const about = staff.length > 0 && chance.happens(0.2) ? chance.oneOf(staff).id : null;
  const officer = city.officers[city.officers[0].id === about ? 1 : 0].id;
  const does = (when: string, by: Actor, command: Parameters<typeof own.does>[2]) =>
    own.does(when, by, command, givenOf(world, when), [...rules.today, 'cit.complaint@1', 'cit.other@1']);

  yield does(at(on, 11), PUBLIC, {
    ...{ type: 'FileComplaint', complaintId, complainantId: naturalId('complainant', complaintId) },
    ...{ unitId: unit.unitId, category: chance.oneOf(COMPLAINT_CATEGORIES), text: COMPLAINT.text },
    ...{ channel: chance.oneOf(COMPLAINT_CHANNELS), contact: null, aboutEmployeeId: about, reviewId: null },
    contactId: naturalId('complaint-contact', complaintId),
    ...{
      trackingCode: trackingCodeOf(chance),
      trackingKey: sha256(Buffer.from(complaintId)).toString('hex'),
    },
  });
  const verified = workingDaysAfter(on, chance.between(1, 2));
  const [found, , days] = classOf(chance.next());
  yield does(at(verified, 9), asOfficer(officer), {
    ...{
      type: 'VerifyComplaint',
      by: officer,
      class: found,
      unitId: null,
      aboutEmployeeId: null,
      lateReason: null,
    },
  });
  yield does(at(verified, 11), asOfficer(officer), {
    type: 'AssignComplaint',
    by: officer,
    unitId: unit.unitId,
  });
  const by = head.id;
  yield does(at(verified, 14), asUnitHead(by), { type: 'TakeUpComplaint', by });
  const answered = workingDaysAfter(verified, days);
  const proven = about !== null && chance.happens(0.4);
  const answer = (when: string) =>
    does(at(when, 10), asUnitHead(by), {
      ...{
        type: 'AnswerComplaint',
        by,
        answer: COMPLAINT.answer,
        action: COMPLAINT.action,
        lateReason: null,
      },
      ...{ provenAgainst: proven ? about : null, groundless: !proven && chance.happens(0.1) },
    });
  yield answer(answered);
  let last = answered;
  if (chance.happens(0.08)) {
    const disputed = workingDaysAfter(answered, 2);
    yield does(at(disputed, 9), PUBLIC, { type: 'DisputeAnswer', reason: COMPLAINT.disputed });
    last = workingDaysAfter(disputed, 1);
    yield answer(last);
  }
  if (chance.happens(0.4)) {
    yield does(at(workingDaysAfter(last, 2), 9), PUBLIC, { type: 'CloseComplaint' });
    return;
  }
  // Nobody replied in time.
  yield does(endOf(plus(last, rules.complaints.closeDays)), asService('citizen'), {
    type: 'CloseUnanswered',
  });
}

const givenOf = ({ rules }: World, when: string): ComplaintGiven => ({
  ...{ calendar: rules.calendar, today: when.slice(0, 10), rules: rules.complaints },
  ...{
    reasonMinimum: rules.reasonMinimum,
    isOfficer: true,
    isHead: true,
    unitExists: true,
    employeeExists: true,
  },
});

const classOf = (chance: number) => {
  let left = chance;
  for (const one of CLASSES) {
    if (left < one[1]) return one;
    left -= one[1];
  }
  return CLASSES[0];
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const trackingCodeOf = (chance: Chance): string =>
  Array.from({ length: 12 }, () => ALPHABET[chance.between(0, ALPHABET.length - 1)]).join('');

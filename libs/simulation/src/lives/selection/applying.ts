import { naturalId, streamOf } from '@jejak/kernel';
import { applicant, applicantStream, application } from '@jejak/recruitment/life';
import { asApplicant, asService } from '../../city/actors';
import { at, endOf, plus } from '../../city/days';
import { applicantOf } from '../../city/people';
import { type Part, Thing } from '../../engine/step';
import { type Round, type Applied, ofVacancy, ofApplication, digestOf } from './round';

/** So many apply for one seat, at least and at most; each on a day of their own. */
const [FEWEST, MOST] = [4, 8];

/** People register and apply, each on a day of their own, until it is over. */
export function* applying(round: Round, closeOn: string): Part<readonly Applied[]> {
  const { world, place, year, chance, vacancyId } = round;
  const { city, rules } = world;
  const { seed, firstYear } = city.scenario;
  const { state } = round.vacancy;
  if (!('announced' in state)) return [];
  const { openAt, closeAt } = state.announced;
  const { age, calendar } = rules.selection;
  const required = state.draft.documentKinds ?? [];
  const applied: Applied[] = [];
  const count = chance.between(FEWEST, MOST);
  for (let nth = 0; nth < count; nth++) {
    // Nobody applies twice in the life of the city: ten for each place and year are more than ever do.
    const who = applicantOf(seed, ((year - firstYear) * city.employees.length + place.nth) * 10 + nth, year);
    const { id, name, email, born, gpa } = who;
    const on = plus(closeOn, -2 * (count - nth));
    yield new Thing('recruitment', applicant, applicantStream(id)).does(
      at(on, 9),
      asApplicant(id),
      {
        ...{ type: 'RegisterApplicant', applicantId: id, name, email, phone: null },
        ...{ nikVerified: true, noticeAccepted: true },
      },
      {},
      rules.today,
    );
    const applicationId = naturalId('application', id, String(year));
    const one: Applied = {
      ...{ who, applicationId, best: nth === 0 },
      participantNo: Array.from({ length: 10 }, () => chance.between(0, 9)).join(''),
      application: new Thing('recruitment', application, streamOf('application', applicationId)),
    };
    yield ofApplication(
      round,
      one,
      at(on, 10),
      asApplicant(id),
      {
        ...{ type: 'SubmitApplication', applicationId, applicantId: id, channel: chance.oneOf(HEARD) },
        ...{ educationGpa: gpa, birthDate: born, documents: null, noticeAccepted: true },
      },
      {
        vacancy: { vacancyId, year, openAt, closeAt, age, calendar },
        documents: {
          required,
          uploaded: required.map((kind) => ({
            ...{ kind, sha256: digestOf(id, kind), mediaType: 'application/pdf', size: 210_400 },
          })),
        },
        ...{ registered: true, participantNo: one.participantNo },
      },
    );
    applied.push(one);
  }
  yield ofVacancy(round, endOf(closeOn), asService('recruitment'), { type: 'CloseRegistration' }, {});
  return applied;
}

const HEARD = ['CITY_WEBSITE', 'SSCASN', 'CAMPUS', 'WORD_OF_MOUTH'] as const;

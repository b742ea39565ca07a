import { naturalId, streamOf } from '@jejak/kernel';
import { formation } from '@jejak/recruitment/life';
import { asHr, asLeader, asService } from '../../city/actors';
import { at, endOf, plus, workingDay, workingDaysAfter } from '../../city/days';
import { SELECTION } from '../../city/texts';
import { type Part, Thing } from '../../engine/step';
import { LEVEL, GOLONGAN, type Round, ofVacancy } from './round';

/** The day on which seats are asked for, for what became free in the year. */
export const seatsProposedOn = (year: number): string => workingDay(`${year}-03-09`);

/** Days on which applications are taken. */
const OPEN_DAYS = 20;

/** @returns the last day on which applications are taken */
export function* announcing(round: Round): Part<string> {
  const { world, place, year, vacancyId } = round;
  const { city, rules } = world;
  const { seed } = city.scenario;
  const { selection } = rules;
  const formationId = naturalId('simulated-formation', String(seed), place.id);
  const seats = new Thing('recruitment', formation, streamOf('formation', formationId));
  const [hr, mayor] = [asHr(city), asLeader(city.mayorId)];
  const proposed = seatsProposedOn(year);
  const { position, unit } = place;
  yield seats.does(
    at(proposed, 9),
    hr,
    {
      ...{ type: 'ProposeFormation', by: city.hr.id, formationId, unitId: unit.unitId, position },
      ...{ level: LEVEL, education: SELECTION.education, seats: 1, workloadHours: '1250' },
    },
    {},
    rules.today,
  );
  const granted = workingDaysAfter(proposed, 5);
  const approval = {
    type: 'ApproveFormation',
    by: city.mayorId,
    seats: 1,
    budgetRef: SELECTION.budget,
  } as const;
  yield seats.does(at(granted, 10), mayor, approval, {}, rules.today);
  const drafted = workingDaysAfter(granted, 2);
  yield ofVacancy(
    round,
    at(drafted, 9),
    hr,
    {
      ...{
        type: 'DraftVacancy',
        by: city.hr.id,
        vacancyId,
        year,
        position,
        unitId: unit.unitId,
        level: LEVEL,
      },
      ...{ formationKind: 'GENERAL', seats: 1, formationId, listedPost: false },
      ...{ appointment: { kind: 'CPNS', golongan: GOLONGAN }, requirements: SELECTION.requirements },
    },
    {},
  );
  const taking = { type: 'TakeSeats', vacancyId, seats: 1 } as const;
  yield seats.does(at(drafted, 9), hr, taking, { promoted: 0 }, rules.today);
  const approved = workingDaysAfter(drafted, 3);
  yield ofVacancy(round, at(approved, 10), mayor, { type: 'ApproveVacancy', by: city.mayorId }, {});
  const announced = workingDaysAfter(approved, 2);
  const openOn = plus(announced, 2);
  const closeOn = plus(openOn, OPEN_DAYS);
  yield ofVacancy(
    round,
    at(announced, 9),
    hr,
    { type: 'AnnounceVacancy', openOn, closeOn, documentSha256: null },
    {
      policies: { ...selection, threshold: selection.thresholdOf('GENERAL') },
      formationSeats: { approved: 1, taken: 1, promoted: 0 },
    },
  );
  const service = asService('recruitment');
  yield ofVacancy(round, endOf(plus(openOn, -1)), service, { type: 'OpenRegistration' }, {});
  return closeOn;
}

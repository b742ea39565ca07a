import { ORGANISATION_PREDICATES, type OrganisationPredicate } from '@jejak/contracts/performance';
import {
  distributionReview,
  distributionStream,
  organisationResult,
  organisationResultStream,
  unitResult,
  unitResultIdOf,
  unitResultStream,
} from '@jejak/performance/life';
import { asLeader, asUnitHead } from '../city/actors';
import { at, workingDay } from '../city/days';
import { lineOf, type Unit } from '../city/organisation';
import { refOf } from '../city/rules';
import { BASIS } from '../city/texts';
import type { World } from '../city/world';
import { type Life, Thing, until } from '../engine/step';
import { openedOn } from './cycle-year';

/** The result that a unit plans for each year, which plans of its people support. */
export const resultCodeOf = ({ code }: Unit): string => `HK-${code}`;
/** The results that a plan of the unit can support. */
export const resultsAbove = (unit: Unit, year: number): string[] =>
  lineOf(unit).map((one) => unitResultIdOf(resultCodeOf(one), year));

/** The day on which units are told what they achieved in the year before, and the one of the review of their predicates. */
export const achievedOn = (year: number): string => workingDay(`${year + 1}-01-08`);
export const reviewedOn = (year: number): string => workingDay(`${year + 1}-01-22`);

/** How often a unit achieves what: of 1, in the order of the predicates. */
const SHARES = [0.08, 0.83, 0.08, 0.01, 0] as const;

/** A unit plans what it is to reach, is told what it reached, and looks at the predicates of its people. */
export function* unitYear({ city, rules, board }: World, unit: Unit, year: number): Life {
  const chance = city.chance('unit', unit.code, year);
  const staff = city.staffOf.get(unit) ?? [];
  const head = staff.find(({ leads }) => leads);
  if (!head) throw new Error(`${unit.code} has no head`);
  const { unitId, parent } = unit;
  const unitResultId = unitResultIdOf(resultCodeOf(unit), year);
  const supports = parent ? unitResultIdOf(resultCodeOf(parent), year) : null;
  yield new Thing('performance', unitResult, unitResultStream(unitResultId)).does(
    // A result supports one that is there: those above are planned first.
    at(openedOn(year), 8 + lineOf(unit).length),
    asUnitHead(head.id),
    {
      ...{ type: 'PlanUnitResult', unitResultId, code: resultCodeOf(unit), year, unitId, supports },
      result: `Layanan ${unit.name} cepat dan tepat`,
      measure: 'Rata-rata capaian indikator pegawai, dalam persen',
    },
    {
      ...{ cycle: board.cycleOf(year), unitExists: true, mayPlan: true },
      unitResults: parent ? resultsAbove(parent, year) : [],
    },
  );
  yield until(at(achievedOn(year), 9));
  const predicate = achievedBy(chance.next());
  const given = { cycle: board.cycleOf(year), unitExists: true, leads: 'ABOVE' as const };
  const by = head.supervisorId;
  yield new Thing('performance', organisationResult, organisationResultStream(unitId, year)).does(
    at(achievedOn(year), 9),
    asLeader(by),
    { type: 'SetOrganisationResult', by, unitId, year, predicate, basis: BASIS },
    given,
    rules.today,
  );
  board.achieved(unit, year, predicate);
  if (staff.length === 1) return;
  yield until(at(reviewedOn(year), 9));
  yield new Thing('performance', distributionReview, distributionStream(unitId, year)).does(
    at(reviewedOn(year), 9),
    asUnitHead(head.id),
    { type: 'HoldDistributionReview', by: head.id, unitId, year, participants: [head.id], changes: [] },
    {
      ...{ head: true, organisation: predicate, cycle: board.cycleOf(year), rules: rules.distribution },
      staff: board.takeRated(unit, year),
    },
    [refOf('perf.distribution'), ...rules.today],
  );
}

const achievedBy = (chance: number): OrganisationPredicate => {
  let left = chance;
  for (const [nth, share] of SHARES.entries()) {
    if (left < share) return ORGANISATION_PREDICATES[nth];
    left -= share;
  }
  return 'BAIK';
};

import { employee as employeeFile } from '@jejak/career/life';
import { streamOf } from '@jejak/kernel';
import { asHr, asLeader } from '../../city/actors';
import { at, workingDay } from '../../city/days';
import { type Life, Thing } from '../../engine/step';
import { beginning } from '../basic-training';
import { LEVEL, GOLONGAN, type Round, type Applied, ofVacancy, ofApplication } from './round';

/** The first of the ranking has a number, is appointed, and has a file before the first day. */
export function* appointing(round: Round, applied: readonly Applied[], on: string): Life {
  const { world, place, year } = round;
  const { city, rules, board } = world;
  const first = applied.find(({ application: { state } }) => state.status === 'selected');
  const { state } = round.vacancy;
  if (!first || !('announced' in state)) return;
  const tmt = `${year + 1}-01-01`;
  const { who, applicationId } = first;
  const file = who.file(tmt, GOLONGAN, LEVEL);
  const { position, unit, supervisorId, superiorId } = place;
  const decision = `BKN/${year}/${applicationId.slice(-8)}`;
  yield ofApplication(round, first, at(on, 9), asHr(city), {
    ...{ type: 'RecordNipApproval', nip: file.nip ?? '', decision },
  });
  const mayor = asLeader(city.mayorId);
  yield ofApplication(
    round,
    first,
    at(on, 11),
    mayor,
    { type: 'AppointCandidate', employeeId: who.id, tmt, contractEnd: null, reason: null },
    {
      appointment: {
        ...{ above: [], seats: 1, position, unitId: unit.unitId, level: LEVEL, openObjections: 0, jpt: null },
        appointment: { kind: 'CPNS', golongan: GOLONGAN },
        objectionClosesAt: state.results.FINAL?.objectionClosesAt ?? '',
      },
    },
  );
  yield beginning(world, who.id, tmt, at(on, 11));
  yield ofVacancy(round, at(on, 11), mayor, { type: 'FillSeat', applicationId }, { openObjections: 0 });
  const opened = workingDay(`${year}-12-08`);
  yield new Thing('career', employeeFile, streamOf('employee', who.id)).does(
    at(opened, 9),
    asHr(city),
    {
      ...{ type: 'EnrolEmployee', file },
      position: { position, unitId: unit.unitId, from: tmt, to: null },
      relation: { supervisorId, from: tmt, to: null },
    },
    { superiors: superiorId === null ? [] : [superiorId] },
    rules.today,
  );
  board.follows(place, { ...place, file, id: who.id });
}

import { employee, unit } from '@jejak/career/life';
import { naturalId, streamOf } from '@jejak/kernel';
import { policy, streamOfPolicy } from '@jejak/policy/life';
import { programme } from '@jejak/training/life';
import { asHr, asService } from '../city/actors';
import { at, foundedOn, plus, workingDay } from '../city/days';
import { type Employee, SINCE } from '../city/organisation';
import type { World } from '../city/world';
import { type Life, Thing } from '../engine/step';
import { bringingPoints } from './promoting';
import { LATSAR, PROGRAMMES, programmeIdOf } from '../city/programmes';

/** So many files are opened in an hour. */
const AN_HOUR = 500;

/** Policies come into force, the chart and the files are taken over, duties are given: in the December before the first year. */
export function* founding(world: World): Life {
  const { city, rules, board } = world;
  const { firstYear } = city.scenario;
  const day = workingDay(`${firstYear - 1}-12-01`);
  const calendar = { calendar: rules.calendar, today: day, rules: rules.governance };
  for (const { key, parameters, legalBasis, origin } of rules.seeded) {
    const command = { type: 'SeedPolicy', key, parameters, legalBasis, origin } as const;
    const own = new Thing('policy', policy, streamOfPolicy(key));
    board.policies.set(key, own);
    yield own.does(
      at(day, 7),
      asService('policy'),
      { ...command, effectiveFrom: foundedOn(firstYear) },
      calendar,
    );
  }
  for (const { unitId, code, name, kind, parent } of city.units)
    yield new Thing('career', unit, streamOf('unit', unitId)).does(
      at(day, 8),
      asHr(city),
      {
        type: 'CreateUnit',
        unitId,
        code,
        name,
        kind,
        parentUnitId: parent?.unitId ?? null,
        from: SINCE,
        to: null,
      },
      { today: day, intoOpen: null, people: 0, parts: 0 },
    );
  for (const one of city.employees) {
    const hours = Math.floor(one.nth / AN_HOUR);
    const when = at(plus(workingDay(plus(day, 1)), Math.floor(hours / 9)), 8 + (hours % 9));
    const superiors = one.superiorId === null ? [] : [one.superiorId];
    const file = new Thing('career', employee, streamOf('employee', one.id));
    const { position, unit: place, supervisorId } = one;
    yield file.does(
      when,
      asHr(city),
      {
        ...{ type: 'EnrolEmployee', file: one.file },
        position: { position, unitId: place.unitId, from: heldFrom(one), to: null },
        relation: { supervisorId, from: heldFrom(one), to: null },
      },
      { superiors },
    );
    for (const { duty, scope } of dutiesOf(one, city))
      yield file.does(
        when,
        asHr(city),
        { type: 'AssignDuty', duty, scope, from: heldFrom(one), to: null },
        { superiors },
      );
    yield* bringingPoints(world, one, when, plus(day, 1));
  }
  const schooling = workingDay(`${firstYear - 1}-12-20`);
  const statutoryJp = STATUTORY(rules.training.programme);
  for (const { code, ...contents } of [
    ...PROGRAMMES.map((one) => ({ ...one, stateProgramme: null, mandatory: false })),
    { ...LATSAR, jp: statutoryJp.LATSAR, mandatory: true },
  ]) {
    const programmeId = programmeIdOf(code);
    yield new Thing('training', programme, streamOf('programme', programmeId)).does(
      at(schooling, 9),
      asHr(city),
      { type: 'DefineProgramme', programmeId, ...contents, prerequisites: [] },
      { statutoryJp, unknown: [] },
      rules.training.refs,
    );
  }
}

const STATUTORY = ({ latsar, pkp, pka, pkn2 }: World['rules']['training']['programme']) => ({
  ...{ LATSAR: latsar, PKP: pkp, PKA: pka, PKN2: pkn2 },
});

/** Whoever began before the chart has held the place since its first day. */
export const heldFrom = ({ file: { start } }: Employee): string => (start > SINCE ? start : SINCE);

const dutiesOf = (one: Employee, { officers, trainers, employees }: World['city']) => [
  ...(one === employees[0] ? [{ duty: 'committee_chair' as const, scope: null }] : []),
  ...(officers.includes(one) ? [{ duty: 'panelist' as const, scope: null }] : []),
  ...(one.leads ? [{ duty: 'unit_head' as const, scope: one.unit.unitId }] : []),
  ...(officers.includes(one) ? [{ duty: 'complaint_officer' as const, scope: null }] : []),
  ...(trainers.includes(one) ? [{ duty: 'trainer' as const, scope: null }] : []),
];

/** Everybody says to have read what the year is planned and rated by. */
export const READ_BY_ALL = ['perf.behaviour', 'perf.plan.deadline'] as const;
export const acknowledgementStream = (key: string, version: number, employeeId: string): string =>
  streamOf('policy-acknowledgement', naturalId('policy-acknowledgement', key, String(version), employeeId));

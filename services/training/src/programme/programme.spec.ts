import { programmeDefined, programmeRevised } from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { some } from '../../test/people';
import { programme, type ProgrammeCommand } from './programme.decider';

const { given } = specFor(programme);
const reads = { statutoryJp: { LATSAR: 647, PKP: 886, PKA: 908, PKN2: 923 }, unknown: [] };
const data = {
  ...{ programmeId: some(1), title: 'Rantai dingin vaksin', kind: 'TECHNICAL', stateProgramme: null, jp: 8 },
  ...{ components: ['PRE', 'POST'], competencies: ['COLD_CHAIN'], prerequisites: [], mandatory: false },
} satisfies Parameters<typeof programmeDefined>[0];
const define = (over: object = {}): ProgrammeCommand => ({ type: 'DefineProgramme', ...data, ...over });
const leadership = { kind: 'LEADERSHIP', components: ['THEORY', 'SIMULATION', 'CASE_STUDY'] };

describe('DefineProgramme', () => {
  it('adds to the catalogue, in a fixed order of everything', () =>
    given()
      .when(define({ components: ['POST', 'PRE'], competencies: ['B_B', 'A_A', 'B_B'] }), reads)
      .thenRecords(programmeDefined({ ...data, competencies: ['A_A', 'B_B'] })));
  it('happens once', () =>
    given(programmeDefined(data)).when(define(), reads).thenRefuses('ILLEGAL_TRANSITION'));
  it.each([
    ['programme.latsar', { kind: 'LATSAR' }],
    ['programme.latsar', { stateProgramme: 'LATSAR' }],
    ['programme.kind', { stateProgramme: 'PKA' }],
    ['programme.statutory-jp', { ...leadership, stateProgramme: 'PKA', jp: 907 }],
    ['programme.leadership', { kind: 'LEADERSHIP', components: ['THEORY', 'SIMULATION'] }],
    ['programme.pre-post', { components: ['PRE'] }],
  ])('is refused by %s: %j', (rule, over) =>
    given().when(define(over), reads).thenRefuses('RULE_VIOLATED', { rule }),
  );
  it.each([
    ['LATSAR', 647, { kind: 'LATSAR' }],
    ['PKP', 886, leadership],
    ['PKA', 908, leadership],
    ['PKN2', 923, leadership],
  ])('takes a %s of %d hours', (stateProgramme, jp, over) =>
    given()
      .when(define({ stateProgramme, jp, ...over }), reads)
      .thenFacts((facts) => {
        if (facts.length !== 1) throw new Error('one programme');
      }),
  );
  it('needs prerequisites that exist', () =>
    given()
      .when(define({ prerequisites: [some(2)] }), { ...reads, unknown: [some(2)] })
      .thenRefuses('PROGRAMME_NOT_FOUND'));
});

describe('ReviseProgramme', () => {
  const revise = (over: object = {}): ProgrammeCommand => ({ type: 'ReviseProgramme', ...data, ...over });
  const revised = (edition: number, over: object = {}) => programmeRevised({ ...data, edition, ...over });
  const first = programmeDefined(data);
  it('makes the next edition, and none where nothing differs', () => {
    given(first)
      .when(revise({ jp: 10 }), reads)
      .thenRecords(revised(2, { jp: 10 }));
    given(first, revised(2, { jp: 10 }))
      .when(revise({ jp: 10, components: ['POST', 'PRE'] }), reads)
      .thenRecords();
    given(first, revised(2, { jp: 10 }))
      .when(revise(), reads)
      .thenRecords(revised(3));
  });
  it('is of a programme that there is', () =>
    given().when(revise(), reads).thenRefuses('PROGRAMME_NOT_FOUND'));
  it.each([
    ['programme.other-kind', { kind: 'ETHICS' }],
    ['programme.other-kind', { stateProgramme: 'PKA' }],
    ['programme.pre-post', { components: ['PRE'] }],
    ['programme.itself', { prerequisites: [data.programmeId] }],
  ])('is refused by %s: %j', (rule, over) =>
    given(first).when(revise(over), reads).thenRefuses('RULE_VIOLATED', { rule }),
  );
});

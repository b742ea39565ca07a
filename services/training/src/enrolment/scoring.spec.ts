import { decimal } from '@jejak/kernel';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../test/people';
import { attendanceOf, failuresOf, finalScore, normalisedGain } from './scoring';

const LEADERSHIP = ['THEORY', 'SIMULATION', 'CASE_STUDY'] as const;

describe('the score (domain.md 6.3)', () => {
  it('of a leadership programme is 33.6 + 23.4 + 26.4 = 83.40', () => {
    const scores = { THEORY: '84', SIMULATION: '78', CASE_STUDY: '88' };
    expect(finalScore('LEADERSHIP', LEADERSHIP, scores, rules.leadership)?.toFixed(2)).toBe('83.40');
  });
  it('of another is the mean of what counts, not of the test before', () => {
    const scores = { PRE: '10', POST: '80', PRACTICE: '91' };
    const components = ['PRE', 'POST', 'PRACTICE'] as const;
    expect(finalScore('TECHNICAL', components, scores, rules.leadership)?.toFixed(2)).toBe('85.50');
  });
  it('is none where nothing is assessed', () =>
    expect(finalScore('SOCIALISATION', [], {}, rules.leadership)).toBeNull());
  it('is a defect of a component that is missing', () =>
    expect(() => finalScore('TECHNICAL', ['POST'], {}, rules.leadership)).toThrow('POST is not assessed'));
});

describe('the normalised gain (domain.md 6.3, 18)', () => {
  it.each([
    ['58', '82', '0.5714'],
    ['0', '100', '1.0000'],
    ['60', '50', '-0.2500'],
    ['100', '100', null],
    [undefined, '82', null],
    ['58', undefined, null],
  ])('from %s to %s is %s', (PRE, POST, gain) => expect(normalisedGain({ PRE, POST })).toBe(gain));
});

describe('what is missing to pass', () => {
  const city = { kind: 'LEADERSHIP', stateProgramme: null } as const;
  const pka = { kind: 'LEADERSHIP', stateProgramme: 'PKA' } as const;
  const course = { kind: 'TECHNICAL', stateProgramme: null } as const;
  it.each([
    // Leadership: at least 95 % and 70.
    [city, '95', '70', false, []],
    [city, '94', '83.4', false, ['ATTENDANCE_BELOW']],
    [city, '94.99996', '70', false, []],
    [city, '94.99994', '69.99994', false, ['ATTENDANCE_BELOW', 'SCORE_BELOW']],
    [city, '96', '69.99995', false, []],
    // Of the state, also an accepted change project.
    [pka, '96', '83.4', true, []],
    [pka, '96', '83.4', false, ['CHANGE_PROJECT_MISSING']],
    [pka, '0', '0', false, ['ATTENDANCE_BELOW', 'SCORE_BELOW', 'CHANGE_PROJECT_MISSING']],
    // Any other: at least 80 % and 70.
    [course, '80', '70', false, []],
    [course, '79.9999', '69.9999', false, ['ATTENDANCE_BELOW', 'SCORE_BELOW']],
    [course, '100', null, false, []],
  ] as const)('%j with %s %% and %s, project %s: %j', (programme, attendance, score, changeProject, why) =>
    expect(
      failuresOf(
        programme,
        { attendance: decimal(attendance), score: score === null ? null : decimal(score), changeProject },
        rules,
      ),
    ).toEqual(why),
  );
  it('counts the basic training as a course', () =>
    expect(
      failuresOf(
        { kind: 'LATSAR', stateProgramme: 'LATSAR' },
        { attendance: attendanceOf(4, 5), score: decimal(70), changeProject: false },
        rules,
      ),
    ).toEqual([]));
});

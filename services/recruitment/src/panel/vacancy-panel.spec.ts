import { panelAppointed, type PanelistKind, panelReserveAppointed } from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { vacancyPanel, type VacancyPanelGiven } from './vacancy-panel.decider';

const { given } = specFor(vacancyPanel);
const [hr, p1, p2, p3, p4, p5, vacancyId] = Array.from({ length: 7 }, newId);
const person = (personId: string, kind: PanelistKind = 'INTERNAL') => ({ personId, kind });
const handed: VacancyPanelGiven = {
  ...{ vacancyOpen: true, hasInterview: true },
  ...{ onDuty: [hr, p1, p2, p3, p4, p5], applying: [], scoredElsewhere: 0 },
  rules: { minMembers: 3, minExternal: 1, maxSpread: '15', jpt: null },
};
const people = {
  members: [person(p1, 'EXTERNAL_ACADEMIC'), person(p2), person(p3)],
  reserves: [person(p4)],
  rubric: [
    { name: 'Pengetahuan', weight: '60' },
    { name: 'Komunikasi', weight: '40' },
  ],
};
const appoint = { type: 'AppointPanel', by: hr, vacancyId, ...people } as const;
const appointed = panelAppointed({ vacancyId, appointedBy: hr, ...people });

describe('AppointPanel', () => {
  it('names members, reserve and rubric', () => given().when(appoint, handed).thenRecords(appointed));
  it('says nothing new about the same panel, and is refused another one', () => {
    given(appointed).when(appoint, handed).thenRecords();
    given(appointed)
      .when({ ...appoint, reserves: [] }, handed)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(appointed)
      .when({ ...appoint, rubric: [{ name: 'Pengetahuan', weight: '100' }] }, handed)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it.each([
    ['two members', [person(p1, 'EXTERNAL_ACADEMIC'), person(p2)]],
    ['nobody from outside', [person(p1), person(p2), person(p3)]],
  ])('is refused with %s', (_, members) =>
    given()
      .when({ ...appoint, members }, handed)
      .thenRefuses('PANEL_COMPOSITION', { params: { members: 3, external: 1 } }),
  );
  it('counts a practitioner as from outside', () =>
    given()
      .when({ ...appoint, members: [person(p1, 'EXTERNAL_PRACTITIONER'), person(p2), person(p3)] }, handed)
      .thenFacts(() => undefined));
  it.each([[['99.999']], [['100', '0']], [['60', '40.001']], [['110', '-10']]])(
    'is refused weights of %s',
    (weights) =>
      given()
        .when({ ...appoint, rubric: weights.map((weight, at) => ({ name: `K${at}`, weight })) }, handed)
        .thenRefuses('WEIGHTS_NOT_100', { field: 'rubric' }),
  );
  it('is refused two criteria of one name', () =>
    given()
      .when(
        { ...appoint, rubric: people.rubric.map(({ weight }) => ({ name: 'Komunikasi', weight })) },
        handed,
      )
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.panel.rubric' }));
  it('is refused to who would be of it', () =>
    given()
      .when({ ...appoint, reserves: [person(hr)] }, handed)
      .thenRefuses('SOD_VIOLATION'));
  it('is refused applicants, one person twice, and people without the duty', () => {
    given()
      .when(appoint, { ...handed, applying: [p2] })
      .thenRefuses('CONFLICT_OF_INTEREST');
    given()
      .when({ ...appoint, reserves: [person(p3)] }, handed)
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.panel.once' });
    given()
      .when(appoint, { ...handed, onDuty: [p1, p2, p3] })
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.panel.duty' });
  });
  it('is refused after the final result, or where interviews were scored elsewhere', () => {
    given()
      .when(appoint, { ...handed, vacancyOpen: false })
      .thenRefuses('ILLEGAL_TRANSITION');
    given()
      .when(appoint, { ...handed, scoredElsewhere: 1 })
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.panel' });
  });
});

describe('AppointPanelReserve', () => {
  const more = { type: 'AppointPanelReserve', by: hr, vacancyId, reserves: [person(p5)] } as const;
  it('puts people behind those there are', () =>
    given(appointed)
      .when(more, handed)
      .thenRecords(panelReserveAppointed({ vacancyId, appointedBy: hr, reserves: [person(p5)] })));
  it('is refused where there is no panel, or somebody has a part already', () => {
    given().when(more, handed).thenRefuses('ILLEGAL_TRANSITION');
    given(appointed)
      .when({ ...more, reserves: [person(p4)] }, handed)
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.panel.once' });
  });
});

describe('the committee of an open selection (JPT)', () => {
  const jpt = { minMembers: 5, maxMembers: 9, odd: true, maxInternal: '45' };
  const rules = { ...handed.rules, jpt };
  // Internal of all: 2 of 5 is 40 %, 3 of 7 is 42.9 %, 4 of 9 is 44.4 %; 3 of 5 is 60 %, 5 of 9 is 55.6 %.
  it.each([
    [5, 2, true],
    [7, 3, true],
    [9, 4, true],
    [5, 0, true],
    [3, 1, false],
    [6, 2, false],
    [8, 3, false],
    [11, 4, false],
    [5, 3, false],
    [9, 5, false],
  ])('of %d people, %d of the city’s own, may sit: %s', (size, internal, may) => {
    const members = Array.from({ length: size }, (_, at) =>
      person(
        newId(),
        at < internal ? 'INTERNAL' : at === internal ? 'EXTERNAL_PRACTITIONER' : 'EXTERNAL_ACADEMIC',
      ),
    );
    const onDuty = members.map(({ personId }) => personId);
    const asked = given().when({ ...appoint, members, reserves: [] }, { ...handed, onDuty, rules });
    if (may) asked.thenFacts((facts) => expect(facts).toHaveLength(1));
    else asked.thenRefuses('PANEL_COMPOSITION');
  });
  it.each(['EXTERNAL_ACADEMIC', 'EXTERNAL_PRACTITIONER'] as const)(
    'is refused with nobody else from outside than %s',
    (kind) => {
      const members = Array.from({ length: 5 }, (_, at) => person(newId(), at < 2 ? 'INTERNAL' : kind));
      const onDuty = members.map(({ personId }) => personId);
      given()
        .when({ ...appoint, members, reserves: [] }, { ...handed, onDuty, rules })
        .thenRefuses('PANEL_COMPOSITION');
    },
  );
});

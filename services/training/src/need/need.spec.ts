import {
  needDeclined,
  type NeedFinder,
  type NeedIdentified,
  needIdentified,
  needPlanned,
  needPrioritised,
  type ProgrammeDefined,
} from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { E1, some, STRANGER, SUP1 } from '../../test/people';
import { need, type NeedCommand } from './need.decider';

const { given } = specFor(need);
const about = { subject: E1 };
const programme: ProgrammeDefined['data'] = {
  ...{ programmeId: some(2), title: 'Rantai dingin', stateProgramme: null, jp: 8, components: [] },
  ...{ kind: 'TECHNICAL', competencies: ['COLD_CHAIN'], prerequisites: [], mandatory: false },
};
const reads = { employed: true, supervisorId: SUP1, reasonMinimum: 20, programme };
const data: NeedIdentified['data'] = {
  ...{ needId: some(1), employeeId: E1, competency: 'COLD_CHAIN', gap: '30', indicatorWeight: '40' },
  ...{ source: 'OBSTACLE', improvementPlan: false },
};
const identify = (over: object = {}): NeedCommand => ({
  ...{ type: 'IdentifyNeed', by: E1, automatic: false, ...data },
  ...over,
});
const identifiedBy = (finder: NeedFinder) => needIdentified({ ...data, identifiedBy: finder }, about);
const identified = identifiedBy('EMPLOYEE');
const ids = { needId: some(1), employeeId: E1 };
const prioritised = needPrioritised({ ...ids, priority: 1 }, about);
const planned = needPlanned({ ...ids, year: 2026, programmeId: some(2) }, about);
const reason = { code: 'REJECTION', text: 'Sudah tercakup oleh pendampingan di unit.' } as const;
const declined = needDeclined(ids, { ...about, reason });

describe('IdentifyNeed', () => {
  it.each([
    [E1, 'EMPLOYEE'],
    [SUP1, 'SUPERVISOR'],
  ] as const)('is said by oneself or the supervisor, and the fact says by whom', (by, finder) =>
    given().when(identify({ by }), reads).thenRecords(identifiedBy(finder)),
  );
  it('is part of an improvement plan only where a machine says so', () => {
    const improved = { improvementPlan: true };
    for (const by of [E1, SUP1])
      given()
        .when(identify({ by, ...improved }), reads)
        .thenRefuses('RULE_VIOLATED', { rule: 'need.improvement-plan' });
    given()
      .when(identify({ by: 'training', automatic: true, ...improved }), reads)
      .thenRecords(needIdentified({ ...data, ...improved, identifiedBy: 'SERVICE' }, about));
  });
  it('is nobody else’s', () =>
    given()
      .when(identify({ by: STRANGER }), reads)
      .thenRefuses('NOT_RELATED'));
  it('is about somebody', () =>
    given()
      .when(identify(), { ...reads, employed: false })
      .thenRefuses('EMPLOYEE_NOT_FOUND'));
  it.each([[[identified]], [[identified, prioritised]]])('is known once', (facts) => {
    given(...facts)
      .when(identify(), reads)
      .thenRefuses('NEED_OPEN');
    given(...facts)
      .when(identify({ by: 'training', automatic: true }), reads)
      .thenRecords();
  });
  it.each([declined, planned])('comes again after it was settled', (end) =>
    given(identified, end).when(identify(), reads).thenRecords(identified),
  );
});

describe('what is done about a need', () => {
  const prioritise = { type: 'PrioritiseNeed', priority: 1 } as const;
  const plan = { type: 'PlanNeed', year: 2026, programmeId: some(2) } as const;
  const decline = { type: 'DeclineNeed', reason: reason.text } as const;
  it('is a priority, then a programme', () => {
    given(identified).when(prioritise, reads).thenRecords(prioritised);
    given(identified, prioritised).when(plan, reads).thenRecords(planned);
  });
  it('is a programme that exists and teaches it', () => {
    given(identified)
      .when(plan, { ...reads, programme: null })
      .thenRefuses('PROGRAMME_NOT_FOUND');
    given(identified)
      .when(plan, { ...reads, programme: { ...programme, competencies: ['OTHER'] } })
      .thenRefuses('RULE_VIOLATED', { rule: 'need.competency' });
  });
  it('or nothing, with a reason', () => {
    given(identified).when(decline, reads).thenRecords(declined);
    given(identified)
      .when({ ...decline, reason: 'Tidak perlu.' }, reads)
      .thenRefuses('REASON_REQUIRED');
  });
  it.each([prioritise, plan, decline])('is settled once', (command) => {
    given(identified, planned).when(command, reads).thenRefuses('ILLEGAL_TRANSITION');
    given().when(command, reads).thenRefuses('NEED_NOT_FOUND');
  });
  it('ends with the employment, where it is open', () => {
    const lapse = { type: 'LapseNeed' } as const;
    const ended = { code: 'CANCELLATION', text: 'Hubungan kerja berakhir.' } as const;
    const lapsed = needDeclined(ids, { ...about, reason: ended });
    given(identified).when(lapse, reads).thenRecords(lapsed);
    given(identified, prioritised).when(lapse, reads).thenRecords(lapsed);
    for (const settled of [[], [identified, planned], [identified, declined]])
      given(...settled)
        .when(lapse, reads)
        .thenRecords();
  });
});

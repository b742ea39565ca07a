import { experienceShared, practiceAdopted, teamActivityHeld, topicOpened } from '@jejak/contracts/training';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { E1, E3, HR1, OTHER_UNIT, some, UNIT } from '../../test/people';
import { teamActivity } from './team-activity.decider';
import { topic } from './topic.decider';

describe('a topic', () => {
  const { given } = specFor(topic);
  const reads = { headOfUnit: true };
  const data = { topicId: some(1), openedBy: E1, title: 'Antrean dengan nomor' };
  const opened = topicOpened(data, { subject: E1 });
  const open = { type: 'OpenTopic', ...data } as const;
  const told = { experienceId: some(2), sharedBy: E3, text: 'Loket kedua pada hari ramai.' };
  const share = { type: 'ShareExperience', ...told } as const;
  const shared = experienceShared({ topicId: some(1), ...told }, { subject: E3 });
  const adopting = { by: E1, asHr: false, experienceId: some(2), unitId: UNIT };
  const adopt = { type: 'AdoptPractice', ...adopting } as const;
  const adopted = practiceAdopted(
    { topicId: some(1), experienceId: some(2), unitId: UNIT, adoptedBy: E1 },
    { subject: E1 },
  );
  it('is opened once', () => {
    given().when(open, reads).thenRecords(opened);
    given(opened).when(open, reads).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('gathers experiences, each once', () => {
    given(opened).when(share, reads).thenRecords(shared);
    given(opened, shared).when(share, reads).thenRecords();
    given().when(share, reads).thenRefuses('TOPIC_NOT_FOUND');
  });
  it('tells which units do so now, by their heads or HR', () => {
    given(opened, shared).when(adopt, reads).thenRecords(adopted);
    given(opened, shared).when(adopt, { headOfUnit: false }).thenRefuses('NOT_RELATED');
    given(opened, shared)
      .when({ ...adopt, by: HR1, asHr: true }, { headOfUnit: false })
      .thenRecords(
        practiceAdopted(
          { topicId: some(1), experienceId: some(2), unitId: UNIT, adoptedBy: HR1 },
          { subject: HR1 },
        ),
      );
    given(opened, shared, adopted).when(adopt, reads).thenRefuses('PRACTICE_ADOPTED');
    given(opened).when(adopt, reads).thenRefuses('EXPERIENCE_NOT_FOUND');
  });
});

describe('a team activity', () => {
  const { given } = specFor(teamActivity);
  const reads = { date: '2026-05-10', unknown: [] };
  const data = {
    ...{ activityId: some(1), organisedBy: E1, heldOn: '2026-05-04', participants: 24 },
    ...{ units: [OTHER_UNIT, UNIT, UNIT], goal: 'Menyusun alur antrean bersama.' },
  };
  const hold = { type: 'HoldTeamActivity', ...data } as const;
  const held = teamActivityHeld(
    { ...data, units: [UNIT, OTHER_UNIT] },
    { subject: E1, effective: '2026-05-04' },
  );
  it('is recorded with its units in order, once', () => {
    given().when(hold, reads).thenRecords(held);
    given(held).when(hold, reads).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('was held, in units that exist', () => {
    given()
      .when({ ...hold, heldOn: '2026-05-11' }, reads)
      .thenRefuses('RULE_VIOLATED', { rule: 'activity.held-on' });
    given()
      .when(hold, { ...reads, unknown: [UNIT] })
      .thenRefuses('UNIT_NOT_FOUND');
  });
});

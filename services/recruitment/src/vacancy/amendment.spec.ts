import {
  registrationClosed,
  registrationOpened,
  type Requirement,
  vacancyAmended,
  vacancyAnnounced,
  vacancyApproved,
  type VacancyChange,
  vacancyDrafted,
} from '@jejak/contracts/recruitment';
import { newId, type Recorded } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { registrationWindow } from './registration.timers';
import { vacancy } from './vacancy.decider';

const { given, stateAfter } = specFor(vacancy);
const [vacancyId, unitId, hr, mayor] = Array.from({ length: 4 }, newId);
const education: Requirement = { kind: 'EDUCATION', text: 'S-1 Keperawatan' };
const experience: Requirement = { kind: 'EXPERIENCE', text: 'Dua tahun di rumah sakit' };
const asked = [education, experience];
const data = {
  ...{ vacancyId, year: 2026, position: 'Perawat Ahli Pertama', unitId, seats: 1 },
  ...{ formationKind: 'GENERAL' as const, requirements: asked },
};
const drafted = vacancyDrafted({
  ...data,
  ...{ formationId: newId(), appointment: { kind: 'CPNS', golongan: 'III/a' } },
  ...{ listedPost: false, draftedBy: hr },
});
const approved = vacancyApproved({ vacancyId, approvedBy: mayor });
const [openAt, closeAt] = ['2026-02-01T17:00:00.000Z', '2026-02-17T17:00:00.000Z'];
const announced = vacancyAnnounced({
  ...{ ...data, stages: [], openAt, closeAt, pinnedPolicies: [], documentSha256: null },
});
const opened = registrationOpened({ vacancyId, openAt });
const closed = registrationClosed({ vacancyId, closeAt });
const text = 'Jadwal nasional diundur tiga hari.';
const reason = { code: 'CORRECTION', text } as const;
const amend = { type: 'AmendVacancy', by: hr, reason: text } as const;
const before = [drafted, approved, announced] as const;
const on = (now: string) => ({
  amendment: { minDays: 15, calendar: { zone: 'Asia/Jakarta', holidays: [] } },
  ...{ reasonMinChars: 20, now },
});
const early = on('2026-01-30T02:00:00.000Z');
const whileOpen = on('2026-02-10T02:00:00.000Z');
const fact = (...changes: VacancyChange[]) =>
  vacancyAmended({ vacancyId, amendedBy: hr, changes }, { reason });
const extension: VacancyChange = { field: 'closeAt', old: closeAt, new: '2026-02-20T17:00:00.000Z' };
const less: VacancyChange = { field: 'requirements', old: asked, new: [education] };

describe('AmendVacancy (domain.md 4.2)', () => {
  it('extends an open registration, and takes requirements off', () =>
    given(...before, opened)
      .when({ ...amend, closeOn: '2026-02-20', requirements: [education] }, whileOpen)
      .thenRecords(fact(extension, less)));
  it('asks no longer for what showed a requirement, unless the draft named it by itself', () => {
    const [announcedOnly, letter] = [['DIPLOMA', 'IDENTITY'] as const, 'EXPERIENCE_LETTER' as const];
    const asking = (...documentKinds: NonNullable<typeof drafted.data.documentKinds>) => [
      { ...drafted, data: { ...drafted.data, documentKinds } },
      ...[approved, announced, opened],
    ];
    const command = { ...amend, requirements: [education] };
    given(...asking('DIPLOMA', letter, 'IDENTITY'))
      .when(command, whileOpen)
      .thenRecords(
        fact({ field: 'documentKinds', old: ['DIPLOMA', letter, 'IDENTITY'], new: [...announcedOnly] }, less),
      );
    given(...asking('DIPLOMA', letter, 'IDENTITY', 'PHOTO'))
      .when(command, whileOpen)
      .thenRecords(fact(less));
  });
  it('deposits the new announcement', () =>
    given(...before, opened)
      .when({ ...amend, documentSha256: 'e'.repeat(64) }, whileOpen)
      .thenRecords(fact({ field: 'documentSha256', old: null, new: 'e'.repeat(64) })));
  it.each<[string, Partial<{ closeOn: string; requirements: Requirement[] }>]>([
    ['an earlier closing', { closeOn: '2026-02-16' }],
    ['one requirement more', { requirements: [...asked, { kind: 'LANGUAGE', text: 'TOEFL 500' }] }],
    ['another wording', { requirements: [education, { ...experience, text: 'Tiga tahun' }] }],
    ['a requirement in place of another', { requirements: [{ kind: 'LANGUAGE', text: 'TOEFL 500' }] }],
  ])('is refused %s while registration is open', (_, change) =>
    given(...before, opened)
      .when({ ...amend, ...change }, whileOpen)
      .thenRefuses('VACANCY_FROZEN'),
  );
  it('counts registration as open by the clock, where the timer is late', () =>
    given(...before)
      .when({ ...amend, closeOn: '2026-02-16' }, on(openAt))
      .thenRefuses('VACANCY_FROZEN', { field: 'closeOn' }));
  it('is refused everything after the closing, where the timer is late too', () => {
    given(...before, opened, closed)
      .when({ ...amend, closeOn: '2026-02-20' }, on('2026-02-18T02:00:00.000Z'))
      .thenRefuses('VACANCY_FROZEN');
    given(...before, opened)
      .when({ ...amend, closeOn: '2026-02-20' }, on(closeAt))
      .thenRefuses('VACANCY_FROZEN');
  });
  it('before the opening changes anything that keeps to the rules of an announcement', () => {
    const harder: Requirement[] = [education, { ...experience, text: 'Tiga tahun di rumah sakit' }];
    given(...before)
      .when({ ...amend, requirements: harder }, early)
      .thenRecords(fact({ field: 'requirements', old: asked, new: harder }));
    given(...before)
      .when({ ...amend, closeOn: '2026-02-16' }, early)
      .thenRefuses('ANNOUNCEMENT_TOO_SHORT', { field: 'closeOn', params: { days: 15 } });
    given(...before)
      .when({ ...amend, requirements: [{ kind: 'OTHER', text: 'Belum menikah' }] }, early)
      .thenRefuses('DISCRIMINATORY_CRITERION');
  });
  it('says why', () =>
    given(...before)
      .when({ ...amend, closeOn: '2026-02-20', reason: 'diundur' }, early)
      .thenRefuses('REASON_REQUIRED', { params: { min: 20 } }));
  it('says nothing new about what is so already', () =>
    given(...before, opened)
      .when({ ...amend, closeOn: '2026-02-17', requirements: [experience, education] }, whileOpen)
      .thenRecords());
  it('is of announced vacancies only', () => {
    for (const facts of [[], [drafted], [drafted, approved]])
      given(...facts)
        .when({ ...amend, closeOn: '2026-02-20' }, early)
        .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('what follows an amendment', () => {
  it('the closing is the new one', () => {
    expect(stateAfter(...before, opened, fact(extension, less))).toMatchObject({
      status: 'open',
      announced: { closeAt: extension.new, requirements: [education] },
    });
    given(...before, opened, fact(extension))
      .when({ type: 'CloseRegistration' }, on(closeAt))
      .thenRefuses('ILLEGAL_TRANSITION');
  });
  it('its timer moves along, and that of the opening stays', () => {
    const recorded = [announced, fact(extension)].map(
      (event, at) =>
        ({
          ...event,
          envelope: { eventType: `asn.recruitment.${event.type}.v1`, id: String(at) },
        }) as unknown as Recorded,
    );
    expect(registrationWindow.pending(recorded)).toEqual([
      { dueAt: openAt, command: 'OpenRegistration', key: vacancyId },
      { dueAt: extension.new, command: 'CloseRegistration', key: vacancyId },
    ]);
    const wording = [announced, fact(less)].map(
      (event) =>
        ({ ...event, envelope: { eventType: `asn.recruitment.${event.type}.v1` } }) as unknown as Recorded,
    );
    expect(registrationWindow.pending(wording)[1]).toMatchObject({ dueAt: closeAt });
  });
});

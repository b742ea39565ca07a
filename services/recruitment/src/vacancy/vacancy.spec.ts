import {
  finishedRoundImported,
  registrationClosed,
  registrationOpened,
  stageResultPublished,
  vacancyAnnounced,
  vacancyApproved,
  vacancyCancelled,
  vacancyCompleted,
  vacancyDrafted,
  vacancySeatFilled,
  vacancySeatVacated,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { discriminatoryGround } from './discriminatory';
import { registrationWindow } from './registration.timers';
import type { AnnouncementPolicies } from './announcement';
import { vacancy, type VacancyCommand, type VacancyGiven } from './vacancy.decider';

const { given } = specFor(vacancy);
const [vacancyId, unitId, hr, mayor, rankingId, otherRanking, datasetId] = Array.from({ length: 7 }, newId);
const jakarta = { zone: 'Asia/Jakarta', holidays: [] };
const data = {
  ...{ vacancyId, year: 2026, position: 'Perawat Ahli Pertama', unitId, seats: 1 },
  formationKind: 'GENERAL',
  formationId: newId(),
  appointment: { kind: 'CPNS', golongan: 'III/a' },
  requirements: [{ kind: 'EDUCATION', text: 'S-1 Keperawatan' }],
  listedPost: false,
} as const;
const draftVacancy = { ...data, type: 'DraftVacancy', by: hr } as const;
const drafted = vacancyDrafted({
  ...{ ...data, requirements: [...data.requirements], draftedBy: hr },
  documentKinds: ['DIPLOMA', 'IDENTITY'],
});
const approved = vacancyApproved({ vacancyId, approvedBy: mayor });
const policies: AnnouncementPolicies = {
  refs: ['rec.skd.threshold@1', 'rec.weight@1'],
  minDays: 15,
  thresholdYears: [2026],
  threshold: { TWK: 65, TIU: 80, TKP: 166 },
  weights: { skd: '40', skb: '60' },
  skbWeights: { CAT: '60', INTERVIEW: '25', PSYCHOLOGICAL: '15' },
  skbMaxAdditional: '40',
  pppk: null,
  calendar: jakarta,
};
const announced = vacancyAnnounced({
  ...{ vacancyId, year: 2026, position: data.position, unitId, seats: 1 },
  formationKind: 'GENERAL',
  requirements: [...data.requirements],
  stages: [
    { kind: 'SKD', weight: '40' },
    { kind: 'SKB', weight: '60' },
  ],
  openAt: '2026-02-01T17:00:00.000Z',
  closeAt: '2026-02-17T17:00:00.000Z',
  pinnedPolicies: [...policies.refs],
  documentSha256: null,
});
const openedUp = registrationOpened({ vacancyId, openAt: announced.data.openAt });
const closed = registrationClosed({ vacancyId, closeAt: announced.data.closeAt });

describe('DraftVacancy', () => {
  it('records the draft and who made it', () => given().when(draftVacancy).thenRecords(drafted));
  it('is refused a second time', () => given(drafted).when(draftVacancy).thenRefuses('ILLEGAL_TRANSITION'));
  it('is refused a forbidden ground', () =>
    given()
      .when({ ...draftVacancy, requirements: [{ kind: 'OTHER', text: 'Belum menikah' }] })
      .thenRefuses('DISCRIMINATORY_CRITERION', { params: { ground: 'MARITAL_STATUS' } }));
});

describe('a discriminatory requirement (domain.md 4.2)', () => {
  it.each([
    ['RELIGION', 'apa pun', 'RELIGION'],
    ['ETHNICITY', 'apa pun', 'ETHNICITY'],
    ['POLITICS', 'apa pun', 'POLITICS'],
    ['MARITAL_STATUS', 'apa pun', 'MARITAL_STATUS'],
    ['OTHER', 'Beragama Islam', 'RELIGION'],
    ['OTHER', 'diutamakan putra daerah', 'ETHNICITY'],
    ['CONDUCT', 'simpatisan partai tertentu', 'POLITICS'],
    ['EDUCATION', 'S-1 Pendidikan Agama Islam', null],
    ['CONDUCT', 'Tidak menjadi anggota atau pengurus partai politik', null],
    ['HEALTH', 'Sehat jasmani dan rohani', null],
  ] as const)('%s: %s', (kind, text, ground) => expect(discriminatoryGround({ kind, text })).toBe(ground));
});

describe('ApproveVacancy', () => {
  it('is the act of somebody else', () =>
    given(drafted).when({ type: 'ApproveVacancy', by: mayor }).thenRecords(approved));
  it('is refused to who drafted it', () =>
    given(drafted).when({ type: 'ApproveVacancy', by: hr }).thenRefuses('SOD_VIOLATION'));
  it('is refused twice', () =>
    given(drafted, approved).when({ type: 'ApproveVacancy', by: mayor }).thenRefuses('ILLEGAL_TRANSITION'));
});

describe('AnnounceVacancy (domain.md 15, step 8)', () => {
  const announce = {
    type: 'AnnounceVacancy',
    openOn: '2026-02-02',
    closeOn: '2026-02-17',
    documentSha256: null,
  } as const;
  const on = (now: string, change: Partial<AnnouncementPolicies> = {}) => ({
    now,
    policies: { ...policies, ...change },
    formationSeats: { approved: 3, taken: 2, promoted: 1 },
  });
  const morning = '2026-02-02T02:00:00.000Z';
  it('opens on the second of February for fifteen days, to the end of the 17th', () =>
    given(drafted, approved).when(announce, on(morning)).thenRecords(announced));
  it('is refused where registration would close a day earlier', () =>
    given(drafted, approved)
      .when({ ...announce, closeOn: '2026-02-16' }, on(morning))
      .thenRefuses('ANNOUNCEMENT_TOO_SHORT', { params: { days: 15 } }));
  it('is refused where registration would have begun yesterday', () =>
    given(drafted, approved)
      .when(announce, on('2026-02-03T02:00:00.000Z'))
      .thenRefuses('ANNOUNCEMENT_TOO_SHORT'));
  it('is refused on last year’s thresholds', () =>
    given(drafted, approved)
      .when(announce, on(morning, { thresholdYears: [2025] }))
      .thenRefuses('POLICY_MISSING'));
  it('is refused where the decree has none for this formation', () =>
    given(drafted, approved)
      .when(announce, on(morning, { threshold: null }))
      .thenRefuses('POLICY_MISSING'));
  it('is refused where a promotion holds a seat that it would offer', () =>
    given(drafted, approved)
      .when(announce, { ...on(morning), formationSeats: { approved: 3, taken: 2, promoted: 2 } })
      // What the other vacancies and the promotions leave of three seats.
      .thenRefuses('SEATS_EXCEED_FORMATION', {
        params: { approved: 3, left: Math.max(0, 3 - (2 - drafted.data.seats) - 2) },
      }));
  it('is refused weights that do not sum to 100', () =>
    given(drafted, approved)
      .when(announce, on(morning, { weights: { skd: '40', skb: '59.99' } }))
      .thenRefuses('WEIGHTS_NOT_100'));
  it('is refused a draft', () =>
    given(drafted).when(announce, on(morning)).thenRefuses('ILLEGAL_TRANSITION'));
});

describe('CancelVacancy', () => {
  const text = 'Anggaran untuk kursi ini dicabut.';
  const cancel = { type: 'CancelVacancy', by: mayor, reason: text } as const;
  const cancelled = vacancyCancelled(
    { vacancyId, cancelledBy: mayor },
    { reason: { code: 'CANCELLATION', text } },
  );
  const on = { reasonMinChars: 20 };
  it.each([
    [[drafted]],
    [[drafted, approved]],
    [[drafted, approved, announced]],
    [[drafted, approved, announced, openedUp]],
    [[drafted, approved, announced, closed]],
  ])('says why, from any state before the final result (%#)', (history) =>
    given(...history)
      .when(cancel, on)
      .thenRecords(cancelled),
  );
  it('is refused without a reason', () =>
    given(drafted)
      .when({ ...cancel, reason: ' '.repeat(30) }, on)
      .thenRefuses('REASON_REQUIRED'));
  it('is refused a second time, and where there is nothing', () => {
    given(drafted, cancelled).when(cancel, on).thenRefuses('ILLEGAL_TRANSITION');
    given().when(cancel, on).thenRefuses('ILLEGAL_TRANSITION');
  });
  it('ends everything else', () => {
    given(drafted, cancelled).when({ type: 'ApproveVacancy', by: mayor }).thenRefuses('ILLEGAL_TRANSITION');
    given(drafted, approved, announced, cancelled)
      .when({ type: 'CloseRegistration' }, { now: announced.data.closeAt })
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('registration', () => {
  it('opens and closes when its time has come, not before', () => {
    given(drafted, approved, announced)
      .when({ type: 'OpenRegistration' }, { now: announced.data.openAt })
      .thenRecords(openedUp);
    given(drafted, approved, announced)
      .when({ type: 'OpenRegistration' }, { now: '2026-02-01T16:59:59.999Z' })
      .thenRefuses('ILLEGAL_TRANSITION');
    given(drafted, approved, announced, openedUp)
      .when({ type: 'CloseRegistration' }, { now: announced.data.closeAt })
      .thenRecords(closed);
    given(drafted, approved, announced, openedUp)
      .when({ type: 'CloseRegistration' }, { now: '2026-02-17T16:59:59.999Z' })
      .thenRefuses('ILLEGAL_TRANSITION');
  });

  it('is timed by the announcement', () => {
    const envelope = {
      eventType: 'asn.recruitment.VacancyAnnounced.v1',
      id: newId(),
      stream: `vacancy-${vacancyId}`,
    };
    const events = [{ ...announced, envelope }] as never;
    expect(registrationWindow.pending(events)).toEqual([
      { dueAt: announced.data.openAt, command: 'OpenRegistration', key: vacancyId },
      { dueAt: announced.data.closeAt, command: 'CloseRegistration', key: vacancyId },
    ]);
  });
});

describe('PublishStageResult', () => {
  const [rowsSha256, fileSha256] = ['a'.repeat(64), 'b'.repeat(64)];
  const result = {
    rankingId,
    rowsSha256,
    rows: 5,
    advancing: 4,
    cutOff: '360',
    unresolved: 0,
    unsettled: 0,
    fileSha256,
  };
  const handed: VacancyGiven = {
    ...{ result, recordedRowsSha256: rowsSha256, chairs: true, reasonMinChars: 20 },
    objection: { windowDays: 3, calendar: jakarta },
  };
  const publish = {
    type: 'PublishStageResult',
    stage: 'SKD',
    rankingId,
    datasetId,
    tieMinuteSha256: null,
    change: null,
  } as const;
  // Published 10:00 on 11 March in Jakarta: objections to the end of the 14th.
  const now = '2026-03-11T03:00:00.000Z';
  const published = stageResultPublished({
    ...{
      vacancyId,
      stage: 'SKD',
      version: 1,
      rankingId,
      datasetId,
      sha256: fileSha256,
      rows: 5,
      advancing: 4,
      cutOff: '360',
    },
    ...{ objectionOpensAt: now, objectionClosesAt: '2026-03-14T17:00:00.000Z', tieMinuteSha256: null },
  });
  const adminPublished = stageResultPublished({
    ...published.data,
    ...{ stage: 'ADMIN', rankingId: null, adminResultId: otherRanking, cutOff: null },
    // Published on 20 February: contested to the end of the 23rd.
    ...{ objectionOpensAt: '2026-02-20T03:00:00.000Z', objectionClosesAt: '2026-02-23T17:00:00.000Z' },
  });
  const registered = [drafted, approved, announced, openedUp, closed] as const;
  const past = [...registered, adminPublished] as const;

  it('opens the window for objections', () =>
    given(...past)
      .when(publish, { ...handed, now })
      .thenRecords(published));
  it('is for the chair of the committee', () =>
    given(...past)
      .when(publish, { ...handed, chairs: false })
      .thenRefuses('NOT_RELATED'));
  it('waits for the ADMIN result', () =>
    given(...registered)
      .when(publish, handed)
      .thenRefuses('ILLEGAL_TRANSITION'));
  it('is refused where the records give another ranking now', () =>
    given(...past)
      .when({ ...publish, rankingId: otherRanking }, handed)
      .thenRefuses('RANKING_MISMATCH'));
  it('is refused where the stage before was contested since', () =>
    given(...past)
      .when(publish, { ...handed, result: { ...result, unsettled: 1 } })
      .thenRefuses('STAGE_NOT_SETTLED', { params: { missing: 1 } }));
  it('is refused while the stage before can still be contested', () => {
    const until = '2026-02-23T17:00:00.000Z';
    given(...past)
      .when(publish, { ...handed, now: '2026-02-23T16:59:59.999Z' })
      .thenRefuses('STAGE_NOT_SETTLED', { rule: 'rec.objection', params: { until } });
    given(...past)
      .when(publish, { ...handed, now: until })
      .thenRecords({
        ...published,
        data: {
          ...published.data,
          ...{ objectionOpensAt: until, objectionClosesAt: '2026-02-27T17:00:00.000Z' },
        },
      });
  });
  it('is refused where the ranking is not recorded, or otherwise', () => {
    given(...past)
      .when(publish, { ...handed, recordedRowsSha256: null })
      .thenRefuses('RANKING_MISMATCH');
    given(...past)
      .when(publish, { ...handed, recordedRowsSha256: fileSha256 })
      .thenRefuses('RANKING_MISMATCH');
  });
  it('of the same ranking again says nothing new', () =>
    given(...past, published)
      .when(publish, handed)
      .thenRecords());
  it('of another ranking is a new version, which says why', () => {
    const again = { ...publish, rankingId: otherRanking };
    const other = { ...handed, now, result: { ...result, rankingId: otherRanking } };
    given(...past, published)
      .when({ ...again, change: 'typo' }, other)
      .thenRefuses('REASON_REQUIRED');
    const change = 'Nilai TKP peserta 12 dikoreksi.';
    given(...past, published)
      .when({ ...again, change }, other)
      .thenRecords({
        ...published,
        data: { ...published.data, version: 2, rankingId: otherRanking },
        reason: { code: 'CORRECTION', text: change },
      });
  });
  it('of a final ranking needs the SKD, and a minute on rows that nothing separates', () => {
    const final = { ...publish, stage: 'FINAL' } as const;
    // The window of the SKD is over.
    const tied = { ...handed, result: { ...result, unresolved: 2 }, now: '2026-04-06T03:00:00.000Z' };
    given(...past)
      .when(final, handed)
      .thenRefuses('ILLEGAL_TRANSITION');
    given(...past, published)
      .when(final, tied)
      .thenRefuses('TIE_UNRESOLVED', { params: { rows: 2 } });
    given(...past, published)
      .when({ ...final, tieMinuteSha256: fileSha256 }, tied)
      .thenFacts(([fact]) =>
        expect(fact.data).toMatchObject({ stage: 'FINAL', version: 1, tieMinuteSha256: fileSha256 }),
      );
  });

  describe('and then', () => {
    const finalPublished = { ...published, data: { ...published.data, stage: 'FINAL' as const } };
    const twoSeats = { ...announced, data: { ...announced.data, seats: 2 } };
    const withSeats = [drafted, approved, twoSeats, openedUp, closed, adminPublished, published] as const;
    const [one, other] = [newId(), newId()];
    const filled = (applicationId: string, seat: number, seats: number) =>
      vacancySeatFilled({ vacancyId, applicationId, seat, seats });
    const fill = (applicationId: string) => ({ type: 'FillSeat', applicationId }) as const;
    const over = { openObjections: 0, now: published.data.objectionClosesAt ?? '' };

    it('each appointment fills one seat, and the last completes the vacancy', () => {
      given(...past, published, finalPublished)
        .when(fill(one), over)
        .thenRecords(filled(one, 1, 1), vacancyCompleted({ vacancyId, seats: 1 }));
      given(...withSeats, finalPublished)
        .when(fill(one), over)
        .thenRecords(filled(one, 1, 2));
      given(...withSeats, finalPublished, filled(one, 1, 2))
        .when(fill(other), over)
        .thenRecords(filled(other, 2, 2), vacancyCompleted({ vacancyId, seats: 2 }));
    });
    it('nobody has two seats, and no seat has two', () => {
      given(...withSeats, finalPublished, filled(one, 1, 2))
        .when(fill(one), over)
        .thenRecords();
      const both = [filled(one, 1, 2), filled(other, 2, 2)] as const;
      given(...withSeats, finalPublished, ...both)
        .when(fill(newId()), over)
        .thenRefuses('RULE_VIOLATED', { rule: 'rec.seats' });
      given(...withSeats, finalPublished, ...both, vacancyCompleted({ vacancyId, seats: 2 }))
        .when(fill(newId()), over)
        .thenRefuses('ILLEGAL_TRANSITION');
    });
    it('a seat is free again when its person has left, and is filled anew', () => {
      const facts = [...withSeats, finalPublished, filled(one, 1, 2), filled(other, 2, 2)] as const;
      const completed = vacancyCompleted({ vacancyId, seats: 2 });
      const vacated = vacancySeatVacated({ vacancyId, applicationId: one, filled: 1, seats: 2 });
      const vacate = { type: 'VacateSeats' } as const;
      const leaving = (...applications: string[]) => ({ ...over, vacated: applications });
      given(...facts, completed)
        .when(vacate, leaving(newId(), one))
        .thenRecords(vacated);
      given(...facts, completed, vacated)
        .when(vacate, leaving(one))
        .thenRecords();
      given(...facts, completed, vacated)
        .when(vacate, leaving(one, other))
        .thenRecords(vacancySeatVacated({ vacancyId, applicationId: other, filled: 0, seats: 2 }));
      const next = newId();
      given(...facts, completed, vacated)
        .when(fill(next), over)
        .thenRecords(filled(next, 2, 2), completed);
      given(...past, published)
        .when(vacate, leaving(one))
        .thenRecords();
    });
    it('no seat is filled while objections are taken or open, or before the result', () => {
      given(...past, published, finalPublished)
        .when(fill(one), { ...over, openObjections: 1 })
        .thenRefuses('OBJECTION_PENDING');
      given(...past, published, finalPublished)
        .when(fill(one), { ...over, now: published.data.objectionOpensAt ?? '' })
        .thenRefuses('OBJECTION_PENDING');
      given(...past, published)
        .when(fill(one), over)
        .thenRefuses('ILLEGAL_TRANSITION');
    });
  });
});

describe('a finished round', () => {
  const round = {
    ...{ vacancyId, importId: newId(), fileSha256: 'c'.repeat(64), year: 2024, formationCode: 'pk' },
    ...{ position: 'Penata Keprotokolan', list: '1', applicants: 47, pinnedPolicies: ['rec.weight@1'] },
  };
  const imported = finishedRoundImported(round);
  const take: VacancyCommand = { type: 'ImportFinishedRound', ...round };
  it('is taken over once', () => {
    given().when(take).thenRecords(imported);
    given(imported).when(take).thenRecords();
  });
  it('is published without a chair, a window, or a minute', () =>
    given(imported)
      .when(
        {
          type: 'PublishStageResult',
          stage: 'FINAL',
          rankingId,
          datasetId,
          tieMinuteSha256: null,
          change: null,
        },
        {
          ...{ objection: null, reasonMinChars: 0, recordedRowsSha256: 'a'.repeat(64) },
          result: {
            ...{
              rankingId,
              rowsSha256: 'a'.repeat(64),
              rows: 47,
              advancing: null,
              cutOff: null,
              unresolved: 1,
              unsettled: 0,
            },
            fileSha256: 'b'.repeat(64),
          },
        },
      )
      .thenFacts(([fact]) =>
        expect(fact.data).toMatchObject({ version: 1, objectionOpensAt: null, objectionClosesAt: null }),
      ));
  it('knows no other command', () => {
    given(imported).when({ type: 'ApproveVacancy', by: mayor }).thenRefuses('ILLEGAL_TRANSITION');
    given(imported).when({ type: 'OpenRegistration' }).thenRefuses('ILLEGAL_TRANSITION');
  });
});

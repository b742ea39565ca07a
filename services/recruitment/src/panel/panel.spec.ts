import {
  type PanelistKind,
  panelistRecused,
  panelistReplaced,
  panelReconciled,
  panelReconciliationAgreed,
  panelScoreSealed,
  panelScoresRevealed,
  panelSpreadFlagged,
} from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, expect, it } from '@jest/globals';
import { commitmentOf, sheetOf, sheetText } from './commitment';
import { panel } from './panel.decider';
import { panelIdOf, type PanelEvent, type PanelGiven } from './panel.state';

const { given } = specFor(panel);
const [p1, p2, p3, p4, p5, chair, applicantId, applicationId, vacancyId] = Array.from({ length: 9 }, newId);
const person = (personId: string, kind: PanelistKind) => ({ personId, kind });
const of = { panelId: panelIdOf(applicationId), applicationId, vacancyId };
const subject = { subject: applicantId };
const salt = 'a'.repeat(64);
const handed: PanelGiven = {
  application: { applicationId, vacancyId, applicantId, conflicts: [], inInterview: true },
  panel: {
    members: [person(p1, 'EXTERNAL_ACADEMIC'), person(p2, 'EXTERNAL_PRACTITIONER'), person(p3, 'INTERNAL')],
    reserves: [person(p4, 'INTERNAL')],
    rubric: [
      { name: 'Pengetahuan', weight: '60' },
      { name: 'Komunikasi', weight: '40' },
    ],
  },
  onDuty: [p1, p2, p3, p4, p5],
  ...{ chairs: false, erased: [], applies: false, reasonMinChars: 20, salt },
  rules: { minMembers: 3, minExternal: 1, maxSpread: '15', jpt: null },
};
const appointed = handed.panel as NonNullable<PanelGiven['panel']>;
const notes = [
  { criterion: 'Pengetahuan', note: 'Menjawab tepat.' },
  { criterion: 'Komunikasi', note: 'Jelas.' },
];
const sealing = (by: string, score = '82') => ({ type: 'SealScore', by, score, notes }) as const;
const sealed = (panelist: string, score: string): PanelEvent => {
  const value = sheetText({ score, notes: notes.map(({ criterion, note }) => [criterion, note]), salt });
  return panelScoreSealed({ ...of, panelist, commitment: commitmentOf(value), value }, subject);
};
const recused = panelistRecused({ ...of, panelist: p2, recusedBy: null }, { subject: p2 });
const replaced = panelistReplaced({ ...of, panelist: p2, replacement: p4 }, subject);
const conflict = { type: 'RecuseSelf', by: p2 } as const;
const reveal = { type: 'RevealScores' } as const;
const revealed = (
  scores: readonly (readonly [string, PanelistKind, string])[],
  mean: string,
  spread: string,
) =>
  panelScoresRevealed(
    {
      ...{ ...of, mean, spread, maxSpread: '15' },
      scores: scores.map(([panelist, kind, score]) => ({ panelist, kind, score })),
    },
    subject,
  );

describe('a seal', () => {
  it('hides its score behind a salt, and is opened by nothing but its text', () => {
    const text = sheetText({ score: '82.000', notes: [['Komunikasi', 'Jelas.']], salt });
    expect(text).toBe(`{"notes":[["Komunikasi","Jelas."]],"salt":"${salt}","score":"82.000"}`);
    expect(sheetOf(text)).toEqual({ score: '82.000', notes: [['Komunikasi', 'Jelas.']], salt });
    const salted = sheetText({ score: '82.000', notes: [['Komunikasi', 'Jelas.']], salt: 'b'.repeat(64) });
    expect(commitmentOf(salted)).not.toBe(commitmentOf(text));
  });
});

describe('SealScore', () => {
  it('keeps the score under its commitment', () =>
    given().when(sealing(p1), handed).thenRecords(sealed(p1, '82.000')));
  it('says nothing new about the same score, whatever salt is handed in', () =>
    given(sealed(p1, '82.000'))
      .when(sealing(p1, '82.00'), { ...handed, salt: 'b'.repeat(64) })
      .thenRecords());
  it('is refused another score, or other notes', () => {
    given(sealed(p1, '82.000')).when(sealing(p1, '82.001'), handed).thenRefuses('SCORE_SEALED');
    const other = notes.map((note) => ({ ...note, note: 'Lain.' }));
    given(sealed(p1, '82.000'))
      .when({ ...sealing(p1), notes: other }, handed)
      .thenRefuses('SCORE_SEALED');
  });
  it.each([
    ['none', []],
    ['one too few', notes.slice(1)],
    ['one too many', [...notes, { criterion: 'Penampilan', note: 'Rapi.' }]],
    ['one twice', [notes[0], notes[0]]],
    ['an empty one', [notes[0], { criterion: 'Komunikasi', note: '  ' }]],
  ])('is refused with notes on its rubric: %s', (_, these) =>
    given()
      .when({ ...sealing(p1), notes: these }, handed)
      .thenRefuses('RUBRIC_REQUIRED', { field: 'notes' }),
  );
  it.each(['-0.001', '100.001'])('is refused %s points', (score) =>
    given().when(sealing(p1, score), handed).thenRefuses('SCORE_OUT_OF_RANGE', { field: 'score' }),
  );
  it.each(['0', '100'])('takes %s points', (score) =>
    given()
      .when(sealing(p1, score), handed)
      .thenFacts((facts) => expect(facts).toHaveLength(1)),
  );
  it('is refused to who is not of the panel, is in reserve, or is not on duty any more', () => {
    given().when(sealing(p5), handed).thenRefuses('NOT_PANEL_MEMBER');
    given().when(sealing(p4), handed).thenRefuses('NOT_PANEL_MEMBER');
    given()
      .when(sealing(p1), { ...handed, onDuty: [p2, p3] })
      .thenRefuses('NOT_PANEL_MEMBER');
    given()
      .when(sealing(p1), { ...handed, panel: null })
      .thenRefuses('NOT_PANEL_MEMBER');
  });
  it('is refused to who was recused, or competes for the post', () => {
    given(recused).when(sealing(p2), handed).thenRefuses('CONFLICT_OF_INTEREST');
    given(sealed(p2, '82.000'), recused).when(sealing(p2), handed).thenRefuses('CONFLICT_OF_INTEREST');
    given()
      .when(sealing(p1), { ...handed, applies: true })
      .thenRefuses('CONFLICT_OF_INTEREST');
  });
  it('is taken from who was called in', () =>
    given(recused, replaced).when(sealing(p4), handed).thenRecords(sealed(p4, '82.000')));
  it('is refused where the applicant is not in the interview', () =>
    given()
      .when(sealing(p1), { ...handed, application: { ...handed.application, inInterview: false } })
      .thenRefuses('ILLEGAL_TRANSITION'));
});

describe('a conflict of interest', () => {
  it('recuses, and calls the reserve', () => given().when(conflict, handed).thenRecords(recused, replaced));
  it('recuses once', () => given(recused, replaced).when(conflict, handed).thenRecords());
  it('of one in reserve calls nobody', () =>
    given()
      .when({ ...conflict, by: p4 }, handed)
      .thenFacts((facts) => expect(facts.map(({ type }) => type)).toEqual(['PanelistRecused'])));
  it('calls nobody who is not on duty', () =>
    given()
      .when(conflict, { ...handed, onDuty: [p1, p2, p3] })
      .thenRecords(recused));
  it('leaves the place open where the panel would have nobody from outside', () => {
    // One member from outside, none in reserve: were the insider called, nobody could come any more.
    const inside = [person(p1, 'INTERNAL'), person(p2, 'EXTERNAL_ACADEMIC'), person(p3, 'INTERNAL')];
    given()
      .when(conflict, { ...handed, panel: { ...appointed, members: inside } })
      .thenRecords(recused);
  });
  it('takes no score back when they are open', () =>
    given(revealed([[p1, 'INTERNAL', '82.000']], '82.000', '0.000'))
      .when(conflict, handed)
      .thenRecords());
  it('of somebody else changes nothing here', () =>
    given()
      .when({ ...conflict, by: p5 }, handed)
      .thenRecords());
  it('that was declared before the panel was appointed bars from sealing', () =>
    given()
      .when(sealing(p1), { ...handed, application: { ...handed.application, conflicts: [p1] } })
      .thenRefuses('CONFLICT_OF_INTEREST'));
});

describe('RecusePanelist', () => {
  const why = 'Pernah menjadi atasan langsung pelamar.';
  const recuse = { type: 'RecusePanelist', by: chair, panelist: p2, reason: why } as const;
  const chairing = { ...handed, chairs: true };
  const byChair = panelistRecused(
    { ...of, panelist: p2, recusedBy: chair },
    { subject: p2, reason: { code: 'OVERRIDE', text: why } },
  );
  it('is the chair’s, with a reason', () => {
    given().when(recuse, chairing).thenRecords(byChair, replaced);
    given().when(recuse, handed).thenRefuses('NOT_RELATED');
    given()
      .when({ ...recuse, reason: 'tahu' }, chairing)
      .thenRefuses('REASON_REQUIRED');
  });
  it('is refused to a chair with a conflict of their own', () =>
    given(panelistRecused({ ...of, panelist: chair, recusedBy: null }, { subject: chair }))
      .when(recuse, chairing)
      .thenRefuses('CONFLICT_OF_INTEREST'));
  it('is about people of the panel, once', () => {
    given()
      .when({ ...recuse, panelist: p5 }, chairing)
      .thenRefuses('NOT_PANEL_MEMBER');
    given(recused, replaced).when(recuse, chairing).thenRecords();
  });
});

describe('ReplacePanelist', () => {
  const replace = { type: 'ReplacePanelist', by: chair } as const;
  const chairing = { ...handed, chairs: true };
  const later = {
    ...chairing,
    panel: { ...appointed, reserves: [...appointed.reserves, person(p5, 'INTERNAL')] },
  };
  it('fills the open places from the reserve', () => {
    given(recused).when(replace, chairing).thenRecords(replaced);
    // The one called in has a conflict too: the next takes that place.
    const again = panelistRecused({ ...of, panelist: p4, recusedBy: null }, { subject: p4 });
    given(recused, replaced, again)
      .when(replace, later)
      .thenRecords(panelistReplaced({ ...of, panelist: p4, replacement: p5 }, subject));
  });
  it('says nothing where no place is open', () => given().when(replace, chairing).thenRecords());
  it('is refused where nobody can come', () =>
    given(recused)
      .when(replace, { ...chairing, onDuty: [p1] })
      .thenRefuses('PANEL_COMPOSITION'));
  it('is the chair’s', () => given(recused).when(replace, handed).thenRefuses('NOT_RELATED'));
});

describe('RevealScores', () => {
  const sorted = (scores: readonly (readonly [string, PanelistKind, string])[]) =>
    [...scores].sort(([a], [b]) => (a < b ? -1 : 1));
  const all = (one: string, two: string, three: string) => [
    sealed(p1, one),
    sealed(p2, two),
    sealed(p3, three),
  ];
  const scoresOf = (one: string, two: string, three: string) =>
    sorted([
      [p1, 'EXTERNAL_ACADEMIC', one],
      [p2, 'EXTERNAL_PRACTITIONER', two],
      [p3, 'INTERNAL', three],
    ]);
  it('waits for the last member', () => {
    given(...all('82.000', '85.000', '79.000').slice(0, 2))
      .when(reveal, handed)
      .thenRefuses('PANEL_INCOMPLETE', { params: { missing: 1 } });
    given()
      .when(reveal, { ...handed, panel: null })
      .thenRefuses('PANEL_INCOMPLETE');
  });
  // (82 + 85 + 79) / 3 = 82; 85 − 79 = 6.
  it('gives mean and spread', () =>
    given(...all('82.000', '85.000', '79.000'))
      .when(reveal, handed)
      .thenRecords(revealed(scoresOf('82.000', '85.000', '79.000'), '82.000', '6.000')));
  // 245.0005 / 3 = 81.66683…; 245.001 / 3 = 81.667; 200.0015 is no score: three decimals are the most there are.
  it.each([
    ['82.000', '82.000', '81.000', '81.667'],
    ['70.001', '70.000', '70.000', '70.000'],
    ['70.001', '70.001', '70.000', '70.001'],
  ])('rounds the mean of %s, %s, %s half-up to %s', (one, two, three, mean) =>
    given(...all(one, two, three))
      .when(reveal, handed)
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ mean })),
  );
  it('rounds a half up', () => {
    // Two members: (70.000 + 70.001) / 2 = 70.0005.
    const two = { ...appointed, members: appointed.members.slice(0, 2) };
    given(sealed(p1, '70.000'), sealed(p2, '70.001'))
      .when(reveal, { ...handed, panel: two, rules: { ...handed.rules, minMembers: 2 } })
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ mean: '70.001' }));
  });
  it('flags a spread above the policy’s, not one that is equal', () => {
    given(...all('70.000', '85.000', '74.000'))
      .when(reveal, handed)
      .thenFacts((facts) => expect(facts.map(({ type }) => type)).toEqual(['PanelScoresRevealed']));
    given(...all('70.000', '90.000', '74.000'))
      .when(reveal, handed)
      .thenRecords(
        revealed(scoresOf('70.000', '90.000', '74.000'), '78.000', '20.000'),
        panelSpreadFlagged({ ...of, spread: '20.000', maxSpread: '15' }, subject),
      );
    given(...all('70.000', '85.001', '74.000'))
      .when(reveal, handed)
      .thenFacts((facts) => expect(facts).toHaveLength(2));
  });
  it('counts those called in, not those recused', () =>
    given(...all('10.000', '90.000', '10.000'), recused, replaced, sealed(p4, '13.000'))
      .when(reveal, handed)
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ mean: '11.000', spread: '3.000' })));
  it('is refused to a panel that has grown too small, or has nobody from outside', () => {
    given(sealed(p1, '82.000'), sealed(p3, '82.000'), recused)
      .when(reveal, handed)
      .thenRefuses('PANEL_COMPOSITION');
    const inside = [p1, p2, p3].map((id) => person(id, 'INTERNAL'));
    given(...all('82.000', '82.000', '82.000'))
      .when(reveal, { ...handed, panel: { ...appointed, members: inside } })
      .thenRefuses('PANEL_COMPOSITION');
  });
  it('is refused where a seal does not fit its commitment', () => {
    const { data } = sealed(p1, '82.000') as ReturnType<typeof panelScoreSealed>;
    const swapped = panelScoreSealed(
      { ...data, value: data.value?.replace('82.000', '99.000') ?? null },
      subject,
    );
    for (const wrong of [swapped, panelScoreSealed({ ...data, value: null }, subject)])
      given(wrong, sealed(p2, '82.000'), sealed(p3, '82.000'))
        .when(reveal, handed)
        .thenRefuses('RULE_VIOLATED', { rule: 'rec.panel.commitment' });
  });
  it('happens once, and not for who has left the interview', () => {
    given(revealed([], '82.000', '0.000'))
      .when(reveal, handed)
      .thenRecords();
    given()
      .when(reveal, { ...handed, application: { ...handed.application, inInterview: false } })
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

describe('RecuseDeclared, from conflicts that were declared before there was a panel', () => {
  const all = { type: 'RecuseDeclared' } as const;
  const tied = (...conflicts: string[]) => ({
    ...handed,
    application: { ...handed.application, conflicts },
  });
  it('recuses who is of the panel, and calls the reserve in', () => {
    given().when(all, tied(p2)).thenRecords(recused, replaced);
    given(recused, replaced).when(all, tied(p2)).thenRecords();
    given().when(all, tied(p5)).thenRecords();
    given().when(all, handed).thenRecords();
  });
  it('calls in nobody who has a conflict too: the place stays open', () =>
    given()
      .when(all, tied(p2, p4))
      .thenFacts((facts) =>
        expect(facts.map(({ type }) => type)).toEqual(['PanelistRecused', 'PanelistRecused']),
      ));
  it('comes too late once the scores are open', () =>
    given(revealed([], '78.000', '0.000'))
      .when(all, tied(p2))
      .thenRecords());
  it('is made good by the chair, where it was missed', () =>
    given()
      .when({ type: 'ReplacePanelist', by: chair }, { ...tied(p2), chairs: true })
      .thenRecords(recused, replaced));
});

describe('an erased member', () => {
  const gone = { ...handed, erased: [p2] };
  it('who had sealed nothing leaves a place that the chair fills', () => {
    const left = panelistRecused({ ...of, panelist: p2, recusedBy: null }, subject);
    given()
      .when({ type: 'ReplacePanelist', by: chair }, { ...gone, chairs: true })
      .thenRecords(left, replaced);
    given(sealed(p1, '82.000'), sealed(p3, '80.000')).when(reveal, gone).thenRefuses('PANEL_COMPOSITION');
  });
  it('who had sealed a score counts as it was sealed', () =>
    given(sealed(p1, '82.000'), sealed(p2, '84.000'), sealed(p3, '80.000'))
      .when(reveal, gone)
      .thenFacts(([fact]) => expect(fact.data).toMatchObject({ mean: '82.000' })));
  it('is not waited for where a spread is explained', () => {
    const words = 'Studi kasus dinilai dengan ukuran yang berbeda.';
    const open = [
      revealed([], '78.000', '20.000'),
      panelSpreadFlagged({ ...of, spread: '20.000', maxSpread: '15' }, subject),
    ];
    given(...open)
      .when({ type: 'ReconcilePanel', by: p1, justification: words }, { ...handed, erased: [p2, p3] })
      .thenFacts((facts) =>
        expect(facts.map(({ type }) => type)).toEqual(['PanelReconciliationAgreed', 'PanelReconciled']),
      );
  });
});

describe('ReconcilePanel', () => {
  const open = [
    revealed([], '78.000', '20.000'),
    panelSpreadFlagged({ ...of, spread: '20.000', maxSpread: '15' }, subject),
  ];
  const words = 'Studi kasus dinilai dengan ukuran yang berbeda.';
  const agreeing = (by: string, justification = words) =>
    ({ type: 'ReconcilePanel', by, justification }) as const;
  const agreed = (panelist: string, justification = words) =>
    panelReconciliationAgreed({ ...of, panelist, justification }, subject);
  const reconciled = (...agreedBy: string[]) =>
    panelReconciled({ ...of, agreedBy: agreedBy.sort(), mean: '78.000', justification: words }, subject);
  it('takes more than half of the panel, in the same words', () => {
    given(...open)
      .when(agreeing(p1), handed)
      .thenRecords(agreed(p1));
    given(...open, agreed(p1))
      .when(agreeing(p2), handed)
      .thenRecords(agreed(p2), reconciled(p1, p2));
    given(...open, agreed(p1, `${words} Lain.`))
      .when(agreeing(p2), handed)
      .thenRecords(agreed(p2));
  });
  it('of four needs three', () => {
    const four = {
      ...handed,
      panel: { ...appointed, members: [...appointed.members, person(p5, 'INTERNAL')] },
    };
    given(...open, agreed(p1))
      .when(agreeing(p2), four)
      .thenRecords(agreed(p2));
    given(...open, agreed(p1), agreed(p2))
      .when(agreeing(p5), four)
      .thenFacts((facts) => expect(facts).toHaveLength(2));
  });
  it('counts the last words of each', () =>
    given(...open, agreed(p1), agreed(p1, `${words} Lain.`))
      .when(agreeing(p2), handed)
      .thenRecords(agreed(p2)));
  it('says nothing about the same consent again', () =>
    given(...open, agreed(p1))
      .when(agreeing(p1, ` ${words} `), handed)
      .thenRecords());
  it('is refused to others, to one recused, and without a reason', () => {
    given(...open)
      .when(agreeing(p5), handed)
      .thenRefuses('NOT_PANEL_MEMBER');
    given(recused, ...open)
      .when(agreeing(p2), handed)
      .thenRefuses('CONFLICT_OF_INTEREST');
    given(...open)
      .when(agreeing(p1, 'sepakat'), handed)
      .thenRefuses('REASON_REQUIRED');
  });
  it('is for an open flag', () => {
    given().when(agreeing(p1), handed).thenRefuses('ILLEGAL_TRANSITION');
    given(open[0]).when(agreeing(p1), handed).thenRefuses('ILLEGAL_TRANSITION');
    given(...open, reconciled(p1, p2))
      .when(agreeing(p3), handed)
      .thenRefuses('ILLEGAL_TRANSITION');
  });
});

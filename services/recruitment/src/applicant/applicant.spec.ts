import { applicantRegistered, boardSubscribed, boardUnsubscribed } from '@jejak/contracts/recruitment';
import { newId } from '@jejak/kernel';
import { specFor } from '@jejak/testing';
import { describe, it } from '@jest/globals';
import { applicant } from './applicant.decider';

const { given } = specFor(applicant);
const applicantId = newId();
const person = { applicantId, name: 'Sari Contoh', email: 'sari@contoh.test' };
const registered = applicantRegistered({ ...person, phone: '+628123456789' }, { subject: applicantId });

describe('RegisterApplicant (domain.md 4.2)', () => {
  const register = {
    type: 'RegisterApplicant',
    ...person,
    ...{ phone: '+628123456789', nikVerified: true, noticeAccepted: true },
  } as const;

  it('keeps name and contact', () => given().when(register).thenRecords(registered));
  it('without a telephone has none', () =>
    given()
      .when({ ...register, phone: null })
      .thenRecords(applicantRegistered(person, { subject: applicantId })));
  it('is refused to whom the issuer has not verified', () =>
    given()
      .when({ ...register, nikVerified: false })
      .thenRefuses('IDENTITY_UNVERIFIED'));
  it('is refused without the notice', () =>
    given()
      .when({ ...register, noticeAccepted: false })
      .thenRefuses('NOTICE_REQUIRED', { field: 'noticeAccepted' }));
  it('is refused a second time', () => given(registered).when(register).thenRefuses('APPLICANT_EXISTS'));
});

describe('the subscription of the board (domain.md 4.5)', () => {
  const [subscriptionId, unitId] = [newId(), newId()];
  const filter = { text: 'perawat', unitId, formationKind: null };
  const subscribe = { type: 'SubscribeToBoard', subscriptionId, filter } as const;
  const subscribed = boardSubscribed({ applicantId, subscriptionId, filter }, { subject: applicantId });
  const unsubscribe = { type: 'UnsubscribeFromBoard', subscriptionId } as const;
  const unsubscribed = boardUnsubscribed({ applicantId, subscriptionId }, { subject: applicantId });

  it('is kept, once for each filter', () => {
    given(registered).when(subscribe).thenRecords(subscribed);
    given(registered, subscribed)
      .when({ ...subscribe, subscriptionId: newId() })
      .thenRecords();
    const any = { text: null, unitId: null, formationKind: null };
    given(registered, subscribed)
      .when({ ...subscribe, filter: any })
      .thenRecords(
        boardSubscribed(
          { applicantId, subscriptionId, filter: { unitId: null, formationKind: null } },
          { subject: applicantId },
        ),
      );
  });
  it('is ended, and may begin again', () => {
    given(registered, subscribed).when(unsubscribe).thenRecords(unsubscribed);
    given(registered, subscribed, unsubscribed).when(unsubscribe).thenRefuses('SUBSCRIPTION_NOT_FOUND');
    given(registered, subscribed, unsubscribed).when(subscribe).thenRecords(subscribed);
  });
  it('is for who has registered, and not without end', () => {
    given().when(subscribe).thenRefuses('IDENTITY_UNVERIFIED');
    given().when(unsubscribe).thenRefuses('IDENTITY_UNVERIFIED');
    const many = Array.from({ length: 20 }, () =>
      boardSubscribed(
        { applicantId, subscriptionId: newId(), filter: { unitId: newId(), formationKind: null } },
        { subject: applicantId },
      ),
    );
    given(registered, ...many)
      .when(subscribe)
      .thenRefuses('RULE_VIOLATED', { rule: 'rec.subscriptions' });
  });
});

import { citizenContracts, type ComplaintClock } from '@jejak/contracts/citizen';
import { timers } from '@jejak/projections';
import type { ComplaintEvent } from './complaint.state';

interface About {
  readonly data: { readonly complaintId: string };
}
const VERIFY = 'MarkVerifyOverdue';
const ANSWER = 'MarkAnswerOverdue';
const CLOSE = 'CloseUnanswered';
const overdueOf = (clock: ComplaintClock): string => (clock === 'VERIFY' ? VERIFY : ANSWER);

const ends =
  (...commands: readonly string[]) =>
  ({ data }: About) =>
    commands.map((command) => ({ key: data.complaintId, command }));

const ERASE = 'EraseContact';
const erasure = ({
  data: { complaintId: key, contactUntil: dueAt },
}: {
  readonly data: { readonly complaintId: string; readonly contactUntil?: string };
}) => (dueAt === undefined ? [] : [{ dueAt, command: ERASE, key }]);

/** When nobody has to reach who complained any more. @source domain.md 2.6 */
export const complaintContacts = timers<ComplaintEvent>({
  name: 'complaint-contacts',
  source: citizenContracts,
  of: { ComplaintReturned: erasure, ComplaintForwarded: erasure, ComplaintClosed: erasure },
  done: {
    ComplaintSupplemented: ends(ERASE),
    ComplaintReopened: ends(ERASE),
    ComplaintContactErased: ends(ERASE),
  },
});

/** When a clock of a complaint runs out, and when an answered one closes by itself. @source domain.md 2.4, 9.3 */
export const complaintClocks = timers<ComplaintEvent>({
  name: 'complaint-clocks',
  source: citizenContracts,
  of: {
    ComplaintFiled: ({ data: { complaintId: key, verifyDueAt: dueAt } }) => [{ dueAt, command: VERIFY, key }],
    ComplaintSupplemented: ({ data: { complaintId: key, verifyDueAt: dueAt } }) => [
      { dueAt, command: VERIFY, key },
    ],
    ComplaintVerified: ({ data: { complaintId: key, dueAt } }) => [{ dueAt, command: ANSWER, key }],
    ComplaintReopened: ({ data: { complaintId: key, dueAt } }) =>
      dueAt === null ? [] : [{ dueAt, command: ANSWER, key }],
    ComplaintClockMoved: ({ data: { complaintId: key, clock, dueAt } }) => [
      { dueAt, command: overdueOf(clock), key },
    ],
    ComplaintAnswered: ({ data: { complaintId: key, closesAt: dueAt } }) => [{ dueAt, command: CLOSE, key }],
  },
  done: {
    ComplaintVerified: ends(VERIFY),
    ComplaintReturned: ends(VERIFY),
    ComplaintForwarded: ends(VERIFY),
    ComplaintAnswered: ends(ANSWER),
    ComplaintReopened: ends(CLOSE),
    ComplaintClosed: ends(VERIFY, ANSWER, CLOSE),
    ComplaintClockMoved: ({ data: { complaintId: key, clock } }) => [{ key, command: overdueOf(clock) }],
    ComplaintOverdue: ({ data: { complaintId: key, clock } }) => [{ key, command: overdueOf(clock) }],
  },
});

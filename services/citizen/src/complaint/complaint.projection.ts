import {
  citizenContracts,
  type ComplaintCategory,
  type ComplaintChannel,
  type ComplaintClass,
} from '@jejak/contracts/citizen';
import { projection } from '@jejak/projections';
import type { Complaint, ComplaintEvent } from './complaint.state';

/** A step that the complainant sees. */
export interface Step {
  readonly what: string;
  /** ISO instant. */
  readonly at: string;
}

/** What becomes of a complaint, without its words and without who complains. */
export interface ComplaintRow {
  readonly complaintId: string;
  /** Keyed hash of the tracking code, 64 hexadecimal digits. */
  readonly trackingKey: string;
  readonly unitId: string | null;
  readonly category: ComplaintCategory;
  readonly channel: ComplaintChannel;
  readonly named: boolean;
  readonly class: ComplaintClass | null;
  readonly status: Exclude<Complaint['status'], 'absent'>;
  readonly aboutEmployeeId: string | null;
  /** Who of the unit answers in its head's place; null: the head. */
  readonly delegateId: string | null;
  readonly filedAt: string;
  readonly filedOn: string;
  readonly verifyDueAt: string;
  readonly answerDueAt: string | null;
  /** The end of the clock that runs; null where none does. */
  readonly dueAt: string | null;
  readonly closesAt: string | null;
  readonly answeredAt: string | null;
  readonly closedAt: string | null;
  readonly satisfied: boolean | null;
  readonly groundless: boolean | null;
  readonly onTime: boolean | null;
  readonly overdueVerify: boolean;
  readonly overdueAnswer: boolean;
  readonly disputes: number;
  readonly forwardedTo: string | null;
  /** First answer − filing. */
  readonly responseMinutes: number | null;
  readonly steps: readonly Step[];
}

const stepped = (row: ComplaintRow, what: string, at: string): readonly Step[] => [
  ...row.steps,
  { what, at },
];

export const complaintList = projection<ComplaintEvent, ComplaintRow>()({
  table: 'complaint',
  source: citizenContracts,
  key: ({ data }) => data.complaintId,
  opens: {
    ComplaintFiled: ({ data, envelope: { at } }) => ({
      ...{ complaintId: data.complaintId, trackingKey: data.trackingKey, unitId: data.unitId },
      ...{ category: data.category, channel: data.channel, named: data.named, class: null, status: 'filed' },
      ...{ aboutEmployeeId: data.aboutEmployeeId, delegateId: null },
      ...{ filedAt: data.filedAt, filedOn: data.filedOn },
      ...{ verifyDueAt: data.verifyDueAt, answerDueAt: null, dueAt: data.verifyDueAt, closesAt: null },
      ...{ answeredAt: null, closedAt: null, satisfied: null, groundless: null, onTime: null },
      ...{
        overdueVerify: false,
        overdueAnswer: false,
        disputes: 0,
        forwardedTo: null,
        responseMinutes: null,
      },
      steps: [{ what: 'FILED', at }],
    }),
  },
  on: {
    ComplaintVerified: (row, { data, envelope: { at } }) => ({
      ...{ ...row, status: 'verified', unitId: data.unitId, class: data.class },
      ...{ aboutEmployeeId: data.aboutEmployeeId, answerDueAt: data.dueAt, dueAt: data.dueAt },
      steps: stepped(row, 'VERIFIED', at),
    }),
    ComplaintReturned: (row, { envelope: { at } }) => ({
      ...{ ...row, status: 'returned', dueAt: null },
      steps: stepped(row, 'RETURNED', at),
    }),
    ComplaintSupplemented: (row, { data: { verifyDueAt }, envelope: { at } }) => ({
      ...{ ...row, status: 'filed', verifyDueAt, dueAt: verifyDueAt },
      steps: stepped(row, 'SUPPLEMENTED', at),
    }),
    ComplaintForwarded: (row, { data: { to }, envelope: { at } }) => ({
      ...{ ...row, status: 'forwarded', dueAt: null, forwardedTo: to },
      steps: stepped(row, 'FORWARDED', at),
    }),
    // Documents and contacts change nothing of what becomes of a complaint.
    ComplaintDocumentAttached: (row) => row,
    ComplaintContactGiven: (row) => row,
    ComplaintContactErased: (row) => row,
    ComplaintAssigned: (row, { data: { unitId }, envelope: { at } }) => ({
      ...{ ...row, status: 'assigned', unitId, delegateId: null },
      steps: stepped(row, 'ASSIGNED', at),
    }),
    ComplaintDelegated: (row, { data: { to } }) => ({ ...row, delegateId: to }),
    ComplaintTakenUp: (row, { envelope: { at } }) => ({
      ...{ ...row, status: 'in-progress' },
      steps: stepped(row, 'IN_PROGRESS', at),
    }),
    ComplaintAnswered: (row, { data, envelope: { at } }) => ({
      ...{ ...row, status: 'answered', dueAt: null, closesAt: data.closesAt, groundless: data.groundless },
      ...{ answeredAt: row.answeredAt ?? data.answeredAt, onTime: (row.onTime ?? true) && data.onTime },
      responseMinutes:
        row.responseMinutes ?? Math.floor((Date.parse(data.answeredAt) - Date.parse(row.filedAt)) / 60_000),
      steps: stepped(row, 'ANSWERED', at),
    }),
    ComplaintReopened: (row, { data: { disputes, level, dueAt }, envelope: { at } }) => ({
      ...{ ...row, status: level === 'UNIT' ? 'reopened' : 'inspectorate', disputes, dueAt, closesAt: null },
      // One that was closed is disputed by an exception.
      ...{ answerDueAt: dueAt ?? row.answerDueAt, closedAt: null, satisfied: null },
      steps: stepped(row, level === 'UNIT' ? 'REOPENED' : 'INSPECTORATE', at),
    }),
    ComplaintClockMoved: (row, { data: { clock, dueAt } }) => ({
      ...{ ...row, dueAt },
      ...(clock === 'VERIFY' ? { verifyDueAt: dueAt } : { answerDueAt: dueAt }),
    }),
    ComplaintOverdue: (row, { data: { clock }, envelope: { at } }) => ({
      ...row,
      ...(clock === 'VERIFY' ? { overdueVerify: true } : { overdueAnswer: true }),
      steps: stepped(row, clock === 'VERIFY' ? 'VERIFY_OVERDUE' : 'ANSWER_OVERDUE', at),
    }),
    ComplaintClosed: (row, { data: { satisfied, groundless, inspection }, envelope: { at } }) => ({
      ...{ ...row, status: 'closed', dueAt: null, closesAt: null, closedAt: at, satisfied, groundless },
      steps: stepped(row, inspection ? 'INSPECTED' : 'CLOSED', at),
    }),
  },
});

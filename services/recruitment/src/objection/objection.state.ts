import type {
  ObjectionDismissed,
  ObjectionEvidenceRead,
  ObjectionFiled,
  ObjectionOverdue,
  ObjectionPartlyUpheld,
  ObjectionUpheld,
  ObjectionVoteCast,
} from '@jejak/contracts/recruitment';
import { Conflict, NotFound } from '@jejak/kernel';

export type ObjectionEvent =
  | ObjectionFiled
  | ObjectionEvidenceRead
  | ObjectionVoteCast
  | ObjectionUpheld
  | ObjectionPartlyUpheld
  | ObjectionDismissed
  | ObjectionOverdue;

export type ObjectionStatus = 'filed' | 'upheld' | 'partly-upheld' | 'dismissed';

export type Objection =
  | { readonly status: 'absent' }
  | {
      readonly status: ObjectionStatus;
      readonly filed: ObjectionFiled['data'];
      /** SHA-256 of its documents. */
      readonly evidence: readonly string[];
      /** Which of them each reader has opened. */
      readonly read: Readonly<Record<string, readonly string[]>>;
      /** The newest vote of each voter. */
      readonly votes: Readonly<Record<string, ObjectionVoteCast['data']>>;
      readonly overdue: boolean;
    };
export type PresentObjection = Exclude<Objection, { status: 'absent' }>;

/** @throws NotFound OBJECTION_NOT_FOUND */
export const presentObjection = (state: Objection): PresentObjection => {
  if (state.status === 'absent') throw new NotFound('OBJECTION_NOT_FOUND', 'There is no such objection.');
  return state;
};

/** @throws NotFound OBJECTION_NOT_FOUND; Conflict ILLEGAL_TRANSITION */
export const undecided = (state: Objection): PresentObjection => {
  const there = presentObjection(state);
  if (there.status !== 'filed') throw new Conflict('ILLEGAL_TRANSITION', 'The objection is decided.');
  return there;
};

export const evolveObjection = (state: Objection, event: ObjectionEvent): Objection => {
  if (event.type === 'ObjectionFiled')
    return {
      ...{ status: 'filed', filed: event.data, read: {}, votes: {}, overdue: false },
      evidence: (event.evidence ?? []).map(({ sha256 }) => sha256),
    };
  if (state.status === 'absent') return state;
  switch (event.type) {
    case 'ObjectionEvidenceRead': {
      const { readBy, sha256 } = event.data;
      return { ...state, read: { ...state.read, [readBy]: [...(state.read[readBy] ?? []), sha256] } };
    }
    case 'ObjectionVoteCast':
      return { ...state, votes: { ...state.votes, [event.data.voter]: event.data } };
    case 'ObjectionUpheld':
      return { ...state, status: 'upheld' };
    case 'ObjectionPartlyUpheld':
      return { ...state, status: 'partly-upheld' };
    case 'ObjectionDismissed':
      return { ...state, status: 'dismissed' };
    case 'ObjectionOverdue':
      return { ...state, overdue: true };
  }
};

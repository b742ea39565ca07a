import type {
  ComplaintAnswered,
  ComplaintAssigned,
  ComplaintClass,
  ComplaintClock,
  ComplaintClockMoved,
  ComplaintClosed,
  ComplaintContactErased,
  ComplaintContactGiven,
  ComplaintDelegated,
  ComplaintDocumentAttached,
  ComplaintFiled,
  ComplaintForwarded,
  ComplaintOverdue,
  ComplaintReopened,
  ComplaintReturned,
  ComplaintSupplemented,
  ComplaintTakenUp,
  ComplaintVerified,
} from '@jejak/contracts/citizen';

export type ComplaintEvent =
  | ComplaintFiled
  | ComplaintContactGiven
  | ComplaintContactErased
  | ComplaintVerified
  | ComplaintReturned
  | ComplaintSupplemented
  | ComplaintDocumentAttached
  | ComplaintForwarded
  | ComplaintAssigned
  | ComplaintDelegated
  | ComplaintTakenUp
  | ComplaintAnswered
  | ComplaintReopened
  | ComplaintClockMoved
  | ComplaintOverdue
  | ComplaintClosed;

/** An answer as later decisions need it. */
interface Given {
  readonly answeredBy: string;
  readonly provenAgainst: string | null;
  readonly groundless: boolean;
}

interface Common {
  readonly filed: Pick<
    ComplaintFiled['data'],
    'complaintId' | 'complainantId' | 'category' | 'reviewId' | 'filedAt' | 'filedOn'
  >;
  readonly unitId: string | null;
  /** Whom it is about; nobody decides on a complaint about themselves. */
  readonly aboutEmployeeId: string | null;
  /** The end of the clock that runs; null where none does. */
  readonly dueAt: string | null;
  /** Clocks that have been marked overdue since they last began. */
  readonly overdue: readonly ComplaintClock[];
  /** SHA-256 of the documents that the complainant gave. */
  readonly documents: readonly string[];
  /** Under whose key the contact is sealed; null where there is none, or none any more. */
  readonly contactId: string | null;
  /** The first instant at which it is no longer kept; null while somebody still looks at the complaint. */
  readonly contactUntil: string | null;
}

interface Judged extends Common {
  readonly unitId: string | null;
  readonly class: ComplaintClass;
  /** Who of the unit answers in its head's place; null: the head. */
  readonly delegateId: string | null;
  readonly disputes: number;
  /** The first instant at which the last answer stands; null before there is one. */
  readonly closesAt: string | null;
  /** The first answer, of which the response time is taken. */
  readonly firstAnswer: { readonly at: string; readonly on: string } | null;
  /** Whether every answer so far came in its time. */
  readonly onTime: boolean;
}

export type Complaint =
  | { readonly status: 'absent' }
  | (Common & { readonly status: 'filed' | 'returned' | 'forwarded' })
  | (Judged & { readonly status: 'verified' | 'assigned' | 'in-progress' | 'reopened' })
  | (Judged & { readonly status: 'answered'; readonly answer: Given })
  | (Judged & { readonly status: 'inspectorate'; readonly answer: Given })
  | (Judged & { readonly status: 'closed'; readonly answer: Given });

/** A complaint in one of these states. */
export type ComplaintIn<Status extends Complaint['status']> = Complaint extends infer Each
  ? Each extends { readonly status: infer Own }
    ? [Extract<Own, Status>] extends [never]
      ? never
      : Each & { readonly status: Extract<Own, Status> }
    : never
  : never;

const NONE: readonly never[] = [];

export const evolve = (state: Complaint, event: ComplaintEvent): Complaint => {
  if (event.type === 'ComplaintFiled') {
    const { unitId, aboutEmployeeId, verifyDueAt: dueAt, ...filed } = event.data;
    return {
      ...{ status: 'filed', filed, unitId, aboutEmployeeId, dueAt, overdue: NONE, documents: NONE },
      ...{ contactId: null, contactUntil: null },
    };
  }
  if (state.status === 'absent') throw new Error(`${event.type} of a complaint that was not filed`);
  const { filed, unitId, aboutEmployeeId, overdue, documents, contactId } = state;
  const common = { filed, unitId, aboutEmployeeId, documents, contactId, contactUntil: null };
  switch (event.type) {
    case 'ComplaintReturned':
      return { ...common, status: 'returned', dueAt: null, overdue, contactUntil: until(event) };
    case 'ComplaintSupplemented':
      return { ...common, status: 'filed', dueAt: event.data.verifyDueAt, overdue: NONE };
    case 'ComplaintForwarded':
      return { ...common, status: 'forwarded', dueAt: null, overdue, contactUntil: until(event) };
    case 'ComplaintVerified':
      return {
        ...{ ...common, status: 'verified', unitId: event.data.unitId, class: event.data.class },
        ...{ aboutEmployeeId: event.data.aboutEmployeeId, dueAt: event.data.dueAt, overdue },
        ...{ delegateId: null, disputes: 0, closesAt: null, firstAnswer: null, onTime: true },
      };
    case 'ComplaintOverdue':
      return { ...state, overdue: [...overdue, event.data.clock] };
    case 'ComplaintClockMoved':
      return { ...state, dueAt: event.data.dueAt };
    case 'ComplaintContactGiven':
      return { ...state, contactId: event.data.contactId };
    case 'ComplaintContactErased':
      return { ...state, contactId: null, contactUntil: null };
    case 'ComplaintDocumentAttached':
      return { ...state, documents: [...documents, event.data.sha256] };
    default:
      return judged(state, event);
  }
};

const until = ({ data }: { readonly data: { readonly contactUntil?: string } }): string | null =>
  data.contactUntil ?? null;

type Later = Extract<
  ComplaintEvent,
  {
    readonly type:
      | 'ComplaintAssigned'
      | 'ComplaintDelegated'
      | 'ComplaintTakenUp'
      | 'ComplaintAnswered'
      | 'ComplaintReopened'
      | 'ComplaintClosed';
  }
>;

/** What follows on a verified complaint. */
const judged = (state: Complaint, event: Later): Complaint => {
  if (!('class' in state)) throw new Error(`${event.type} of a complaint that was not verified`);
  switch (event.type) {
    case 'ComplaintAssigned':
      return { ...state, status: 'assigned', unitId: event.data.unitId, delegateId: null };
    case 'ComplaintDelegated':
      return { ...state, delegateId: event.data.to };
    case 'ComplaintTakenUp':
      return { ...state, status: 'in-progress' };
    case 'ComplaintAnswered': {
      const { answeredBy, provenAgainst, groundless, answeredAt: at, answeredOn: on } = event.data;
      const { onTime, closesAt } = event.data;
      return {
        ...{ ...state, status: 'answered', answer: { answeredBy, provenAgainst, groundless }, dueAt: null },
        closesAt,
        ...{ firstAnswer: state.firstAnswer ?? { at, on }, onTime: state.onTime && onTime },
      };
    }
    case 'ComplaintReopened': {
      const { level, disputes, dueAt } = event.data;
      const again = {
        ...{ ...withAnswer(state), disputes, dueAt, closesAt: null, contactUntil: null },
        overdue: state.overdue.filter((clock) => clock !== 'ANSWER'),
      };
      return level === 'UNIT' ? { ...again, status: 'reopened' } : { ...again, status: 'inspectorate' };
    }
    case 'ComplaintClosed':
      return { ...withAnswer(state), status: 'closed', dueAt: null, contactUntil: until(event) };
  }
};

/** One that has been answered. */
const withAnswer = (state: Extract<Complaint, Judged>): Judged & { readonly answer: Given } => {
  if (!('answer' in state)) throw new Error(`a complaint that is ${state.status} has no answer`);
  return state;
};

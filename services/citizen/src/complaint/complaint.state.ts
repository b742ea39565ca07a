import type {
  ComplaintAnswered,
  ComplaintAssigned,
  ComplaintClass,
  ComplaintClock,
  ComplaintClosed,
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
  | ComplaintVerified
  | ComplaintReturned
  | ComplaintSupplemented
  | ComplaintForwarded
  | ComplaintAssigned
  | ComplaintTakenUp
  | ComplaintAnswered
  | ComplaintReopened
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
}

interface Judged extends Common {
  readonly unitId: string | null;
  readonly class: ComplaintClass;
  readonly disputes: number;
  /** The first answer, of which the response time is taken. */
  readonly firstAnswer: { readonly at: string; readonly on: string } | null;
  /** Whether every answer so far came in its time. */
  readonly onTime: boolean;
}

export type Complaint =
  | { readonly status: 'absent' }
  | (Common & { readonly status: 'filed' | 'returned' | 'forwarded' })
  | (Judged & { readonly status: 'verified' | 'assigned' | 'in-progress' | 'reopened' | 'inspectorate' })
  | (Judged & { readonly status: 'answered'; readonly answer: Given })
  | (Judged & { readonly status: 'closed' });

/** A complaint in one of these states. */
export type ComplaintIn<Status extends Complaint['status']> = Complaint extends infer Each
  ? Each extends { readonly status: infer Own }
    ? [Extract<Own, Status>] extends [never]
      ? never
      : Each & { readonly status: Extract<Own, Status> }
    : never
  : never;

const FIRST: readonly ComplaintClock[] = [];

export const evolve = (state: Complaint, event: ComplaintEvent): Complaint => {
  if (event.type === 'ComplaintFiled') {
    const { unitId, aboutEmployeeId, verifyDueAt: dueAt, ...filed } = event.data;
    return { status: 'filed', filed, unitId, aboutEmployeeId, dueAt, overdue: FIRST };
  }
  if (state.status === 'absent') throw new Error(`${event.type} of a complaint that was not filed`);
  const { filed, unitId, aboutEmployeeId, overdue } = state;
  const common = { filed, unitId, aboutEmployeeId };
  switch (event.type) {
    case 'ComplaintReturned':
      return { ...common, status: 'returned', dueAt: null, overdue };
    case 'ComplaintSupplemented':
      return { ...common, status: 'filed', dueAt: event.data.verifyDueAt, overdue: FIRST };
    case 'ComplaintForwarded':
      return { ...common, status: 'forwarded', dueAt: null, overdue };
    case 'ComplaintVerified':
      return {
        ...{ filed, status: 'verified', unitId: event.data.unitId, class: event.data.class },
        ...{ aboutEmployeeId: event.data.aboutEmployeeId, dueAt: event.data.dueAt, overdue },
        ...{ disputes: 0, firstAnswer: null, onTime: true },
      };
    case 'ComplaintOverdue':
      return { ...state, overdue: [...overdue, event.data.clock] };
    default:
      return judged(state, event);
  }
};

type Later = Extract<
  ComplaintEvent,
  {
    readonly type:
      | 'ComplaintAssigned'
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
      return { ...state, status: 'assigned', unitId: event.data.unitId };
    case 'ComplaintTakenUp':
      return { ...state, status: 'in-progress' };
    case 'ComplaintAnswered': {
      const { answeredBy, provenAgainst, groundless, answeredAt: at, answeredOn: on, onTime } = event.data;
      return {
        ...{ ...state, status: 'answered', answer: { answeredBy, provenAgainst, groundless }, dueAt: null },
        ...{ firstAnswer: state.firstAnswer ?? { at, on }, onTime: state.onTime && onTime },
      };
    }
    case 'ComplaintReopened': {
      const { level, disputes, dueAt } = event.data;
      const status = level === 'UNIT' ? 'reopened' : 'inspectorate';
      return {
        ...state,
        status,
        disputes,
        dueAt,
        overdue: state.overdue.filter((clock) => clock !== 'ANSWER'),
      };
    }
    case 'ComplaintClosed':
      return { ...state, status: 'closed', dueAt: null };
  }
};

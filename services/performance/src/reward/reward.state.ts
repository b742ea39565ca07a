import type {
  PeerNominated,
  RecognitionConsented,
  RecognitionPublished,
  RewardApproved,
  RewardDeclined,
  RewardGranted,
  RewardProposed,
} from '@jejak/contracts/performance';

export type RewardEvent =
  | PeerNominated
  | RewardProposed
  | RewardApproved
  | RewardDeclined
  | RewardGranted
  | RecognitionConsented
  | RecognitionPublished;

export interface Reward {
  readonly status: 'absent' | 'NOMINATED' | 'PROPOSED' | 'APPROVED' | 'DECLINED' | 'GRANTED';
  /** Who named the employee. */
  readonly nominators: readonly string[];
  readonly proposed: RewardProposed['data'] | null;
  /** Whether the employee may be named. */
  readonly named: boolean;
  readonly published: boolean;
}

export const initial: Reward = {
  ...{ status: 'absent', nominators: [], proposed: null, named: false, published: false },
};

export const evolve = (state: Reward, event: RewardEvent): Reward => {
  switch (event.type) {
    case 'PeerNominated':
      return {
        ...state,
        status: state.status === 'absent' ? 'NOMINATED' : state.status,
        nominators: [...state.nominators, event.data.nominatedBy],
      };
    case 'RewardProposed':
      return { ...state, status: 'PROPOSED', proposed: event.data };
    case 'RewardApproved':
      return { ...state, status: 'APPROVED' };
    case 'RewardDeclined':
      return { ...state, status: 'DECLINED' };
    case 'RewardGranted':
      return { ...state, status: 'GRANTED' };
    case 'RecognitionConsented':
      return { ...state, named: event.data.named };
    case 'RecognitionPublished':
      return { ...state, published: true };
  }
};

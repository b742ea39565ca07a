import type {
  OutcomeMeasure,
  Parameters,
  PolicySimulated,
  PolicyStatus,
  VersionKind,
} from '@jejak/contracts/policy';
import type { Calendar } from '@jejak/kernel';
import type { Values } from '../parameters/parameter-shape';
import type { GovernanceRules } from '../rules/governance-rules';

/** The installation takes a default into force. Given again it says nothing new: a policy is seeded once. */
export interface SeedPolicy {
  readonly type: 'SeedPolicy';
  readonly key: string;
  readonly parameters: Parameters;
  readonly legalBasis: string;
  readonly origin: PolicyStatus;
  /** The installation's first legal date. */
  readonly effectiveFrom: string;
}

/** What a draft says; HR may leave out what a rule will ask for. */
export interface DraftText {
  readonly parameters: Values;
  readonly legalBasis: string;
  readonly problem: string;
  readonly intendedOutcome: string;
  readonly outcomeMeasures: readonly OutcomeMeasure[];
  readonly impactNote: string | null;
}

/** For one version of the policy. */
interface OfVersion {
  readonly version: number;
}

export type DraftPolicy = DraftText & {
  readonly type: 'DraftPolicy';
  readonly by: string;
  readonly key: string;
  readonly kind: VersionKind;
};
export type RevisePolicy = DraftText & OfVersion & { readonly type: 'RevisePolicy'; readonly by: string };

export interface OpenConsultation extends OfVersion {
  readonly type: 'OpenConsultation';
  readonly by: string;
  /** Its last day. */
  readonly closesOn: string;
}

/** What a simulation came to. */
export interface RecordSimulation extends OfVersion {
  readonly type: 'RecordSimulation';
  readonly by: string;
  readonly simulationId: string;
  readonly revision: number;
  readonly against: PolicySimulated['data']['against'];
  readonly effects: PolicySimulated['data']['effects'];
}

export interface ApprovePolicy extends OfVersion {
  readonly type: 'ApprovePolicy';
  readonly by: string;
  readonly effectiveFrom: string;
}

export interface PublishPolicy extends OfVersion {
  readonly type: 'PublishPolicy';
  readonly by: string;
  /** Null: as approved. */
  readonly effectiveFrom: string | null;
}

export interface RecordSocialisation extends OfVersion {
  readonly type: 'RecordSocialisation';
  readonly by: string;
  readonly sessionId: string;
  readonly title: string;
  readonly heldOn: string;
  readonly participants: number;
}

export interface BringIntoForce extends OfVersion {
  readonly type: 'BringIntoForce';
  /** The day for which it is decided: of a timer that fires late, the day on which it was due. */
  readonly on: string;
  /** A machine account asks, and is told why not; a timer is not. */
  readonly asked: boolean;
}

export type PolicyCommand =
  | SeedPolicy
  | DraftPolicy
  | RevisePolicy
  | OpenConsultation
  | RecordSimulation
  | ApprovePolicy
  | PublishPolicy
  | RecordSocialisation
  | BringIntoForce;

/** What policies are decided by beyond their stream; each command says which of it it needs. */
export interface PolicyGiven {
  readonly calendar: Calendar;
  /** Legal date. */
  readonly today: string;
  readonly rules: GovernanceRules;
  /** Of what is published. */
  readonly sha256?: string;
  /** Opinions on the version, and how many have no answer yet. */
  readonly opinions?: { readonly given: number; readonly unanswered: number };
  /** Of those who are employed on the day of the decision: all, and who has acknowledged the version before it began. */
  readonly coverage?: { readonly acknowledged: number; readonly active: number };
}

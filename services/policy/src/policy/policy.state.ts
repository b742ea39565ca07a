import type {
  ConsultationOpened,
  OutcomeMeasure,
  PolicyApproved,
  PolicyDeferred,
  PolicyDrafted,
  PolicyInForce,
  PolicyPublished,
  PolicyRepealed,
  PolicyRevised,
  PolicySeeded,
  PolicySimulated,
  PolicyStatus,
  PolicySuperseded,
  SocialisationHeld,
  SocialisationShortfall,
  VersionKind,
} from '@jejak/contracts/policy';
import type { Values } from '../parameters/parameter-shape';

export type PolicyEvent =
  | PolicySeeded
  | PolicyDrafted
  | PolicyRevised
  | ConsultationOpened
  | PolicySimulated
  | PolicyApproved
  | PolicyPublished
  | SocialisationHeld
  | PolicyDeferred
  | SocialisationShortfall
  | PolicyInForce
  | PolicySuperseded
  | PolicyRepealed;

export const VERSION_STATUSES = [
  'DRAFTED',
  'IN_CONSULTATION',
  'REVISED',
  'APPROVED',
  'PUBLISHED',
  'SOCIALISING',
  'IN_FORCE',
  'SUPERSEDED',
  'REPEALED',
] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** One version, from its draft to its end. Of a seeded one there was no draft. */
export interface Version {
  readonly version: number;
  readonly kind: VersionKind;
  readonly status: VersionStatus;
  readonly parameters: Values;
  readonly legalBasis: string;
  readonly origin: PolicyStatus;
  readonly problem: string | null;
  readonly intendedOutcome: string | null;
  readonly outcomeMeasures: readonly OutcomeMeasure[];
  readonly impactNote: string | null;
  /** 0: seeded. */
  readonly revision: number;
  /** Who drafted or revised it. */
  readonly authors: readonly string[];
  readonly consultation: Pick<ConsultationOpened['data'], 'opensOn' | 'closesOn' | 'closesAt'> | null;
  /** The revision of which it is known what it would have come to. */
  readonly simulated: number | null;
  readonly simulations: readonly Omit<PolicySimulated['data'], 'key' | 'version' | 'simulatedBy'>[];
  /** As approved, published, or in force, whichever came last. */
  readonly effectiveFrom: string | null;
  readonly published: Pick<
    PolicyPublished['data'],
    'publishedOn' | 'latestOn' | 'sha256' | 'diff' | 'follows' | 'pinnedPolicies'
  > | null;
  readonly sessions: readonly Pick<
    SocialisationHeld['data'],
    'sessionId' | 'title' | 'heldOn' | 'participants'
  >[];
  readonly deferred: Pick<PolicyDeferred['data'], 'coverage' | 'unmet' | 'latestOn'> | null;
  /** Of those who worked for the city when it came into force, per cent; null before, and of what was seeded. */
  readonly coverage: string | null;
  /** It came into force though too few knew of it. */
  readonly shortfall: boolean;
  readonly lastDay: string | null;
}

export interface Policy {
  /** Null before anything of it was recorded. */
  readonly key: string | null;
  /** In order of their numbers. */
  readonly versions: readonly Version[];
}

const blank = {
  ...{
    problem: null,
    intendedOutcome: null,
    outcomeMeasures: [],
    impactNote: null,
    revision: 0,
    authors: [],
  },
  ...{
    consultation: null,
    simulated: null,
    simulations: [],
    effectiveFrom: null,
    published: null,
    sessions: [],
  },
  ...{ deferred: null, coverage: null, shortfall: false, lastDay: null },
} as const;

/** The version whose parameters are in force; undefined where none are. */
export const inForce = ({ versions }: Policy): Version | undefined =>
  versions.find(({ status, kind }) => status === 'IN_FORCE' && kind === 'PARAMETERS');

const changed = (policy: Policy, version: number, change: (of: Version) => Partial<Version>): Policy => ({
  ...policy,
  versions: policy.versions.map((one) => (one.version === version ? { ...one, ...change(one) } : one)),
});

/** Parameters come from JSON and are compared as such. */
const sameParameters = (one: Values, other: Values): boolean => JSON.stringify(one) === JSON.stringify(other);

export const evolve = (policy: Policy, event: PolicyEvent): Policy => {
  const { version } = event.data;
  const change = (how: (of: Version) => Partial<Version>): Policy => changed(policy, version, how);
  switch (event.type) {
    case 'PolicySeeded': {
      const { key, parameters, legalBasis, origin, effectiveFrom } = event.data;
      const seeded = { ...blank, version, kind: 'PARAMETERS', status: 'IN_FORCE' } as const;
      return {
        key,
        versions: [...policy.versions, { ...seeded, parameters, legalBasis, origin, effectiveFrom }],
      };
    }
    case 'PolicyDrafted': {
      const { key, draftedBy, ...text } = event.data;
      const drafted = { ...blank, ...text, status: 'DRAFTED', origin: 'CONFIGURED' } as const;
      return { key, versions: [...policy.versions, { ...drafted, revision: 1, authors: [draftedBy] }] };
    }
    case 'PolicyRevised': {
      const { key: _, version: __, revisedBy, revision, ...text } = event.data;
      return change((of) => ({
        ...{ ...text, revision, status: of.consultation ? 'REVISED' : 'DRAFTED' },
        authors: [...new Set([...of.authors, revisedBy])],
        // Other words with the same numbers come to the same.
        simulated:
          of.simulated === of.revision && sameParameters(of.parameters, text.parameters)
            ? revision
            : of.simulated,
      }));
    }
    case 'ConsultationOpened': {
      const { opensOn, closesOn, closesAt } = event.data;
      return change(() => ({ status: 'IN_CONSULTATION', consultation: { opensOn, closesOn, closesAt } }));
    }
    case 'PolicySimulated': {
      const { key: _, version: __, simulatedBy: ___, ...simulation } = event.data;
      return change(({ simulations }) => ({
        simulated: simulation.revision,
        simulations: [...simulations, simulation],
      }));
    }
    case 'PolicyApproved':
      return change(() => ({ status: 'APPROVED', effectiveFrom: event.data.effectiveFrom }));
    case 'PolicyPublished': {
      const { effectiveFrom, publishedOn, latestOn, sha256, diff, follows, pinnedPolicies } = event.data;
      const published = { publishedOn, latestOn, sha256, diff, follows, pinnedPolicies };
      return change(() => ({ status: 'PUBLISHED', effectiveFrom, published }));
    }
    case 'SocialisationHeld': {
      const { sessionId, title, heldOn, participants } = event.data;
      return change(({ sessions }) => ({
        status: 'SOCIALISING',
        sessions: [...sessions, { sessionId, title, heldOn, participants }],
      }));
    }
    case 'PolicyDeferred': {
      const { coverage, unmet, latestOn } = event.data;
      return change(() => ({ deferred: { coverage, unmet, latestOn } }));
    }
    case 'SocialisationShortfall':
      return change(() => ({ shortfall: true }));
    case 'PolicyInForce': {
      const { effectiveFrom, coverage, origin } = event.data;
      return change(() => ({ status: 'IN_FORCE', effectiveFrom, coverage, origin }));
    }
    case 'PolicySuperseded':
      return change(() => ({ status: 'SUPERSEDED', lastDay: event.data.lastDay }));
    case 'PolicyRepealed': {
      const { by, lastDay } = event.data;
      const repealed = change(() => ({ status: 'REPEALED', lastDay }));
      return changed(repealed, by, () => ({ status: 'IN_FORCE' }));
    }
  }
};

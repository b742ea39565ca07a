import {
  DecimalText,
  defineEvent,
  type EventOf,
  Instant,
  LegalDate,
  OneOf,
  PolicyRef,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { type Static, Type } from '@sinclair/typebox';
import { POLICY_STATUSES, PolicyKey } from './policy-seeded';

/** A version lays parameters down, or ends the policy: nothing is in force under its key afterwards. */
export const VERSION_KINDS = ['PARAMETERS', 'REPEAL'] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];

const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 });
/** Words for the public, which name no person. */
const PublicText = Type.String({ minLength: 1, maxLength: 4000 });
const about = { key: PolicyKey, version: Version };
const Parameters = Type.Record(Type.String(), Type.Unknown());

/** By which number it will be told whether a policy does what it is for. */
export const OutcomeMeasure = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    target: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type OutcomeMeasure = Static<typeof OutcomeMeasure>;

/** What a version changes in the one that it follows. `path` is a JSON pointer; a side that has no such member is left out. */
export const ParameterChange = Type.Object(
  { path: Type.String(), old: Type.Optional(Type.Unknown()), new: Type.Optional(Type.Unknown()) },
  { additionalProperties: false },
);

const text = {
  /** Decimals and percentages as text; counts, days and months as integers. Empty where it repeals. */
  parameters: Parameters,
  legalBasis: Type.String({ minLength: 1, maxLength: 500 }),
  problem: PublicText,
  intendedOutcome: PublicText,
  outcomeMeasures: Type.Array(OutcomeMeasure, { minItems: 1 }),
  /** Whom it affects and how, in words for the public; null while nobody has written it. */
  impactNote: Type.Union([PublicText, Type.Null()]),
};

/**
 * HR drafted the next version of a policy: what is wrong, what is to come of it, and how that will be measured. All versions of a
 * policy are on its stream, `policy-<naturalId('policy', key)>`. @source domain.md 8.1
 */
export const policyDrafted = defineEvent({
  type: 'PolicyDrafted',
  version: 1,
  status: 'DRAFTED',
  data: Type.Object({ ...about, kind: OneOf(VERSION_KINDS), ...text, draftedBy: Uuid }),
});
export type PolicyDrafted = EventOf<typeof policyDrafted>;

/** The draft was written again, after opinions or before anybody was asked. */
export const policyRevised = defineEvent({
  type: 'PolicyRevised',
  version: 1,
  status: 'REVISED',
  data: Type.Object({
    ...about,
    /** The draft itself is 1. What was simulated of an earlier revision says nothing about this one. */
    revision: Type.Integer({ minimum: 2 }),
    ...text,
    revisedBy: Uuid,
  }),
});
export type PolicyRevised = EventOf<typeof policyRevised>;

/** Everybody may say what they think of the draft, until `closesOn` is over (`closesAt`). @source domain.md 8.1 */
export const consultationOpened = defineEvent({
  type: 'ConsultationOpened',
  version: 1,
  status: 'IN_CONSULTATION',
  data: Type.Object({ ...about, opensOn: LegalDate, closesOn: LegalDate, closesAt: Instant, openedBy: Uuid }),
});
export type ConsultationOpened = EventOf<typeof consultationOpened>;

/** How many went from one predicate to another. */
const Shift = Type.Object(
  {
    from: Type.String({ maxLength: 60 }),
    to: Type.String({ maxLength: 60 }),
    count: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);

/**
 * What the draft would have come to in a past period, computed by the rules from recorded facts. Hypothetical: nobody's rating was
 * changed by it, and none may rest on it. `effects` is null where nothing of this policy can be computed again from facts.
 * @source domain.md 8.1
 */
export const policySimulated = defineEvent({
  type: 'PolicySimulated',
  version: 1,
  data: Type.Object({
    ...about,
    simulationId: Uuid,
    revision: Type.Integer({ minimum: 1 }),
    /** First and last legal date of the facts. */
    against: Type.Object({ from: LegalDate, to: LegalDate }, { additionalProperties: false }),
    effects: Type.Union([
      Type.Object(
        {
          /** What was computed again: `EVALUATIONS`. */
          of: Type.String({ maxLength: 60 }),
          evaluated: Type.Integer({ minimum: 0 }),
          changed: Type.Integer({ minimum: 0 }),
          /** Ordered by `from`, then `to`, as predicates are. */
          shifts: Type.Array(Shift),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    hypothetical: Type.Literal(true),
    simulatedBy: Uuid,
  }),
});
export type PolicySimulated = EventOf<typeof policySimulated>;

/** The leadership approved it: somebody else than who wrote it. @source domain.md 1 (separation of duties 4), 8.1 */
export const policyApproved = defineEvent({
  type: 'PolicyApproved',
  version: 1,
  status: 'APPROVED',
  data: Type.Object({
    ...about,
    effectiveFrom: LegalDate,
    approvedBy: Uuid,
    /** Opinions that had been given, each of them answered. */
    opinions: Type.Integer({ minimum: 0 }),
  }),
});
export type PolicyApproved = EventOf<typeof policyApproved>;

/** It is public, with what it changes. From now on people are told of it. @source domain.md 8.1 */
export const policyPublished = defineEvent({
  type: 'PolicyPublished',
  version: 1,
  status: 'PUBLISHED',
  data: Type.Object({
    ...about,
    /** Of the canonical JSON of key, version, kind, parameters and legal basis. */
    sha256: Sha256,
    effectiveFrom: LegalDate,
    /** The instant at which that day begins in the city. */
    effectiveAt: Instant,
    publishedOn: LegalDate,
    /** The last day to which it may be deferred while too few know of it; not before `effectiveFrom`. */
    latestOn: LegalDate,
    /** The version that it follows; null for the first of its key. */
    follows: Type.Union([Version, Type.Null()]),
    /** Sorted by path. */
    diff: Type.Array(ParameterChange),
    publishedBy: Uuid,
    /** What governs how it is made known. Sorted. */
    pinnedPolicies: Type.Array(PolicyRef),
  }),
});
export type PolicyPublished = EventOf<typeof policyPublished>;

/** People were told of a published version: a session, and how many came. @source domain.md 8.1 */
export const socialisationHeld = defineEvent({
  type: 'SocialisationHeld',
  version: 1,
  status: 'SOCIALISING',
  data: Type.Object({
    ...about,
    sessionId: Uuid,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    heldOn: LegalDate,
    participants: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    recordedBy: Uuid,
  }),
});
export type SocialisationHeld = EventOf<typeof socialisationHeld>;

/** How many of those who work for the city have acknowledged a version. */
const coverage = {
  acknowledged: Type.Integer({ minimum: 0 }),
  active: Type.Integer({ minimum: 0 }),
  /** Per cent, 4 places: 1 140 of 1 200 is 95.0000. */
  coverage: DecimalText,
};

export const UNMET_CONDITIONS = ['COVERAGE', 'DAYS'] as const;
export type UnmetCondition = (typeof UNMET_CONDITIONS)[number];

/**
 * Its day has come, and too few know of it, or for too short: it comes into force on the first day on which that is met, on
 * `latestOn` in any case. Never dropped. @source domain.md 3 `gov.socialise`, 8.1
 */
export const policyDeferred = defineEvent({
  type: 'PolicyDeferred',
  version: 1,
  data: Type.Object({
    ...about,
    effectiveFrom: LegalDate,
    ...coverage,
    /** In the order of UNMET_CONDITIONS. */
    unmet: Type.Array(OneOf(UNMET_CONDITIONS), { minItems: 1 }),
    /** As published. */
    latestOn: LegalDate,
    /** The beginnings of the days on which it is looked at again, the last that of `latestOn`. */
    lookAgainAt: Type.Array(Instant, { minItems: 1 }),
  }),
});
export type PolicyDeferred = EventOf<typeof policyDeferred>;

/** It comes into force though too few know of it: it was made known for as long as the city waits. @source domain.md 3 */
export const socialisationShortfall = defineEvent({
  type: 'SocialisationShortfall',
  version: 1,
  data: Type.Object({ ...about, ...coverage }),
});
export type SocialisationShortfall = EventOf<typeof socialisationShortfall>;

/**
 * The version is in force from this day on; what begins from then pins it (domain.md 2.5). Says all that a service needs to apply
 * it. @source domain.md 8.1, 12
 */
export const policyInForce = defineEvent({
  type: 'PolicyInForce',
  version: 1,
  status: 'IN_FORCE',
  data: Type.Object({
    ...about,
    parameters: Parameters,
    legalBasis: Type.String({ minLength: 1, maxLength: 500 }),
    origin: OneOf(POLICY_STATUSES),
    effectiveFrom: LegalDate,
    ...coverage,
  }),
});
export type PolicyInForce = EventOf<typeof policyInForce>;

/** Another version came into force: `lastDay` is the last day on which something begins under this one. */
export const policySuperseded = defineEvent({
  type: 'PolicySuperseded',
  version: 1,
  status: 'SUPERSEDED',
  data: Type.Object({ ...about, by: Version, lastDay: LegalDate }),
});
export type PolicySuperseded = EventOf<typeof policySuperseded>;

/** The version is in force no more, and no other follows: what needs the policy is refused from then on (`POLICY_MISSING`). */
export const policyRepealed = defineEvent({
  type: 'PolicyRepealed',
  version: 1,
  status: 'REPEALED',
  data: Type.Object({
    ...about,
    /** The version whose life ended with it: the decision to repeal. */
    by: Version,
    lastDay: LegalDate,
  }),
});
export type PolicyRepealed = EventOf<typeof policyRepealed>;

import {
  DecimalText,
  defineEvent,
  type EventOf,
  Instant,
  LegalDate,
  OneOf,
  Sha256,
  Uuid,
} from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { EXPECTATIONS, PREDICATES } from '../performance/ratings';

/** An instrument of an assessment centre, and for how long it is licensed. Stream `instrument-<naturalId('instrument', code)>`. */
export const instrumentLicensed = defineEvent({
  type: 'InstrumentLicensed',
  version: 1,
  data: Type.Object({
    instrumentId: Uuid,
    code: Type.String({ pattern: '^[A-Z0-9][A-Z0-9._-]{0,63}$' }),
    /** Of the centre that uses it. */
    centre: Type.String({ minLength: 1, maxLength: 200 }),
    licence: Type.String({ minLength: 1, maxLength: 200 }),
    from: LegalDate,
    /** Last day. */
    to: LegalDate,
  }),
});
export type InstrumentLicensed = EventOf<typeof instrumentLicensed>;

/** The three parts of potential, 0 to 100 each; their weights are the policy `car.ninebox`. @source domain.md 7.5 */
export const POTENTIAL_COMPONENTS = ['competency', 'assessment', 'trackRecord'] as const;
export type PotentialComponent = (typeof POTENTIAL_COMPONENTS)[number];

/**
 * What somebody may become, by an assessment centre. Stream `talent-<employeeId>`; subject: the employee.
 * @source domain.md 7.2, 7.5; PermenPANRB 3/2020
 */
export const potentialAssessed = defineEvent({
  type: 'PotentialAssessed',
  version: 1,
  data: Type.Object({
    employeeId: Uuid,
    components: Type.Object(
      { competency: DecimalText, assessment: DecimalText, trackRecord: DecimalText },
      { additionalProperties: false },
    ),
    /** 0 to 100, 4 places. */
    score: DecimalText,
    instrumentId: Uuid,
    assessedOn: LegalDate,
    recordedBy: Uuid,
    /** Of the centre's report. */
    documentSha256: Sha256,
  }),
});
export type PotentialAssessed = EventOf<typeof potentialAssessed>;

/** Potential, highest first. @source domain.md 7.5 */
export const POTENTIALS = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type Potential = (typeof POTENTIALS)[number];

/** What a box proposes; a person starts whatever follows. @source domain.md 7.5 */
export const TALENT_ADVICE = [
  ...(['PROMOTE', 'SUCCESSION', 'AWARD', 'RETAIN', 'ENRICH_JOB', 'PLACE_TO_FIT', 'COUNSEL'] as const),
  ...(['PLACE_WELL', 'DEVELOP', 'ROTATE', 'GUIDE', 'REFIT', 'LEGAL_PROCESS'] as const),
] as const;
export type TalentAdvice = (typeof TALENT_ADVICE)[number];

/**
 * The talent committee put somebody into the nine-box. The exact facts that it rests on are the `inputs` of its envelope, and
 * named here too. Stream and subject as of `PotentialAssessed`.
 * @source domain.md 7.2, 7.5; PermenPANRB 3/2020
 */
export const talentMapped = defineEvent({
  type: 'TalentMapped',
  version: 1,
  data: Type.Object({
    employeeId: Uuid,
    performanceAxis: OneOf(EXPECTATIONS),
    /** 1 to 5, 4 places. */
    performanceMean: DecimalText,
    potentialAxis: OneOf(POTENTIALS),
    /** 0 to 100, 4 places. */
    potentialScore: DecimalText,
    box: Type.Integer({ minimum: 1, maximum: 9 }),
    /** In the order of the table; it proposes, and starts nothing. */
    proposes: Type.Array(OneOf(TALENT_ADVICE)),
    /** The last final evaluations, newest first. */
    finals: Type.Array(
      Type.Object(
        {
          /** Of the evaluation; of a year before the installation the id of its import. */
          evaluationId: Uuid,
          /** 0: imported. */
          evaluationVersion: Type.Integer({ minimum: 0 }),
          year: Type.Integer(),
          predicate: OneOf(PREDICATES),
        },
        { additionalProperties: false },
      ),
    ),
    /** Day of the assessment, and the version of this stream that has it. */
    assessedOn: LegalDate,
    assessmentVersion: Type.Integer({ minimum: 1 }),
    mappedBy: Uuid,
    /** The first day on which an input is older than the policy allows, and its beginning in the city. */
    staleOn: Type.Optional(LegalDate),
    staleAt: Type.Optional(Instant),
  }),
});
export type TalentMapped = EventOf<typeof talentMapped>;

/** Why a map no longer shows what is known: a predicate that it used was corrected, or there is a newer evaluation. */
export const OUTDATED_BY = ['PREDICATE_CORRECTED', 'NEWER_EVALUATION'] as const;
export type OutdatedBy = (typeof OUTDATED_BY)[number];

/** The map rests on what has changed; the committee maps anew. It decides nothing. @source domain.md 12 */
export const talentMapOutdated = defineEvent({
  type: 'TalentMapOutdated',
  version: 1,
  data: Type.Object({
    employeeId: Uuid,
    because: OneOf(OUTDATED_BY),
    evaluationId: Uuid,
    evaluationVersion: Type.Integer({ minimum: 1 }),
  }),
});
export type TalentMapOutdated = EventOf<typeof talentMapOutdated>;

/**
 * What speaks against a map although no other predicate is final yet: an evaluation that it used is under objection or opened again,
 * a sanction was decided, or an input has become older than the policy allows.
 */
export const UNSETTLED_BY = [
  'EVALUATION_CONTESTED',
  'EVALUATION_REOPENED',
  'SANCTION_DECIDED',
  'INPUT_TOO_OLD',
] as const;
export type UnsettledBy = (typeof UNSETTLED_BY)[number];

/** Something speaks against the map; the committee maps anew. It decides nothing. @source domain.md 7.2, 7.5, 12 */
export const talentMapUnsettled = defineEvent({
  type: 'TalentMapUnsettled',
  version: 1,
  data: Type.Object({
    employeeId: Uuid,
    because: OneOf(UNSETTLED_BY),
    /** The evaluation that is contested or open again; else null. */
    evaluationId: Type.Union([Uuid, Type.Null()]),
    /** The case of discipline; else null. */
    caseId: Type.Union([Uuid, Type.Null()]),
  }),
});
export type TalentMapUnsettled = EventOf<typeof talentMapUnsettled>;

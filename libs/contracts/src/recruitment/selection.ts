import { DecimalText } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What a seat is reserved for; each kind has thresholds of its own (`rec.skd.threshold`). @source PermenPANRB 6/2024 */
export const FORMATION_KINDS = ['GENERAL', 'CUMLAUDE', 'DIASPORA', 'DISABILITY', 'PAPUA', 'REMOTE'] as const;
export type FormationKind = (typeof FORMATION_KINDS)[number];

/** The stages that this service ranks and publishes; which of them a vacancy has, its announcement says. */
export const RANKED_STAGES = ['SKD', 'SKB', 'FINAL'] as const;
export type RankedStage = (typeof RANKED_STAGES)[number];
export const STAGES = ['ADMIN', 'SKD', 'SKB', 'FINAL'] as const;
export type Stage = (typeof STAGES)[number];
/** The stages whose results can be published; ADMIN ranks nobody, and the SKB may come with FINAL. */
export const PUBLISHED_STAGES = ['ADMIN', ...RANKED_STAGES] as const;
export type PublishedStage = (typeof PUBLISHED_STAGES)[number];

/** The three subtests of the SKD: national insight, general intelligence, personal characteristics. */
export const SUBTESTS = ['TWK', 'TIU', 'TKP'] as const;
export type Subtest = (typeof SUBTESTS)[number];

/** What a threshold of the SKD may ask for. */
export const SKD_CRITERIA = [...SUBTESTS, 'TOTAL'] as const;
export type SkdCriterion = (typeof SKD_CRITERIA)[number];

/** The parts of the field-competency score (SKB). */
export const SKB_COMPONENTS = ['CAT', 'INTERVIEW', 'PSYCHOLOGICAL'] as const;
export type SkbComponent = (typeof SKB_COMPONENTS)[number];

/** The parts of the competence test of a PPPK, in the order of its decree. @source domain.md 4.3 rule 7 */
export const PPPK_COMPONENTS = ['TECHNICAL', 'MANAGERIAL', 'SOCIOCULTURAL', 'INTERVIEW'] as const;
export type PppkComponent = (typeof PPPK_COMPONENTS)[number];

/** What an open selection for a senior post (JPT) can assess. @source domain.md 4.3 rule 6 */
export const JPT_COMPONENTS = ['COMPETENCY', 'PAPER', 'INTERVIEW', 'TRACK_RECORD'] as const;
export type JptComponent = (typeof JPT_COMPONENTS)[number];

/** Everything that is scored beside the SKD, each name once. */
export const COMPONENTS = [
  ...['CAT', 'TECHNICAL', 'MANAGERIAL', 'SOCIOCULTURAL', 'COMPETENCY', 'PAPER'],
  ...['INTERVIEW', 'PSYCHOLOGICAL', 'TRACK_RECORD'],
] as const satisfies readonly (SkbComponent | PppkComponent | JptComponent)[];
export type ScoreComponent = SkbComponent | PppkComponent | JptComponent;

/** The thresholds of the competence test of a PPPK: two of its parts are judged together. */
export const PPPK_CRITERIA = ['TECHNICAL', 'MANAGERIAL_SOCIOCULTURAL', 'INTERVIEW'] as const;
export type PppkCriterion = (typeof PPPK_CRITERIA)[number];

/** What the announcement of a vacancy names as its stages, each with a weight (ADR 13). */
export const STAGE_KINDS = ['SKD', 'SKB', ...PPPK_COMPONENTS, 'COMPETENCY', 'PAPER', 'TRACK_RECORD'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/**
 * What separates a row of a ranking from the one above where the ranked score is equal, in the order of application.
 * Where there is no SKD the announced components stand in its place. UNRESOLVED: nothing did, the order of the two says nothing.
 * @source domain.md 4.3 rule 5, section 18
 */
export const TIE_BREAKS = [
  ...['SKD', 'TKP', 'TIU', 'TWK'],
  ...['TECHNICAL', 'MANAGERIAL', 'SOCIOCULTURAL', 'COMPETENCY', 'PAPER', 'INTERVIEW', 'TRACK_RECORD'],
  ...['GPA', 'AGE', 'UNRESOLVED'],
] as const;
export type TieBreak = (typeof TIE_BREAKS)[number];

/**
 * What a ranking means for one applicant. SKD: PASSED goes on to the SKB, OUTRANKED passed but stands below the cut,
 * FAILED missed a threshold. SKB: RANKED, everyone goes on. FINAL: SELECTED, RESERVED, NOT_SELECTED; FAILED where a PPPK missed
 * a threshold; RANKED where the seats of the round are not known.
 */
export const RANKING_OUTCOMES = [
  'PASSED',
  'OUTRANKED',
  'FAILED',
  'SELECTED',
  'RESERVED',
  'NOT_SELECTED',
  'RANKED',
] as const;
export type RankingOutcome = (typeof RANKING_OUTCOMES)[number];

/** What a verifier finds, and what the verification of an application comes to. */
export const VERIFICATION_OUTCOMES = ['PASSED', 'REJECTED'] as const;
export type VerificationOutcome = (typeof VERIFICATION_OUTCOMES)[number];

/** How an applicant heard of the vacancy; IMPORT where a finished round was taken over. */
export const CHANNELS = [
  'CITY_WEBSITE',
  'SSCASN',
  'SOCIAL_MEDIA',
  'CAMPUS',
  'JOB_FAIR',
  'WORD_OF_MOUTH',
  'OTHER',
  'IMPORT',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a requirement of a vacancy is about. */
export const REQUIREMENT_KINDS = [
  'EDUCATION',
  'CERTIFICATE',
  'EXPERIENCE',
  'LANGUAGE',
  'HEALTH',
  'CONDUCT',
  'OTHER',
  'RELIGION',
  'ETHNICITY',
  'MARITAL_STATUS',
  'POLITICS',
] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

/** What an appointed candidate becomes. JPT: a senior post by open selection. @source domain.md 4.2 */
export const APPOINTMENT_KINDS = ['CPNS', 'PPPK', 'JPT'] as const;
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number];

/** The code under which an applicant appears in public: no name, no number of a register. */
export const ParticipantNo = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' });
/** A requirement of a vacancy, by its place among those announced, from 1. */
export const RequirementRef = Type.String({ pattern: '^[1-9][0-9]?$' });
/** Points of one SKD subtest, or their total. */
export const Points = Type.Integer({ minimum: 0, maximum: 9999 });
/** Rank, golongan. */
export const Golongan = Type.String({ pattern: '^(I|II|III|IV)/[a-e]$' });
/** A selection score with its three decimals. @source domain.md 2.8 */
export const Score = Type.String({ pattern: '^(0|[1-9][0-9]*)\\.[0-9]{3}$' });
/** Grade point average, or a school-leaver's average of the diploma; null where it is not known. */
export const Gpa = Type.Union([DecimalText, Type.Null()]);
/** The year of the national selection round. */
export const SelectionYear = Type.Integer({ minimum: 2000, maximum: 2100 });

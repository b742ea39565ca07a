import { ROLES } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';

/** What somebody is told about. @source domain.md 11 */
export const TOPICS = [
  /** A work plan (SKP) is to be agreed. */
  'WORK_PLAN',
  /** An employee's own report is due. */
  'REPORT',
  /** A rating is due. */
  'APPRAISAL',
  /** An evaluation was delivered: the window of objection runs. */
  'EVALUATION_DELIVERED',
  /** What becomes of an evaluation and of an objection to it. */
  'EVALUATION',
  'IMPROVEMENT',
  'OBSTACLE',
  'SUPPORT',
  /** A summons to a hearing. */
  'SUMMONS',
  /** A sanction was decided: the time for an appeal runs. */
  'SANCTION_DECIDED',
  'DISCIPLINE',
  'COMPLAINT',
  'ONBOARDING',
  'PROBATION',
  'TRAINING',
  'PROMOTION',
  /** The review of a policy, and what was agreed in it. */
  'POLICY_REVIEW',
  /** What the inspectorate asks, and what it found. */
  'INSPECTION',
  /** Somebody asked about their own data. */
  'DATA_REQUEST',
  /** Applicants' objections wait for an answer. */
  'SELECTION_OBJECTION',
  /** The result of a stage was published: the window of objection (masa sanggah) runs. */
  'RESULT_PUBLISHED',
  /** What becomes of one's own application. */
  'APPLICATION',
  /** A vacancy was announced. */
  'VACANCY',
  'WELCOME',
  /** Somebody is asked to confirm an address. */
  'CONFIRMATION',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Deliveries that start a clock of the law. @source domain.md 11 */
export const LEGAL_TOPICS = [
  'EVALUATION_DELIVERED',
  'SUMMONS',
  'SANCTION_DECIDED',
  'RESULT_PUBLISHED',
] as const satisfies readonly Topic[];

/** Deadlines of employees' reports, which nobody switches off either. @source domain.md 11 (Sibolga) */
export const REPORT_TOPICS = ['WORK_PLAN', 'REPORT'] as const satisfies readonly Topic[];

/** What the public may subscribe to by e-mail. @source domain.md 11 */
export const PUBLIC_TOPICS = ['VACANCY', 'RESULT_PUBLISHED'] as const satisfies readonly Topic[];
export type PublicTopic = (typeof PUBLIC_TOPICS)[number];

/** How a message reaches somebody. Everybody who has an account has an inbox, always. */
export const CHANNELS = ['INBOX', 'EMAIL', 'WEBHOOK'] as const;
export type Channel = (typeof CHANNELS)[number];
/** Those that leave the installation. */
export const OUTBOUND_CHANNELS = ['EMAIL', 'WEBHOOK'] as const satisfies readonly Channel[];
export type OutboundChannel = (typeof OUTBOUND_CHANNELS)[number];

/** Languages of what people read. */
export const LANGUAGES = ['id', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Whom a message is for: a person, everybody who acts under a role, or a public subscriber. */
export const Recipient = Type.String({
  pattern: `^(person:${UUID}|subscriber:${UUID}|role:(${ROLES.join('|')}))$`,
});

/** The stream of the thing that a message or deadline is about: `plan-<uuid>`. */
export const ObjectName = Type.String({ pattern: `^[a-z]+(-[a-z]+)*-${UUID}$` });

/** A rung of the ladder, in calendar days from the last day: `D-14`, `D-0`, `D+3`; or what is told once, `NOTICE`. */
export const Step = Type.String({ pattern: '^(D[-+][0-9]{1,3}|NOTICE(-[A-Z0-9_.-]{1,40})?)$' });

/** One sentence for people, in both languages. Names nobody, and tells no score. */
export const Title = Type.Object(
  { id: Type.String({ minLength: 1, maxLength: 2000 }), en: Type.String({ minLength: 1, maxLength: 2000 }) },
  { additionalProperties: false },
);

/** Where it leads: a path of the console. */
export const Link = Type.String({ pattern: '^/[A-Za-z0-9/_.{}:-]{0,199}$' });

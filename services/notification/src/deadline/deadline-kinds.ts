import type { DeadlineKind, DeadlineNature, Topic } from '@jejak/contracts/notification';
import { parseStream } from '@jejak/kernel';

/** What a kind of deadline is. */
export interface DeadlineKindOf {
  readonly nature: DeadlineNature;
  readonly topic: Topic;
  /** The path of the console where it is done; `{id}` is the object's. */
  readonly link: string;
}

/** Every kind. A right that is not used lapses; a duty that is not done is missed. */
export const DEADLINES: Readonly<Record<DeadlineKind, DeadlineKindOf>> = {
  WORK_PLAN: { nature: 'DUTY', topic: 'WORK_PLAN', link: '/app/skp/{id}' },
  SELF_REPORT: { nature: 'DUTY', topic: 'REPORT', link: '/app/kinerja' },
  PERIOD_RATING: { nature: 'DUTY', topic: 'APPRAISAL', link: '/app/tim' },
  SELF_ASSESSMENT: { nature: 'DUTY', topic: 'REPORT', link: '/app/kinerja/penilaian/{id}' },
  ANNUAL_RATING: { nature: 'DUTY', topic: 'APPRAISAL', link: '/app/tim/penilaian/{id}' },
  ACKNOWLEDGEMENT: { nature: 'RIGHT', topic: 'EVALUATION', link: '/app/kinerja/penilaian/{id}' },
  EVALUATION_OBJECTION: { nature: 'RIGHT', topic: 'EVALUATION', link: '/app/kinerja/penilaian/{id}' },
  OBJECTION_DECISION: { nature: 'DUTY', topic: 'EVALUATION', link: '/app/keberatan/{id}' },
  IMPROVEMENT_PLAN: { nature: 'DUTY', topic: 'IMPROVEMENT', link: '/app/tim' },
  IMPROVEMENT_ASSESSMENT: { nature: 'DUTY', topic: 'IMPROVEMENT', link: '/app/tim' },
  OBSTACLE_RESPONSE: { nature: 'DUTY', topic: 'OBSTACLE', link: '/app/tim' },
  OBSTACLE_REMOVAL: { nature: 'DUTY', topic: 'OBSTACLE', link: '/app/kinerja' },
  SUPPORT: { nature: 'DUTY', topic: 'SUPPORT', link: '/app/tim' },
  SANCTION_APPEAL: { nature: 'RIGHT', topic: 'DISCIPLINE', link: '/app/beranda' },
  SANCTION_APPEAL_ANSWER: { nature: 'DUTY', topic: 'DISCIPLINE', link: '/app/pimpinan/putusan' },
  COMPLAINT_VERIFICATION: { nature: 'DUTY', topic: 'COMPLAINT', link: '/app/pengaduan/{id}' },
  COMPLAINT_ANSWER: { nature: 'DUTY', topic: 'COMPLAINT', link: '/app/pengaduan/{id}' },
  ONBOARDING: { nature: 'DUTY', topic: 'ONBOARDING', link: '/app/beranda' },
  PROBATION: { nature: 'DUTY', topic: 'PROBATION', link: '/app/beranda' },
  PROMOTION_DECISION: { nature: 'DUTY', topic: 'PROMOTION', link: '/app/pimpinan/putusan' },
  POLICY_REVIEW: { nature: 'DUTY', topic: 'POLICY_REVIEW', link: '/app/beranda' },
  POLICY_ACTION: { nature: 'DUTY', topic: 'POLICY_REVIEW', link: '/app/beranda' },
  EVIDENCE: { nature: 'DUTY', topic: 'INSPECTION', link: '/app/beranda' },
  DRAFT_REPLY: { nature: 'RIGHT', topic: 'INSPECTION', link: '/app/beranda' },
  FOLLOW_UP: { nature: 'DUTY', topic: 'INSPECTION', link: '/app/beranda' },
  DATA_REQUEST: { nature: 'DUTY', topic: 'DATA_REQUEST', link: '/app/beranda' },
  SELECTION_OBJECTION_ANSWER: { nature: 'DUTY', topic: 'SELECTION_OBJECTION', link: '/app/panel/{id}' },
};

/** Where an object is dealt with. */
export const linkTo = (link: string, object: string): string =>
  link.replace('{id}', parseStream(object)?.id ?? '');

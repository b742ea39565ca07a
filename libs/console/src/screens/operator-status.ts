import type { EndpointName } from '../api/endpoints';

/** What a service says of its own machinery; no personal data is in it. */
export interface OperatorStatus {
  readonly service: string;
  readonly relay: {
    readonly state: string;
    readonly depth: number;
    readonly oldestSeconds: number;
    readonly trouble: string | null;
  };
  readonly blocked: readonly { readonly key: string }[];
  readonly replay: { readonly done: number; readonly of: number } | null;
  readonly consumers: readonly Consumer[];
}

export interface Consumer {
  readonly name: string;
  readonly kind: 'projection' | 'reaction';
  readonly state: string;
  readonly lagEvents: number;
  readonly parkedKeys: number;
  readonly parkedEvents: number;
  readonly rebuild: {
    /** `loading`, `following`, `done`, … */
    readonly phase: string;
    readonly done: number;
    readonly of: number;
    readonly perSecond: number;
    readonly error: string | null;
    readonly canRollBack: boolean;
  } | null;
}

/** A stream that a consumer could not apply, and waits for somebody. */
export interface Parked {
  readonly consumer: string;
  readonly stream: string;
  readonly kind: string;
  readonly attempts: number;
  readonly since: string;
  readonly events: number;
  readonly type: string | null;
}

/** Each service, and where its operator asks it. */
export const OPERATED = {
  audit: ['statusAudit', 'parkedAudit'],
  career: ['statusCareer', 'parkedCareer'],
  citizen: ['statusCitizen', 'parkedCitizen'],
  notification: ['statusNotification', 'parkedNotification'],
  performance: ['statusPerformance', 'parkedPerformance'],
  policy: ['statusPolicy', 'parkedPolicy'],
  recruitment: ['statusRecruitment', 'parkedRecruitment'],
  training: ['statusTraining', 'parkedTraining'],
} as const satisfies Readonly<Record<string, readonly [status: EndpointName, parked: EndpointName]>>;

export type Operated = keyof typeof OPERATED;

export const operatedIn = (text: string | undefined): Operated | undefined =>
  (Object.keys(OPERATED) as Operated[]).find((known) => known === text);

/** What of a service asks for somebody, in a few numbers. Pure. */
export const summaryOf = ({ relay, blocked, consumers }: OperatorStatus) => {
  const parked = consumers.reduce((sum, { parkedKeys }) => sum + parkedKeys, 0);
  const furthest = consumers.reduce((most, { lagEvents }) => Math.max(most, lagEvents), 0);
  const stopped = consumers.filter(({ state }) => state !== 'running').length;
  const isWell = parked === 0 && blocked.length === 0 && stopped === 0 && relay.trouble === null;
  return { parked, furthest, stopped, blocked: blocked.length, isWell };
};

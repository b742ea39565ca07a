interface Endpoint {
  readonly service: string;
  readonly method: 'get' | 'post';
  /** As the service's contract has it. */
  readonly path: string;
  /** Names that the console may send in the query. */
  readonly query?: readonly string[];
  /** Everyone may ask, whatever their role: asked without one. */
  readonly open?: true;
}

const PURPOSE = ['purpose', 'caseId'] as const;

/** All that the console asks of the services; a test compares it with the contract of each. */
export const ENDPOINTS = {
  myPerformance: { service: 'performance', method: 'get', path: '/v1/me/performance', query: ['year'] },
  teamBoard: { service: 'performance', method: 'get', path: '/v1/team/board', query: ['year', 'cursor'] },
  employees: { service: 'career', method: 'get', path: '/v1/employees', query: ['cursor'] },
  explanation: {
    ...{ service: 'performance', method: 'get', path: '/v1/evaluations/{id}/explanation' },
    query: ['recommendation'],
  },
  myDeadlines: {
    ...{ service: 'notification', method: 'get', path: '/v1/deadlines/mine' },
    query: ['status', 'cursor'],
  },
  inbox: { service: 'notification', method: 'get', path: '/v1/inbox', query: ['cursor'] },
  unread: { service: 'notification', method: 'get', path: '/v1/inbox/unread' },
  message: { service: 'notification', method: 'get', path: '/v1/inbox/{id}' },
  markRead: { service: 'notification', method: 'post', path: '/v1/inbox/{id}/read' },
  accesses: {
    ...{ service: 'audit', method: 'get', path: '/v1/subjects/{personId}/accesses' },
    query: ['cursor', 'from', 'to'],
  },
  events: {
    ...{ service: 'audit', method: 'get', path: '/v1/events' },
    query: [...PURPOSE, 'service', 'type', 'from', 'to', 'policy', 'role', 'cursor'],
  },
  event: { service: 'audit', method: 'get', path: '/v1/events/{id}', query: PURPOSE },
  history: {
    ...{ service: 'audit', method: 'get', path: '/v1/streams/{stream}/history' },
    query: [...PURPOSE, 'fromVersion', 'diff', 'format'],
  },
  state: {
    ...{ service: 'audit', method: 'get', path: '/v1/streams/{stream}/state' },
    query: [...PURPOSE, 'asOf', 'asKnownAt'],
  },
  diff: {
    ...{ service: 'audit', method: 'get', path: '/v1/streams/{stream}/diff' },
    query: [...PURPOSE, 'from', 'to'],
  },
  verifyStream: {
    ...{ service: 'audit', method: 'get', path: '/v1/streams/{stream}/verify' },
    query: PURPOSE,
  },
  caseGraph: { service: 'audit', method: 'get', path: '/v1/cases/{case}/graph', query: PURPOSE },
  controlTrips: {
    ...{ service: 'audit', method: 'get', path: '/v1/control-trips' },
    query: ['control', 'open', 'object', 'cursor'],
  },
  explanations: {
    ...{ service: 'audit', method: 'get', path: '/v1/explanations' },
    query: ['object', 'caseId', 'cursor'],
  },
  explanationById: { service: 'audit', method: 'get', path: '/v1/explanations/{id}', query: PURPOSE },
  askWhy: { service: 'audit', method: 'post', path: '/v1/explanations' },
  controls: { service: 'audit', method: 'get', path: '/v1/controls' },
  controlTrip: { service: 'audit', method: 'get', path: '/v1/control-trips/{id}' },
  clearControl: { service: 'audit', method: 'post', path: '/v1/control-trips/{id}/clear' },
  findings: { service: 'audit', method: 'get', path: '/v1/findings', query: ['inspectionId', 'cursor'] },
  inspections: { service: 'audit', method: 'get', path: '/v1/inspections', query: ['cursor'] },
  inspection: { service: 'audit', method: 'get', path: '/v1/inspections/{id}' },
  vacancies: {
    ...{ service: 'recruitment', method: 'get', path: '/v1/vacancies', open: true },
    query: ['search', 'year', 'cursor'],
  },
  vacancy: { service: 'recruitment', method: 'get', path: '/v1/vacancies/{id}', open: true },
  ranking: {
    ...{ service: 'recruitment', method: 'get', path: '/v1/vacancies/{id}/ranking', open: true },
    query: ['stage'],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;

export type EndpointName = keyof typeof ENDPOINTS;

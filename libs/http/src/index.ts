export * from './access/caller-rate';
export type { Allowance } from './access/rate';
export * from './access/request-class';
export { stateClass } from './access/stated-class.interceptor';
export { limitServer } from './answer/server-limits';
export * from './application';
export * from './body/clean-text';
export * from './body/strict-json';
export {
  type IncomingUpload,
  Upload,
  allowUpload,
  UPLOAD_LIMIT_BYTES,
  type UploadOptions,
  uploadParameter,
} from './body/upload';
export * from './http.module';
export * from './openapi/openapi';
export { faultOfDatabase } from './problems/fault-of-database';
export * from './problems/problem';
export { ProblemFilter, sendProblem } from './problems/problem.filter';
export * from './problems/problem-text';
export * from './problems/refusals';
export * from './request/context';
export { AnswersMore, type FirstAnswers } from './request/first-answer.interceptor';
export * from './request/id.pipe';
export * from './request/is-id';
export * from './request/is-legal-date';
export * from './request/idempotency-key';
export * from './request/if-match';
export * from './request/page';
export * from './request/prefer';
export * from './request/read-your-writes';
export * from './validation/request-classes';
export * from './validation/validation-pipe';
export * from './management/loop-watch';
export * from './management/management-server';
export * from './management/readiness';
export * from './settings/process-settings';
export * from './settings/read-settings';
export * from './settings/service-settings';
export * from './settings/setting';
export * from './settings/units';

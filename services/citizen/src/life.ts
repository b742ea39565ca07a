/**
 * What a generator of a city's life needs of this service: its deciders, the names of their streams, and how policies become rules.
 * Nothing here reads or writes; whoever decides by it hands in what is given (docs/adr/0021).
 */
export { complaint } from './complaint/complaint.decider';
export type { ComplaintGiven } from './complaint/complaint.commands';
export { complaintStream } from './complaint/complaints';
export { review } from './review/review.decider';
export { complaintRulesOf, reviewRulesOf, SURVEY_POLICIES, surveyRulesOf } from './rules/rules';
export { serviceEvent } from './service-event/service-event.decider';
export { serviceStandard } from './standard/service-standard.decider';
export { standardIdOf } from './standard/service-standard.http';
export { requiredSample } from './survey/ikm';
export { survey } from './survey/survey.decider';
export { surveyResponse } from './survey/survey-response.decider';
export { responseIdOf, surveyStream } from './survey/surveys';

/**
 * What a generator of a city's life needs of this service: its deciders, the names of their streams, and how policies become rules.
 * Nothing here reads or writes; whoever decides by it hands in what is given (docs/adr/0021).
 */
export { learningBalance } from './balance/learning-balance.decider';
export { serialOf } from './certificate/serial';
export { enrolment } from './enrolment/enrolment.decider';
export type { EnrolmentGiven } from './enrolment/enrolment.commands';
export { enrolmentStream } from './enrolment/enrolment.reading';
export { probation, type ProbationCommand } from './probation/probation.decider';
export { probationStream } from './probation/probations';
export { programme } from './programme/programme.decider';
export { TRAINING_POLICIES, trainingRulesOf } from './rules/training-rules';
export { session } from './session/session.decider';
export type { SessionGiven } from './session/session.commands';
export { enrolmentIdOf, sessionStream } from './session/session.reading';

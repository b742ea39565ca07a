export * from './auth.module';
export { type ActingCaller, ANYONE, type Caller, callerOf, knownAccessOf, knownCallerOf } from './caller';
export * from './client-credentials';
export * from './permissions';
export * from './requires';
export * from './routes';
export * from './token-verifier';

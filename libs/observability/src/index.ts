export * from './log-fields';
export * from './logger';
export * from './metrics';
export * from './nest-logger';
export * from './scrub';
export * from './tracing';

/** The global tear-down of jest: stops the servers that its set-up started. */
export { stopTestInfrastructure as default } from './infrastructure.mjs';

/** What tests of faults need in processes that are no part of jest: the entry point `@jejak/testing/faults`. */
export { eventually, until } from './eventually';
export { freePort } from './free-port';
export { tcpProxy, type TcpProxy, type Treatment } from './tcp-proxy';

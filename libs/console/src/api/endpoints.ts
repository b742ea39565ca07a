import endpoints from './endpoints.json';

interface Endpoint {
  readonly service: string;
  /** `get` or `post`. */
  readonly method: string;
  /** As the service's contract has it. */
  readonly path: string;
  /** Names that the console may send in the query. */
  readonly query?: readonly string[];
  /** Everyone may ask, whatever their role: asked without one. */
  readonly open?: boolean;
}

export type EndpointName = keyof typeof endpoints;

/** All that the console asks of the services; a test compares it with the contract of each (docs/adr/0036). */
export const ENDPOINTS: Readonly<Record<EndpointName, Endpoint>> = endpoints;

/** What kafkajs keeps of one connection: a part of it that its own types do not name. */
declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    constructor(options: {
      readonly maxInFlightRequests: number | null;
      readonly requestTimeout: number;
      readonly enforceRequestTimeout: boolean;
      readonly clientId: string;
      readonly broker: string;
      readonly logger: Readonly<Record<'debug' | 'info' | 'warn' | 'error', (message: string) => void>>;
    });
    readonly pending: readonly unknown[];
    /** Of the next look at what waits; null while none is to come. */
    readonly throttleCheckTimeoutId: NodeJS.Timeout | null;
    push(request: {
      readonly entry: {
        readonly correlationId: number;
        readonly resolve: (answer: unknown) => void;
        readonly reject: (error: Error) => void;
      };
      readonly expectResponse: boolean;
      readonly sendRequest: () => void;
      readonly requestTimeout: number;
    }): void;
    fulfillRequest(answer: {
      readonly correlationId: number;
      readonly payload: unknown;
      readonly size: number;
    }): void;
    scheduleCheckPendingRequests: (this: RequestQueue) => void;
    destroy(): void;
  }
}

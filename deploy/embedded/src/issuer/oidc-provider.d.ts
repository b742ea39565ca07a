/** The part of oidc-provider that the issuer uses; the package has no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Client {
    readonly clientId: string;
    redirectUriAllowed(uri: string): boolean;
    postLogoutRedirectUriAllowed(uri: string): boolean;
  }
  export interface Account {
    readonly accountId: string;
    claims(): Record<string, unknown>;
  }
  export interface TokenContext {
    readonly oidc: {
      readonly client: Client;
      readonly params: Readonly<Record<string, unknown>>;
      readonly session?: { readonly accountId?: string };
      entity(kind: string, value: object): void;
    };
    body: unknown;
  }
  export interface IssuedToken {
    readonly kind: string;
    readonly accountId?: string;
    readonly clientId?: string;
    readonly expiration: number;
    readonly tokenType: string;
    resourceServer: object;
    save(): Promise<string>;
  }
  export interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }
  export interface Interaction {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Readonly<Record<string, unknown>>;
  }
  export interface Adapter {
    upsert(id: string, payload: object, expiresIn?: number): Promise<void>;
    find(id: string): Promise<object | undefined>;
    findByUid(uid: string): Promise<object | undefined>;
    findByUserCode(code: string): Promise<object | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }
  export class Provider {
    constructor(issuer: string, configuration: object);
    readonly Client: { find(id: string): Promise<Client | undefined>; prototype: Client };
    readonly Grant: new (of: { accountId: string; clientId: string }) => Grant;
    readonly AccessToken: new (of: {
      accountId: string;
      client: Client;
      grantId: string;
      gty: string;
    }) => IssuedToken;
    readonly ClientCredentials: new (of: { client: Client }) => IssuedToken;
    readonly ResourceServer: new (identifier: string, data: object) => object;
    registerGrantType(
      name: string,
      handler: (context: TokenContext) => Promise<void>,
      parameters: string[],
    ): void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    on(event: string, listener: (context: unknown, error: Error) => void): void;
    proxy: boolean;
  }
  export const errors: { InvalidRequest: new (description: string) => Error };
}

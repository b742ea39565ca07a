/** The part of JSON Schema that the services' contracts use. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

export interface Operation {
  readonly 'x-permission'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** An OpenAPI document as a service serves it at `/docs-json`. */
export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** One address and method of a contract. */
export interface Entrance {
  readonly method: string;
  /** `/v1/sessions/{id}/cancel` */
  readonly path: string;
  readonly permission: string;
  readonly parameters: readonly Parameter[];
  /** Of the JSON body; null where there is none. */
  readonly body: Schema | null;
}

/** Every entrance that takes JSON or nothing. */
export const entrancesOf = ({ paths }: Contract): Entrance[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]): Entrance[] => {
      const { 'x-permission': permission, parameters = [], requestBody } = operation;
      const json = requestBody?.content['application/json'];
      if (permission === undefined || (requestBody && !json)) return [];
      return [{ method: method.toUpperCase(), path, permission, parameters, body: json?.schema ?? null }];
    }),
  );

/** The schema itself, where it is a reference to one. */
export const resolved = (schema: Schema, contract: Contract): Schema => {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref === undefined) return schema;
  const found = contract.components?.schemas?.[ref.replace('#/components/schemas/', '')];
  if (!found) throw new Error(`the contract has no ${ref}`);
  return resolved(found, contract);
};

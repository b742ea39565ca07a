import { describe, expect, it } from '@jest/globals';
import type { City } from './city';
import type { PublicApi } from './public-api';

export const SERVICES = [
  'audit',
  'career',
  'citizen',
  'notification',
  'performance',
  'policy',
  'recruitment',
  'training',
] as const;

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components?: object;
}
interface Operation {
  readonly operationId?: string;
  readonly responses: Record<string, unknown>;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
}

const references = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, member]) =>
        name === '$ref' && typeof member === 'string' ? [member] : references(member),
      );

const resolves = (document: Document, reference: string): boolean =>
  reference.startsWith('#/') &&
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (at, name) =>
        (at as Record<string, unknown> | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    ) !== undefined;

/** What a document claims and does not hold. */
const faultsOf = (document: Document): string[] => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, name: `${method} ${path}`, operation })),
  );
  const ids = operations.map(({ operation }) => operation.operationId);
  return [
    ...references(document).filter((reference) => !resolves(document, reference)),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `two operations are ${id ?? 'nameless'}`),
    ...operations.flatMap(({ path, name, operation }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
      const declared = (operation.parameters ?? []).filter(({ in: place }) => place === 'path');
      return [
        ...inPath
          .filter((one) => !declared.some((parameter) => parameter.name === one && parameter.required))
          .map((one) => `${name} does not declare ${one}`),
        ...(Object.keys(operation.responses).length > 0 ? [] : [`${name} answers nothing`]),
      ];
    }),
  ];
};

export const frontDoor = (city: City, api: PublicApi): void =>
  describe('the front door', () => {
    it('says that everything is ready', async () => {
      const { status, json } = await api.ask('GET', '/health');
      expect({ status, json }).toEqual({
        status: 200,
        json: { status: 'ready', services: Object.fromEntries(SERVICES.map((name) => [name, 'ready'])) },
      });
    });

    it('tells tools where to sign in', async () => {
      const { json } = await api.ask('GET', '/.well-known/jejak');
      expect(json).toEqual({
        issuer: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        services: [...SERVICES],
      });
    });

    it('shows the documentation', async () => {
      const page = await api.ask('GET', '/docs');
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const script = await api.ask('GET', '/docs/swagger-ui-init.js');
      expect(script.status).toBe(200);
      for (const service of SERVICES) expect(script.text).toContain(`/api/${service}/docs-json`);
    });

    it.each(SERVICES)('serves a contract of %s that holds', async (service) => {
      const { status, json } = await api.ask('GET', `/api/${service}/docs-json`);
      expect(status).toBe(200);
      const document = json as Document;
      expect(document.openapi).toMatch(/^3\.\d\.\d$/);
      expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
      expect(Object.keys(document.paths).length).toBeGreaterThan(0);
      expect(faultsOf(document)).toEqual([]);
    });

    it('gives a token on the command line', async () => {
      const { code, out } = await city.jejak('token', 'INS-1');
      expect(code).toBe(0);
      expect(out.trim().split('.')).toHaveLength(3);
    });
  });

import { newId, type Role, ROLES } from '@jejak/kernel';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from './front-door.suite';
import { codeOf, type PublicApi } from './public-api';

/** Somebody of the demonstration who acts under the role; nobody where it needs no login. */
const ACTING: Readonly<Record<Role, string | undefined>> = {
  public: undefined,
  applicant: 'A-9',
  employee: 'E-2',
  supervisor: 'SUP-2',
  hr_admin: 'HR-2',
  committee: 'P-2',
  leadership: 'PPK',
  inspector: 'INS-1',
  operator: 'OP-1',
  monitor: 'MON-1',
  service: 'service-import',
};

interface Route {
  readonly method: string;
  readonly path: string;
  readonly roles: readonly Role[];
}

/** As the contract says who has the permission of the route; without one it is open to everyone, signed in or not. */
interface Guarded {
  readonly 'x-roles'?: readonly Role[];
}
interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Guarded>>>>;
}

const [LET_IN, REFUSED] = ['let in', 'not let in'];

/** One of nothing that exists. */
const filled = (path: string): string => path.replace(/\{\w+\}/g, () => newId());

/** The permission matrix of domain.md 13: every route of every contract, asked as each role in turn. */
export const permissionMatrix = (api: PublicApi): void =>
  describe('the permission matrix', () => {
    const routes = new Map<string, readonly Route[]>();

    beforeAll(async () => {
      for (const service of SERVICES) {
        const { paths } = await api.get<Contract>(`/api/${service}/docs-json`);
        routes.set(
          service,
          Object.entries(paths).flatMap(([path, methods]) =>
            Object.entries(methods).map(([method, operation]) => ({
              ...{ method: method.toUpperCase(), path: `/api/${service}${path}` },
              roles: operation['x-roles'] ?? ROLES,
            })),
          ),
        );
      }
    });

    /**
     * What a role is answered at a route. A command is sent with a key that no command is accepted under, so that whom the door
     * lets in changes nothing.
     */
    const knock = async ({ method, path }: Route, role: Role): Promise<string> => {
      const as = ACTING[role];
      const answer = await api.ask(method, filled(path), {
        ...(as === undefined ? {} : { as, role }),
        ...(method === 'GET' ? {} : { key: ' ', body: {} }),
      });
      if (answer.status === 401) return REFUSED;
      if (answer.status === 403 && codeOf(answer) === 'FORBIDDEN_ROLE') return REFUSED;
      if (answer.status >= 500 || (method !== 'GET' && answer.status < 400))
        return `${answer.status} ${answer.text}`;
      return LET_IN;
    };

    it.each(SERVICES.flatMap((service) => ROLES.map((role) => [service, role] as const)))(
      '%s lets %s in where a permission says so, and nowhere else',
      async (service, role) => {
        const wrong: string[] = [];
        const asked = routes.get(service) ?? [];
        expect(asked.length).toBeGreaterThan(0);
        for (const route of asked) {
          const wanted = route.roles.includes(role) ? LET_IN : REFUSED;
          const found = await knock(route, role);
          if (found !== wanted) wrong.push(`${route.method} ${route.path}: ${found}`);
        }
        expect(wrong).toEqual([]);
      },
    );
  });

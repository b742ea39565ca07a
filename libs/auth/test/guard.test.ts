import type { Server } from 'node:http';
import { DomainError, type Role, ROLES } from '@jejak/kernel';
import { metricsText } from '@jejak/observability';
import { startTestIssuer, type TestIssuer } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArgumentsHost, Catch, type ExceptionFilter, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Response } from 'express';
import supertest from 'supertest';
import { isDecision, type Permission, PERMISSIONS, rolesOf, routesOf } from '../src';
import {
  demoModule,
  everyPermission,
  ForgottenController,
  GuardedClassController,
  OpenController,
  PlainController,
} from './demo';

const PERSON = '0198c1a2-0000-7000-8000-000000000001';
const permissions = Object.keys(PERMISSIONS) as Permission[];
const pathOf = (permission: Permission): string => `/v1/${permission.replace(':', '/')}`;

/** What the problem filter of a service does, as far as these tests look at it. */
@Catch(DomainError)
class Plain implements ExceptionFilter<DomainError> {
  catch(error: DomainError, host: ArgumentsHost): void {
    const status = { malformed: 400, 'not-signed-in': 401, 'not-authorised': 403, unavailable: 503 }[
      error.kind as string
    ];
    host
      .switchToHttp()
      .getResponse<Response>()
      .status(status ?? 500)
      .json({ code: error.code });
  }
}

let issuer: TestIssuer;
let app: INestApplication;
let server: Server;
let tokens: Record<Role, string>;

beforeAll(async () => {
  issuer = await startTestIssuer();
  app = await NestFactory.create(
    demoModule(issuer.url, [everyPermission(), OpenController, PlainController, GuardedClassController]),
    { logger: false },
  );
  app.useGlobalFilters(new Plain());
  await app.listen(0, '127.0.0.1');
  server = app.getHttpServer() as Server;
  const entries = await Promise.all(
    ROLES.map(async (role) => [role, await issuer.token({ sub: PERSON, roles: [role] })] as const),
  );
  tokens = Object.fromEntries(entries) as Record<Role, string>;
});

afterAll(async () => {
  await app.close();
  await issuer.stop();
});

const as = (token: string | undefined, test: supertest.Test): supertest.Test =>
  token === undefined ? test : test.set('Authorization', `Bearer ${token}`);

describe('every permission as every role', () => {
  it.each(permissions)('%s', async (permission) => {
    const allowed = rolesOf(permission);
    for (const role of ROLES) {
      const answer = await as(tokens[role], supertest(server).post(pathOf(permission)));
      if (allowed.includes(role))
        expect({ role, status: answer.status, body: answer.body as unknown }).toMatchObject({
          role,
          status: 201,
          body: { id: PERSON, role },
        });
      else if (allowed.includes('public'))
        // Everyone may do what the public may, and does it as the public.
        expect({ role, status: answer.status, body: answer.body as unknown }).toMatchObject({
          role,
          status: 201,
          body: { role: 'public' },
        });
      else
        expect({ role, status: answer.status, body: answer.body as unknown }).toEqual({
          role,
          status: 403,
          body: { code: 'FORBIDDEN_ROLE' },
        });
    }
    const nobody = await supertest(server).post(pathOf(permission));
    expect(nobody.status).toBe(allowed.includes('public') ? 201 : 401);
    if (nobody.status === 401) expect(nobody.headers['www-authenticate']).toBe('Bearer realm="jejak"');
  });
});

describe('the table', () => {
  it('lets no machine decide about people, and no inspector change what he inspects', () => {
    const by = (role: Role) => permissions.filter((permission) => rolesOf(permission).includes(role));
    expect(
      by('service').filter((permission) =>
        /:(rate|decide|approve|appoint|score|verify|publish|object)/.test(permission),
      ),
    ).toEqual([]);
    expect(
      by('inspector').filter((permission) => !permission.startsWith('audit:') && !/:read\b/.test(permission)),
      // How inspectors are told of things themselves is no business of those whom they inspect; comparing a store with the log changes neither.
    ).toEqual(['performance:report-violation', 'notification:subscribe', 'operations:reconcile']);
    // Operators run the services; what the services are about is none of their business.
    expect(by('operator').filter((permission) => !permission.startsWith('operations:'))).toEqual([]);
  });

  it('keeps hr_admin from rating and scoring', () => {
    for (const permission of [
      'performance:rate',
      'performance:rate-behaviour',
      'performance:rate-period',
      'recruitment:score',
    ] as const)
      expect(rolesOf(permission)).not.toContain('hr_admin');
  });

  it('records refused decisions, and not the refusal of a draft', () => {
    for (const permission of [
      'performance:rate',
      'performance:decide',
      'recruitment:rank',
      'recruitment:publish',
      'policy:approve',
    ] as const)
      expect(isDecision(permission)).toBe(true);
    for (const permission of ['performance:draft-plan', 'policy:draft', 'performance:read'] as const)
      expect(isDecision(permission)).toBe(false);
  });
});

describe('a caller with several roles', () => {
  const path = pathOf('performance:feedback');
  let both: string;
  beforeAll(async () => {
    both = await issuer.token({ sub: PERSON, roles: ['employee', 'supervisor', 'hr_admin'] });
  });

  it('says which one is used', async () => {
    const answer = await as(both, supertest(server).post(path));
    expect([answer.status, answer.body]).toEqual([400, { code: 'ACTING_ROLE_REQUIRED' }]);
    const chosen = await as(both, supertest(server).post(path)).set('X-Acting-Role', 'supervisor');
    expect(chosen.body).toMatchObject({ role: 'supervisor', id: PERSON });
  });

  it('need not where only one fits', async () => {
    expect((await as(both, supertest(server).post(pathOf('performance:rate')))).body).toMatchObject({
      role: 'supervisor',
    });
  });

  it.each([
    ['one that exists nowhere', 'root', 400, 'ACTING_ROLE_UNKNOWN'],
    ['none', '', 400, 'ACTING_ROLE_UNKNOWN'],
    ['one in other letters', 'Supervisor', 400, 'ACTING_ROLE_UNKNOWN'],
    ['two', 'supervisor, employee', 400, 'ACTING_ROLE_UNKNOWN'],
    ['an inherited name', 'constructor', 400, 'ACTING_ROLE_UNKNOWN'],
    ['one that the caller has not', 'leadership', 403, 'FORBIDDEN_ROLE'],
    ['one that may not do this', 'hr_admin', 403, 'FORBIDDEN_ROLE'],
    ['the public', 'public', 403, 'FORBIDDEN_ROLE'],
  ])('is refused with %s', async (_, role, status, code) => {
    const answer = await as(both, supertest(server).post(path)).set('X-Acting-Role', role);
    expect([answer.status, answer.body]).toEqual([status, { code }]);
  });
});

describe('a public route', () => {
  it('is open to nobody in particular', async () => {
    const answer = await supertest(server).get('/v1/public');
    expect(answer.body).toEqual({ id: 'public', roles: [], kind: 'anonymous', role: 'public' });
  });

  it('knows who signed in, and refuses a token that does not hold', async () => {
    expect((await as(tokens.employee, supertest(server).get('/v1/public'))).body).toMatchObject({
      id: PERSON,
      role: 'public',
    });
    const acting = await as(tokens.employee, supertest(server).get('/v1/public')).set(
      'X-Acting-Role',
      'employee',
    );
    expect(acting.body).toMatchObject({ role: 'employee' });
    const bad = await as('x', supertest(server).get('/v1/public'));
    expect(bad.status).toBe(401);
    expect(bad.headers['www-authenticate']).toBe('Bearer realm="jejak", error="invalid_token"');
  });
});

describe('a controller’s own permission', () => {
  it('holds for each route that says nothing else', async () => {
    expect((await supertest(server).get('/v1/class')).status).toBe(401);
    expect((await as(tokens.hr_admin, supertest(server).get('/v1/class'))).status).toBe(200);
    expect((await supertest(server).get('/v1/class/open')).status).toBe(200);
    expect((await supertest(server).get('/v1/class/public')).status).toBe(200);
  });
});

describe('no spelling leads around the guard', () => {
  const target = pathOf('performance:cycle');
  const variants: [string, (path: string) => supertest.Test][] = [
    ['HEAD', (path) => supertest(server).head(path)],
    ['trailing slash', (path) => supertest(server).get(`${path}/`)],
    ['two slashes', (path) => supertest(server).get(path.replace('/v1', '//v1'))],
    ['two slashes inside', (path) => supertest(server).get(path.replace('/v1/', '/v1//'))],
    ['a dot', (path) => supertest(server).get(path.replace('/v1/', '/v1/%2e/'))],
    ['up and down', (path) => supertest(server).get(path.replace('/v1/', '/v1/x/%2e%2e/'))],
    ['a letter encoded', (path) => supertest(server).get(path.replace('cycle', '%63ycle'))],
    ['a slash encoded', (path) => supertest(server).get(path.replace('/cycle', '%2fcycle'))],
    ['encoded twice', (path) => supertest(server).get(path.replace('cycle', '%2563ycle'))],
    ['capitals', (path) => supertest(server).get(path.toUpperCase())],
    ['a matrix parameter', (path) => supertest(server).get(`${path};x=1`)],
    ['a query', (path) => supertest(server).get(`${path}?public=true`)],
    ['a fragment', (path) => supertest(server).get(`${path}%23`)],
    ['a NUL', (path) => supertest(server).get(`${path}%00`)],
    ['OPTIONS', (path) => supertest(server).options(path)],
    ['a method override', (path) => supertest(server).get(path).set('X-HTTP-Method-Override', 'POST')],
    ['a method in the query', (path) => supertest(server).get(`${path}?_method=POST`)],
    ['another URL in a header', (path) => supertest(server).get(path).set('X-Original-URL', '/v1/public')],
    [
      'an identity in a header',
      (path) => supertest(server).get(path).set('X-User', 'PPK').set('X-Roles', 'hr_admin'),
    ],
    ['a role without a token', (path) => supertest(server).get(path).set('X-Acting-Role', 'hr_admin')],
    ['another scheme', (path) => supertest(server).get(path).set('Authorization', 'Basic aHI6aHI=')],
    ['a token without a scheme', (path) => supertest(server).get(path).set('Authorization', 'x.y.z')],
    ['a token in the query', (path) => supertest(server).get(`${path}?access_token=x`)],
    ['a token in a cookie', (path) => supertest(server).get(path).set('Cookie', 'access_token=x')],
  ];

  it.each(variants)('%s: to nobody', async (_, send) => {
    const answer = await send(target);
    expect(JSON.stringify(answer.body)).not.toContain('"role"');
    expect([401, 404, 405, 200]).toContain(answer.status);
    // OPTIONS is answered by the router itself: with the methods, and no data.
    if (answer.status === 200) expect(answer.text).toBe('GET, HEAD, POST');
  });

  // Those that speak of the token itself would be overwritten by a good one.
  const withToken = variants.filter(([what]) => what !== 'another scheme' && !what.startsWith('a token'));
  it.each(withToken)('%s: to a role that may not', async (_, send) => {
    const answer = await as(tokens.employee, send(target));
    expect(JSON.stringify(answer.body)).not.toContain('"role"');
    expect([403, 404, 405, 200]).toContain(answer.status);
    if (answer.status === 200) expect(answer.text).toBe('GET, HEAD, POST');
  });
});

describe('a route that nobody thought of', () => {
  it('stops the boot, and each is named', async () => {
    const boot = NestFactory.create(demoModule(issuer.url, [PlainController, ForgottenController]), {
      logger: false,
      abortOnError: false,
    }).then((forgotten) => forgotten.init());
    await expect(boot).rejects.toThrow(
      /GET \/v1\/forgotten\/one .*GET \/v1\/forgotten\/two .*ALL \/v1\/forgotten\/all \(ForgottenController\.everything\)/,
    );
    await expect(boot).rejects.not.toThrow(/fine|plain/);
  });

  it('the others are listed with what they ask for', () => {
    const routes = routesOf(app);
    expect(routes).toHaveLength(permissions.length * 2 + 5);
    expect(routes).toContainEqual(
      expect.objectContaining({
        method: 'GET',
        path: '/v1/plain/:id',
        access: 'performance:rate',
        handler: 'PlainController.read',
      }),
    );
    expect(routes).toContainEqual(expect.objectContaining({ path: '/v1/public', access: 'public' }));
  });
});

it('counts who was not let in, and why', async () => {
  const text = await metricsText();
  expect(text).toMatch(/jejak_auth_failures_total\{reason="missing"\} \d+/);
  expect(text).toMatch(/jejak_denied_total\{permission="performance:cycle"\} \d+/);
});

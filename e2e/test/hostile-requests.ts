import { naturalId } from '@jejak/kernel';
import type { RawRequest } from './raw-request';

/**
 * What an answer must be: a problem with this status and code, any problem (`refused`), a success where the request is fine, or
 * either of the two where both are right.
 */
export type Wanted = number | readonly [number, string?] | 'refused' | 'any';

export interface Hostile {
  readonly name: string;
  readonly request: RawRequest;
  readonly wanted: Wanted;
}

/** An entrance of a service, and a request there that would be fine. */
export interface Entrance {
  readonly service: string;
  /** A list that needs no more than the token. */
  readonly list: string;
  /** A command with a body, where the service has one. */
  readonly command?: {
    readonly path: string;
    readonly body: Readonly<Record<string, unknown>>;
    readonly text: string;
  };
  /** Where files are sent to. */
  readonly upload?: string;
}

const UNIT = naturalId('unit', 'DINKES-IMUN');

/** An import that takes larger files than the others. */
const REGISTER = '/api/citizen/v1/imports/service-requests';

export const ENTRANCES: readonly Entrance[] = [
  {
    ...{ service: 'career', list: '/api/career/v1/units', upload: '/api/career/v1/imports/units' },
    command: {
      path: '/api/career/v1/units/create',
      body: { code: 'HOSTILE', name: 'Unit', kind: 'SEKSI', from: '2027-01-01' },
      text: 'name',
    },
  },
  {
    service: 'recruitment',
    ...{ list: '/api/recruitment/v1/formations', upload: '/api/recruitment/v1/imports/selection' },
    command: {
      path: '/api/recruitment/v1/formations',
      body: {
        ...{ unitId: UNIT, position: 'Penguji', level: 'Ahli Pertama', education: 'S-1' },
        ...{ seats: 1, workloadHours: '1250' },
      },
      text: 'position',
    },
  },
  {
    service: 'performance',
    ...{ list: '/api/performance/v1/plans', upload: '/api/performance/v1/imports/measurements' },
    command: {
      path: '/api/performance/v1/organisation-results',
      body: { unitId: UNIT, year: 2026, predicate: 'BAIK', basis: 'Capaian unit.' },
      text: 'basis',
    },
  },
  {
    ...{ service: 'training', list: '/api/training/v1/programmes' },
    command: {
      path: '/api/training/v1/programmes',
      body: {
        title: 'Rantai dingin',
        kind: 'TECHNICAL',
        jp: 8,
        components: [],
        competencies: ['COLD_CHAIN'],
      },
      text: 'title',
    },
  },
  {
    service: 'citizen',
    ...{ list: '/api/citizen/v1/complaints', upload: REGISTER },
    command: {
      path: '/api/citizen/v1/complaints',
      body: { category: 'OTHER', channel: 'WEB', text: 'Pelayanan lambat.' },
      text: 'text',
    },
  },
  {
    ...{ service: 'notification', list: '/api/notification/v1/deadlines' },
    command: {
      path: '/api/notification/v1/subscriptions/webhook',
      body: { url: 'https://agenda.kota.example/jejak' },
      text: 'url',
    },
  },
  {
    ...{ service: 'policy', list: '/api/policy/v1/policies' },
    command: { path: '/api/policy/v1/institutions', body: { name: 'Universitas Contoh' }, text: 'name' },
  },
  { service: 'audit', list: '/api/audit/v1/events' },
];

const query = (path: string, text: string): string => `${path}${path.includes('?') ? '&' : '?'}${text}`;

/** Addresses, methods and headers, at a list. */
export const atList = ({ service, list }: Entrance, authorised: readonly string[]): Hostile[] => {
  // Name and value of the token come first, those of the role behind.
  const token = authorised.slice(0, 2);
  const good = service === 'audit' ? query(list, 'purpose=test') : list;
  const get = (name: string, target: string, wanted: Wanted, ...headers: string[]): Hostile => ({
    ...{ name, wanted },
    request: { target, headers: [...authorised, ...headers] },
  });
  const acting = (name: string, wanted: Wanted, ...roles: string[]): Hostile => ({
    ...{ name, wanted },
    request: { target: good, headers: [...token, ...roles.flatMap((role) => ['X-Acting-Role', role])] },
  });
  const by = (method: string, wanted: Wanted): Hostile => ({
    ...{ name: `method ${method}`, wanted },
    request: { method, target: good, headers: authorised },
  });
  const [, api, name, version, ...rest] = list.split('/');
  const tail = rest.join('/');
  return [
    get('a fine request', good, 200),
    get('%zz in the path', `${list}/%zz`, [400, 'URL_MALFORMED']),
    get('%00 in the path', `${list}/%00`, 'refused'),
    get('overlong UTF-8 in the path', `${list}/%c0%ae`, [400, 'URL_MALFORMED']),
    get('a lone surrogate in the path', `${list}/%ed%a0%80`, [400, 'URL_MALFORMED']),
    get('%zz in the query', query(good, 'x=%zz'), [400, 'URL_MALFORMED']),
    get('%00 in the query', query(good, 'cursor=%00'), 'refused'),
    get('a trailing slash', `${list}/`, [404, 'ROUTE_NOT_FOUND']),
    // The gateway takes several slashes for one, which leads nowhere else.
    get('a double slash', `/${api}/${name}/${version}//${tail}`, 'any'),
    get('%zz in the service', `/${api}/${name}/%zz`, [400, 'URL_MALFORMED']),
    get('a double slash in front', `//${api}/${name}/${version}/${tail}`, 'refused'),
    get('dot segments', `/${api}/${name}/${version}/../${version}/${tail}`, 'refused'),
    get('encoded dot segments', `/${api}/${name}/%2e%2e/${name}/${version}/${tail}`, 'refused'),
    get('encoded dots and slashes', `/${api}/${name}/%2e%2e%2f%2e%2e%2fetc%2fpasswd`, 'refused'),
    get('backslashes', `/${api}/${name}/..\\..\\etc\\passwd`, 'refused'),
    get('another case', `/${api}/${name}/${version}/${tail.toUpperCase()}`, [404, 'ROUTE_NOT_FOUND']),
    get('a service in another case', `/${api}/${name.toUpperCase()}/${version}/${tail}`, 'refused'),
    get('the bare service', `/${api}/${name}`, 'refused'),
    get('a service that is not there', `/${api}/payroll/v1/${tail}`, [404, 'ROUTE_NOT_FOUND']),
    get('its management', `/${api}/${name}/metrics`, 'refused'),
    get('a very long address', `${list}/${'a'.repeat(9_000)}`, 'refused'),
    get('a longer one than is read', `${list}?x=${'a'.repeat(20_000)}`, [431, 'HEADERS_TOO_LARGE']),
    get('an unknown parameter', query(good, 'drop=table'), [400, 'VALIDATION_FAILED']),
    get('__proto__ as a parameter', query(good, '__proto__[x]=1'), 'refused'),
    get('constructor as a parameter', query(good, 'constructor.prototype=1'), 'refused'),
    get('limit=100000', query(good, 'limit=100000'), [400, 'VALIDATION_FAILED']),
    get('limit=0', query(good, 'limit=0'), [400, 'VALIDATION_FAILED']),
    get('limit=-1', query(good, 'limit=-1'), [400, 'VALIDATION_FAILED']),
    get('limit=1e9999', query(good, 'limit=1e9999'), [400, 'VALIDATION_FAILED']),
    get('limit=NaN', query(good, 'limit=NaN'), [400, 'VALIDATION_FAILED']),
    get('limit twice', query(good, 'limit=1&limit=2'), [400, 'QUERY_REPEATED']),
    get('limit as an object', query(good, 'limit[$gt]=1'), 'refused'),
    get('a cursor of nobody', query(good, 'cursor=garbage'), [400, 'CURSOR_INVALID']),
    get('a cursor of SQL', query(good, `cursor=${cursor(["x'; drop table rm.y; --", '1', '2'])}`), [
      400,
      'CURSOR_INVALID',
    ]),
    get('a cursor of depth', query(good, `cursor=${'W'.repeat(2_000)}`), [400, 'CURSOR_INVALID']),
    by('HEAD', 200),
    by('OPTIONS', 'refused'),
    by('TRACE', 'refused'),
    by('PUT', [405, 'METHOD_NOT_ALLOWED']),
    by('DELETE', [405, 'METHOD_NOT_ALLOWED']),
    by('PATCH', [405, 'METHOD_NOT_ALLOWED']),
    by('PROPFIND', [405, 'METHOD_NOT_ALLOWED']),
    by('BREW', [400, 'REQUEST_MALFORMED']),
    acting('a role that nobody has', [400, 'ACTING_ROLE_UNKNOWN'], 'root'),
    acting('a role that is not held', [403, 'FORBIDDEN_ROLE'], 'committee'),
    acting('two roles', [400, 'HEADER_REPEATED'], 'public', 'inspector'),
    get('two tokens', good, 'refused', 'Authorization', 'Bearer x'),
    get('a forged origin', good, 200, ...FORGED),
    get('a hop-by-hop trick', good, 'any', 'Connection', 'close, Authorization, X-Acting-Role'),
    get('garbage to negotiate about', good, 200, 'Accept', ';;;', 'Accept-Language', '\x80\xff,,;q=zz'),
    get('a garbled traceparent', good, 200, 'traceparent', '00-zz-zz-zz', 'baggage', '=;=,,'),
    get('300 headers', good, 'any', ...Array.from({ length: 300 }, (_, at) => [`X-${at}`, '1']).flat()),
    get('a header of 100 KB', good, [431, 'HEADERS_TOO_LARGE'], 'X-Large', 'a'.repeat(100_000)),
    get('a foreign host', good, 200, 'Host', 'evil.example'),
    get('a range', good, 200, 'Range', 'bytes=0-1,5-'),
  ];
};

const FORGED = [
  ...['X-Forwarded-For', '10.0.0.1', 'X-Forwarded-Host', 'evil.example', 'X-Forwarded-Proto', 'gopher'],
  ...['Forwarded', 'for=127.0.0.1;host=evil', 'X-Real-IP', '127.0.0.1', 'X-Original-URL', '/admin'],
  ...['X-User', 'root', 'X-HTTP-Method-Override', 'DELETE', 'X-Rewrite-URL', '/etc/passwd'],
];

const cursor = (parts: readonly string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Bodies and their headers, at a command. */
export const atCommand = (
  { path, body, text }: NonNullable<Entrance['command']>,
  authorised: readonly string[],
): Hostile[] => {
  const whole = JSON.stringify(body);
  const json = ['Content-Type', 'application/json'];
  const post = (name: string, content: string | Buffer, wanted: Wanted, ...headers: string[]): Hostile => ({
    ...{ name, wanted },
    request: { method: 'POST', target: path, headers: [...authorised, ...headers], body: content },
  });
  const withText = (value: string): string =>
    JSON.stringify({ ...body, [text]: 0 }).replace(`"${text}":0`, `"${text}":${value}`);
  const invalid = [400, 'VALIDATION_FAILED'] as const;
  const [first] = Object.keys(body);
  return [
    post('half a body', whole.slice(0, -5), [400, 'JSON_INVALID'], ...json),
    post('two bodies', `${whole}${whole}`, [400, 'JSON_INVALID'], ...json),
    post('no JSON', 'name=x&drop=1', [400, 'JSON_INVALID'], ...json),
    post('comments', `/* */ ${whole}`, [400, 'JSON_INVALID'], ...json),
    post('NaN', withText('NaN'), [400, 'JSON_INVALID'], ...json),
    post('a key twice', whole.replace('{', `{"${first}":"other",`), [400, 'JSON_DUPLICATE_KEY'], ...json),
    post(
      'a key twice, once in disguise',
      whole.replace('{', `{"\\u00${first.charCodeAt(0).toString(16)}${first.slice(1)}":"other",`),
      [400, 'JSON_DUPLICATE_KEY'],
      ...json,
    ),
    post(
      '__proto__',
      whole.replace('{', '{"__proto__":{"admin":true},'),
      [400, 'JSON_FORBIDDEN_KEY'],
      ...json,
    ),
    post('constructor', whole.replace('{', '{"constructor":{"prototype":{}},'), 'refused', ...json),
    post('100 000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, [400, 'JSON_TOO_DEEP'], ...json),
    post(
      '100 000 objects',
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
      [400, 'JSON_TOO_DEEP'],
      ...json,
    ),
    post('a huge number', withText('1e400'), [400, 'JSON_NUMBER_UNSAFE'], ...json),
    post('a huge integer', withText('9007199254740993'), [400, 'JSON_NUMBER_UNSAFE'], ...json),
    post('a million digits', withText('9'.repeat(900_000)), 'refused', ...json),
    post('a number for a text', withText('1'), invalid, ...json),
    post('a list for a text', withText('["x"]'), invalid, ...json),
    post('an object for a text', withText('{"$ne":null}'), invalid, ...json),
    post('null for a text', withText('null'), invalid, ...json),
    post('an empty text', withText('"   "'), 'refused', ...json),
    post('NUL, escaped', withText('"a\\u0000b"'), [400, 'TEXT_INVALID'], ...json),
    post('NUL, as it is', withText('"a\0b"'), 'refused', ...json),
    post('half a surrogate pair', withText('"a\\ud800b"'), [400, 'TEXT_INVALID'], ...json),
    post('control characters', withText('"a\\u001b[31mb"'), [400, 'TEXT_INVALID'], ...json),
    post('a text of 500 KB', withText(`"${'a'.repeat(500_000)}"`), invalid, ...json),
    post(
      'bytes that are no UTF-8',
      Buffer.from(withText('"\xff\xfe"'), 'latin1'),
      [400, 'ENCODING_INVALID'],
      ...json,
    ),
    post('UTF-16', Buffer.from(whole, 'utf16le'), 'refused', ...json),
    post('an unknown member', whole.replace('{', '{"isAdmin":true,'), invalid, ...json),
    post(
      'a member of ours',
      whole.replace('{', '{"by":"01931f00-0000-7000-8000-000000000001","type":"X",'),
      invalid,
      ...json,
    ),
    post('a list', '[]', 'refused', ...json),
    post('null', 'null', 'refused', ...json),
    post('a text', '"x"', 'refused', ...json),
    post('nothing', '', 'refused', ...json),
    post('an empty object', '{}', invalid, ...json),
    post('2 MiB', withText(`"${'a'.repeat(2 * 1024 * 1024)}"`), [413, 'BODY_TOO_LARGE'], ...json),
    post(
      'a form',
      'a=b',
      [415, 'MEDIA_TYPE_UNSUPPORTED'],
      'Content-Type',
      'application/x-www-form-urlencoded',
    ),
    post('plain text', whole, [415, 'MEDIA_TYPE_UNSUPPORTED'], 'Content-Type', 'text/plain'),
    post('no media type', whole, [415, 'MEDIA_TYPE_UNSUPPORTED']),
    post(
      'a garbled media type',
      whole,
      [415, 'MEDIA_TYPE_UNSUPPORTED'],
      'Content-Type',
      'application/json/;;"',
    ),
    post(
      'another charset',
      whole,
      [415, 'MEDIA_TYPE_UNSUPPORTED'],
      'Content-Type',
      'application/json; charset=utf-16',
    ),
    post('a packed body', whole, [415, 'MEDIA_TYPE_UNSUPPORTED'], ...json, 'Content-Encoding', 'gzip'),
    post('two media types', whole, [400, 'HEADER_REPEATED'], ...json, ...json),
    post('a key with blanks', whole, [400, 'IDEMPOTENCY_KEY_INVALID'], ...json, 'Idempotency-Key', 'a b'),
    post(
      'a key of 300 letters',
      whole,
      [400, 'IDEMPOTENCY_KEY_INVALID'],
      ...json,
      'Idempotency-Key',
      'a'.repeat(300),
    ),
    post(
      'a key of umlauts',
      whole,
      [400, 'IDEMPOTENCY_KEY_INVALID'],
      ...json,
      'Idempotency-Key',
      'schl\xfcssel',
    ),
    post('an empty key', whole, [400, 'IDEMPOTENCY_KEY_INVALID'], ...json, 'Idempotency-Key', ''),
    post(
      'two keys',
      whole,
      [400, 'HEADER_REPEATED'],
      ...json,
      'Idempotency-Key',
      'a',
      'Idempotency-Key',
      'b',
    ),
    post('a weak tag', whole, [400, 'IF_MATCH_INVALID'], ...json, 'If-Match', 'W/"1"'),
    post('a tag of letters', whole, [400, 'IF_MATCH_INVALID'], ...json, 'If-Match', '"abc"'),
    post('a huge tag', whole, [400, 'IF_MATCH_INVALID'], ...json, 'If-Match', `"${'9'.repeat(40)}"`),
    post('a version that is not there', whole, [409, 'CONCURRENCY_CONFLICT'], ...json, 'If-Match', '"77"'),
  ];
};

/** Files, at an import. */
export const atUpload = (path: string, authorised: readonly string[]): Hostile[] => {
  const csv = ['Content-Type', 'text/csv'];
  // A register may be that large; it is no table of its kind then.
  const tooLong: Wanted = path === REGISTER ? [400, 'COLUMN_UNKNOWN'] : [413, 'BODY_TOO_LARGE'];
  const post = (name: string, content: string | Buffer, wanted: Wanted, ...headers: string[]): Hostile => ({
    ...{ name, wanted },
    request: { method: 'POST', target: path, headers: [...authorised, ...headers], body: content },
  });
  return [
    post('a JSON body', '{}', [415, 'MEDIA_TYPE_UNSUPPORTED'], 'Content-Type', 'application/json'),
    post(
      'a spreadsheet that is cut off',
      'PK\x03\x04',
      [400, 'ARCHIVE_INVALID'],
      'Content-Type',
      'application/vnd.ms-excel',
    ),
    post('nothing', '', 'refused', ...csv),
    post('a spreadsheet in disguise', Buffer.from('PK\x03\x04\x14\x00\x06\x00', 'latin1'), 'refused', ...csv),
    post('NULs', Buffer.alloc(4_096), 'refused', ...csv),
    post('one endless line', Buffer.alloc(200_000, 'a'), 'refused', ...csv),
    post('another table', 'a,b,c\n1,2,3\n', [400, 'COLUMN_UNKNOWN'], ...csv),
    post('a header of formulas', '=cmd|calc,@x\n1,2\n', [400, 'COLUMN_UNKNOWN'], ...csv),
    post('11 MiB', Buffer.alloc(11 * 1024 * 1024, 'a,b\n'), tooLong, ...csv),
    post('a wish that is none', 'a\n1\n', 'refused', ...csv, 'Prefer', 'wait=soon'),
  ];
};

/** What nobody's parser should let pass: bytes, and a code of the problem. */
export const NO_REQUESTS: readonly (readonly [string, string])[] = [
  ['garbage', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
  ['NUL in a header', 'GET /health HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\nConnection: close\r\n\r\n'],
  [
    'a bare line feed in a header',
    'GET /health HTTP/1.1\r\nHost: x\r\nX-A: a\n\x01b\r\nConnection: close\r\n\r\n',
  ],
  [
    'two lengths',
    'POST /api/career/v1/units/create HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{}x',
  ],
  [
    'length and chunks at once',
    'POST /api/career/v1/units/create HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n',
  ],
  [
    'chunks of no length',
    'POST /api/career/v1/units/create HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n\r\n',
  ],
  ['no host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['a blank in the address', 'GET /hea lth HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ['another protocol', 'GET /health HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n'],
];

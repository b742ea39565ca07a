import { createHmac, randomBytes } from 'node:crypto';
import type { Role } from '@jejak/kernel';
import { Pool } from 'pg';
import { nameOf, newSecret, opened, type Secret, sealed } from './secret';

/** What the issuer gave for one person. Never leaves the gateway but as the bearer token of a request to a service. */
export interface Tokens {
  readonly access: string;
  /** Instant in milliseconds. */
  readonly accessUntil: number;
  readonly refresh?: string;
}

/** Who is signed in, and what was given for it. */
export interface SignedIn {
  readonly person: { readonly id: string; readonly name: string };
  readonly roles: readonly Role[];
  /** The one role that the console shows now. */
  readonly role: Role;
  readonly tokens: Tokens;
}

export interface Session extends SignedIn {
  readonly secret: Secret;
  /** Instants in milliseconds: when it ends whatever happens, and when it ends if nothing does. */
  readonly endsAt: number;
  readonly idleAt: number;
}

export interface SessionLimits {
  readonly idleMs: number;
  readonly wholeMs: number;
}

/** Signed in for a working day with its breaks. @source console.md 13 */
export const LIMITS: SessionLimits = { idleMs: 30 * 60_000, wholeMs: 10 * 3_600_000 };

/** A session is marked as seen at most so often: reading a page must not be a write each time. */
const MARK_EVERY_MS = 30_000;
const CONNECTIONS = 5;
const STATEMENT_LIMIT_MS = 5_000;

const SCHEMA = `create table if not exists session (
  name bytea primary key,
  content bytea not null,
  began_at timestamptz not null,
  seen_at timestamptz not null
);
create index if not exists session_by_seen_at on session (seen_at);
create table if not exists draft_root (
  is_only boolean primary key default true check (is_only),
  root bytea not null
)`;
/** Two gateways that start at once do not make one table twice. */
const SCHEMA_LOCK = 7_305_112;
const ROOT_BYTES = 32;

interface Row {
  readonly content: Buffer;
  readonly beganAt: Date;
  readonly seenAt: Date;
}

/**
 * The sessions of all browsers, in the gateway's own database, so that they outlive a restart and are the same at every replica. A
 * row is named by the hash of the browser's secret and closed with a key made of it: whoever reads the table can neither take
 * over a session nor read a token.
 */
export class SessionStore {
  private constructor(
    private readonly pool: Pool,
    private readonly now: () => number,
    private readonly limits: SessionLimits,
  ) {}

  /** Makes the table where it is missing. @throws Error when the database does not answer */
  static async open(url: string, now: () => number = Date.now, limits = LIMITS): Promise<SessionStore> {
    const pool = new Pool({
      ...{ connectionString: url, max: CONNECTIONS, statement_timeout: STATEMENT_LIMIT_MS },
      connectionTimeoutMillis: STATEMENT_LIMIT_MS,
    });
    // A connection that dies while nobody uses it is replaced at the next use.
    pool.on('error', () => undefined);
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
      await client.query(SCHEMA);
      await client.query('insert into draft_root (root) values ($1) on conflict do nothing', [
        randomBytes(ROOT_BYTES),
      ]);
      await client.query('commit');
    } finally {
      client.release();
    }
    return new SessionStore(pool, now, limits);
  }

  /** Begins a session under a new secret, and forgets those that are over. */
  async begin(content: SignedIn): Promise<Session> {
    const now = this.now();
    const { idleMs, wholeMs } = this.limits;
    await this.pool.query('delete from session where seen_at < $1 or began_at < $2', [
      new Date(now - idleMs),
      new Date(now - wholeMs),
    ]);
    const secret = newSecret();
    await this.put(secret, content, now);
    return { ...content, secret, endsAt: now + wholeMs, idleAt: now + idleMs };
  }

  /** The session of a secret; undefined where there is none, or no more. Finding it keeps it from becoming idle. */
  async find(secret: Secret): Promise<Session | undefined> {
    const found = await this.row(secret);
    if (found === undefined) return undefined;
    const now = this.now();
    if (now - found.seenAt.getTime() > MARK_EVERY_MS)
      await this.pool.query('update session set seen_at = $2 where name = $1', [
        nameOf(secret),
        new Date(now),
      ]);
    return this.shown(secret, found, now);
  }

  /** The same for what goes on by itself: a page that nobody uses becomes idle all the same. */
  async look(secret: Secret): Promise<Session | undefined> {
    const found = await this.row(secret);
    return found && this.shown(secret, found, found.seenAt.getTime());
  }

  /** Puts other content into a session that lives; its secret and its end stay. */
  async change({ secret }: Session, content: SignedIn): Promise<void> {
    await this.pool.query('update session set content = $2 where name = $1', [
      nameOf(secret),
      sealed(secret, content),
    ]);
  }

  /** The same session under a new secret, with its old end: what somebody knew of the old one is worth nothing any more. */
  async renew(session: Session, content: SignedIn): Promise<Session> {
    const secret = newSecret();
    await this.put(secret, content, session.endsAt - this.limits.wholeMs);
    await this.end(session.secret);
    return { ...session, ...content, secret };
  }

  async end(secret: Secret): Promise<void> {
    await this.pool.query('delete from session where name = $1', [nameOf(secret)]);
  }

  /**
   * What a browser closes a person's drafts with: the same in each of their sessions, so that what they wrote outlives a sign-out. Drafts
   * are in browsers alone: neither they nor this is worth anything without the other.
   */
  async draftKey({ person }: Session): Promise<string> {
    const { rows } = await this.pool.query<{ root: Buffer }>('select root from draft_root');
    return createHmac('sha256', rows[0].root).update(`draft ${person.id}`).digest('base64url');
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async row(secret: Secret): Promise<Row | undefined> {
    const now = this.now();
    const { idleMs, wholeMs } = this.limits;
    const { rows } = await this.pool.query<Row>(
      `select content, began_at as "beganAt", seen_at as "seenAt" from session
       where name = $1 and seen_at >= $2 and began_at >= $3`,
      [nameOf(secret), new Date(now - idleMs), new Date(now - wholeMs)],
    );
    return rows.at(0);
  }

  private shown(secret: Secret, { content, beganAt }: Row, seenAt: number): Session {
    const { idleMs, wholeMs } = this.limits;
    return {
      ...(opened(secret, content) as SignedIn),
      ...{ secret, endsAt: beganAt.getTime() + wholeMs, idleAt: seenAt + idleMs },
    };
  }

  private async put(secret: Secret, content: SignedIn, beganAt: number): Promise<void> {
    const { person, roles, role, tokens } = content;
    await this.pool.query('insert into session (name, content, began_at, seen_at) values ($1, $2, $3, $4)', [
      nameOf(secret),
      sealed(secret, { person, roles, role, tokens }),
      new Date(beganAt),
      new Date(this.now()),
    ]);
  }
}

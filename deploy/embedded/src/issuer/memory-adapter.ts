import type { Adapter } from 'oidc-provider';

interface Entry {
  readonly payload: Record<string, unknown>;
  readonly expiresAt: number;
}

/** Sessions, codes and grants, all in one place and for this process only: the tokens that matter are signed and kept nowhere. */
export type Shelf = Map<string, Entry>;

/** @param model the kind of thing: each kind has names of its own on the shelf */
export class MemoryAdapter implements Adapter {
  constructor(
    private readonly model: string,
    private readonly shelf: Shelf,
  ) {}

  upsert(id: string, payload: object, expiresIn?: number): Promise<void> {
    const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
    this.sweep();
    this.shelf.set(this.name(id), { payload: { ...payload }, expiresAt });
    return Promise.resolve();
  }

  find(id: string): Promise<object | undefined> {
    return Promise.resolve(this.living(this.shelf.get(this.name(id))));
  }

  findByUid(uid: string): Promise<object | undefined> {
    return Promise.resolve(this.where('uid', uid));
  }

  findByUserCode(code: string): Promise<object | undefined> {
    return Promise.resolve(this.where('userCode', code));
  }

  consume(id: string): Promise<void> {
    const entry = this.shelf.get(this.name(id));
    if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    this.shelf.delete(this.name(id));
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [name, { payload }] of this.shelf) if (payload.grantId === grantId) this.shelf.delete(name);
    return Promise.resolve();
  }

  private name(id: string): string {
    return `${this.model}:${id}`;
  }

  private living(entry: Entry | undefined): Record<string, unknown> | undefined {
    return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
  }

  private where(member: string, value: string): object | undefined {
    for (const [name, entry] of this.shelf)
      if (name.startsWith(`${this.model}:`) && entry.payload[member] === value) return this.living(entry);
    return undefined;
  }

  private sweep(): void {
    const now = Date.now();
    for (const [name, { expiresAt }] of this.shelf) if (expiresAt <= now) this.shelf.delete(name);
  }
}

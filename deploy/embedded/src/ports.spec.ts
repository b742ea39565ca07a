import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFree, PortBook } from './ports';

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'ports-')), 'ports.json');

describe('the port book', () => {
  it('keeps a port over restarts', async () => {
    const file = newFile();
    const first = await new PortBook(file).take('career');
    expect(await new PortBook(file).take('career')).toBe(first);
  });

  it('chooses anew when someone else has taken the port, and keeps the others', async () => {
    const file = newFile();
    const book = new PortBook(file);
    const [career, policy] = [await book.take('career'), await book.take('policy')];
    const stranger = createServer().listen(career, '127.0.0.1');
    await once(stranger, 'listening');
    expect(await isFree(career, '127.0.0.1')).toBe(false);
    const later = new PortBook(file);
    const moved = await later.take('career');
    expect(moved).not.toBe(career);
    expect(await later.take('policy')).toBe(policy);
    stranger.close();
    await once(stranger, 'close');
    expect(await new PortBook(file).take('career')).toBe(moved);
  });

  it('gives each name its own', async () => {
    const book = new PortBook(newFile());
    const ports = await Promise.all(Array.from({ length: 20 }, (_, index) => book.take(`service-${index}`)));
    expect(new Set(ports).size).toBe(20);
  });

  it('begins anew when its file is torn', async () => {
    const file = newFile();
    writeFileSync(file, '{"career": 20');
    expect(await new PortBook(file).take('career')).toBeGreaterThanOrEqual(20_000);
  });
});

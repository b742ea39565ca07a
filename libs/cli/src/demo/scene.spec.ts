import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Memory } from './memory';
import { inOrder, play, type Scene } from './scene';
import { SimulatedTime } from './simulated-time';

const told: string[] = [];
const scene = (on: string, what: string, at?: string): Scene => ({
  ...{ on, steps: [], what },
  ...(at ? { at } : {}),
  play: () => Promise.resolve(void told.push(what)),
});

describe('stories of one city', () => {
  it('are one story in order of time, and of one moment in the order given', () => {
    const nurse = [scene('2026-01-12', 'plan'), scene('2026-04-08', 'first quarter')];
    const selection = [
      scene('2026-01-12', 'formation'),
      scene('2026-01-12', 'early', '08:00:00.000'),
      scene('2026-02-02', 'announced'),
    ];
    expect(inOrder(nurse, selection).map(({ what }) => what)).toEqual([
      ...['early', 'plan', 'formation', 'announced', 'first quarter'],
    ]);
  });

  it('are played each at its moment, and time goes on from the last', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jejak-scenes-'));
    const file = join(folder, 'clock.json');
    const clock = (): { at: string; since?: string } =>
      JSON.parse(readFileSync(file, 'utf8')) as { at: string; since?: string };
    const moments: string[] = [];
    const seen: string[] = [];
    const scenes = [scene('2026-01-12', 'first'), scene('2026-01-13', 'second', '23:59:59.000')].map(
      (one) => ({
        ...one,
        play: () => Promise.resolve(void moments.push(clock().at)),
      }),
    );
    const time = new SimulatedTime(file);
    const memory = new Memory(time.besides('demonstration.json'));
    await play(scenes, { memory, time }, (number, total, { what }) =>
      seen.push(`${number} of ${total}: ${what}`),
    );
    expect(moments).toEqual(['2026-01-12T02:00:00.000Z', '2026-01-13T16:59:59.000Z']);
    expect(seen).toEqual(['1 of 2: first', '2 of 2: second']);
    expect(clock().since).toBeDefined();
    rmSync(folder, { recursive: true });
  });

  it('goes on after an interruption with the scene that was not over, and what was told before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jejak-scenes-'));
    const time = new SimulatedTime(join(folder, 'clock.json'));
    const played: string[] = [];
    let broken = true;
    const scenes = (memory: Memory): Scene[] => [
      {
        ...{ on: '2026-01-12', steps: [], what: 'first' },
        play: () => Promise.resolve(void (played.push('first'), memory.know('plan', 'plan-1'))),
      },
      {
        ...{ on: '2026-01-13', steps: [], what: 'second' },
        play: () => {
          played.push(`second with ${memory.recall('plan')}${memory.resumed ? ', again' : ''}`);
          return broken ? Promise.reject(new Error('interrupted')) : Promise.resolve();
        },
      },
      {
        ...{ on: '2026-01-14', steps: [], what: 'third' },
        play: () => Promise.resolve(void played.push(`third${memory.resumed ? ', again' : ''}`)),
      },
    ];
    const tell = async (): Promise<void> => {
      const memory = new Memory(time.besides('demonstration.json'));
      await play(scenes(memory), { memory, time }, () => undefined);
    };
    await expect(tell()).rejects.toThrow('interrupted');
    broken = false;
    await tell();
    expect(played).toEqual(['first', 'second with plan-1', 'second with plan-1, again', 'third']);
    expect(() => new Memory(join(folder, 'other.json')).recall('plan')).toThrow('not told');
    rmSync(folder, { recursive: true });
  });
});

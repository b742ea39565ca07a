import type { KeyWrapping } from '@jejak/event-store';
import type { Logger } from '@jejak/observability';
import { LOGGER } from '@jejak/service';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { IntakeService } from '../intake/intake.service';
import { KekRotations } from './kek-rotations';
import { KEY_WRAPPING } from './key-wrapping';

/** How often it is looked whether one is to be done: one small query of a table that is nearly always empty. */
const EVERY_MS = 1_000;
/** After a fault that a person has to mend: a KEK that is missing, a folder that cannot be written. */
const FAULT_MS = 30_000;

/** This process is no longer the one that does it. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Wraps the keys of people anew, once two operators have said so. The one process does it that writes the log; where another takes over, or it is
 * started again, it goes on. @source operations.md section 6
 */
@Injectable()
export class KekRotationRunner implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly rotations: KekRotations,
    private readonly intake: IntakeService,
    @Inject(KEY_WRAPPING) private readonly wrapping: KeyWrapping,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // Machine time: how old a key is has nothing to do with a simulated clock.
    await this.wrapping.noteKek(new Date().toISOString());
    this.again(EVERY_MS);
  }

  /** Waits for the key in hand. */
  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private again(inMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.working = this.look()
        .then(() => EVERY_MS)
        .catch((error: unknown) => {
          if (!(error instanceof Interrupted))
            this.logger.warn({ part: 'keys', err: error }, 'The keys cannot be wrapped by another KEK yet');
          return FAULT_MS;
        })
        .then((next) => this.again(next));
    }, inMs);
  }

  private async look(): Promise<void> {
    if (!this.intake.writing) return;
    for (const { id, kek } of await this.rotations.open()) await this.rewrap(id, kek);
  }

  private async rewrap(id: string, kek: string): Promise<void> {
    const [present] = await this.wrapping.census();
    if (present.kek !== kek)
      throw new Error(`KEK ${kek} is to wrap every key, and ${present.kek} is the present one`);
    const count = await this.wrapping.rewrap({
      mayGoOn: () => {
        if (this.stopped || !this.intake.writing) throw new Interrupted();
      },
    });
    const census = await this.wrapping.census();
    // What another process still wraps by the old one, since it was not started anew, is found by the next look.
    if (census.some(({ keys, present: now }) => !now && keys > 0))
      throw new Error('Keys are still wrapped by another KEK');
    await this.rotations.finish(id, census[0].keys);
    this.logger.info({ part: 'keys', count, sec: true }, 'Another KEK has taken the keys over');
  }
}

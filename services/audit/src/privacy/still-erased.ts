import type { KeyStore } from '@jejak/event-store';
import type { Logger } from '@jejak/observability';
import { KEY_STORE, LOGGER } from '@jejak/service';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';

/**
 * Before the service answers: whoever was erased is erased. A key store that was brought back from an older copy has their keys again,
 * and nobody would hear of it; once more does no harm. @source operations.md sections 9, 10 (C31, I12)
 */
@Injectable()
export class StillErased implements OnApplicationBootstrap {
  constructor(
    private readonly db: DataSource,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const erased = await this.db.query<{ id: string }[]>(
      'select subject_id as id from rm.erasure order by 1',
    );
    let again = 0;
    for (const { id } of erased) {
      if (await this.keys.isDestroyed(id)) continue;
      await this.keys.destroy(id);
      again++;
    }
    if (again > 0)
      this.logger.warn(
        { sec: true, kind: 'erased-again', count: again },
        'The key store had keys of erased people: it was restored from an older copy. They are destroyed again',
      );
  }
}

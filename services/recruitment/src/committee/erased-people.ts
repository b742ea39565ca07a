import type { KeyStore } from '@jejak/event-store';
import { isUuid } from '@jejak/kernel';
import { KEY_STORE } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';

/** Whose personal key is destroyed: nothing is recorded about them any more, and they act no more. @source domain.md 2.6 */
@Injectable()
export class ErasedPeople {
  constructor(@Inject(KEY_STORE) private readonly keys: KeyStore) {}

  /** @param personId by UUID, or by name where it is a machine client: that is nobody who could be erased */
  async isErased(personId: string): Promise<boolean> {
    return isUuid(personId) && (await this.keys.isDestroyed(personId));
  }

  /** Those of `people` who are erased, each once. */
  async among(people: readonly string[]): Promise<string[]> {
    const judged = await Promise.all(
      [...new Set(people)].map(async (person) => ({ person, erased: await this.isErased(person) })),
    );
    return judged.filter(({ erased }) => erased).map(({ person }) => person);
  }
}

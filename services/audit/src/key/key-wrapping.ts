import { fileKeyWrapping, type KeyWrapping } from '@jejak/event-store';
import { keyFilesOf, SETTINGS } from '@jejak/service';
import type { Provider } from '@nestjs/common';
import type { AuditSettings } from '../audit.settings';

/** How the keys of people are wrapped: a {@link KeyWrapping}. */
export const KEY_WRAPPING = Symbol('jejak.key-wrapping');

/** This service alone looks after the keys of the installation as a whole. */
export const keyWrappingProvider: Provider<KeyWrapping> = {
  provide: KEY_WRAPPING,
  inject: [SETTINGS],
  useFactory: (settings: AuditSettings) => fileKeyWrapping(keyFilesOf(settings)),
};

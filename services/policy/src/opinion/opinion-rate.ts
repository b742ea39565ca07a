import { CallerRate } from '@jejak/http';
import { SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { PolicySettings } from '../policy.settings';

const WINDOW_MS = 10 * 60_000;

/** How often one address may give an opinion, or try the code of an institution. */
@Injectable()
export class OpinionRate extends CallerRate {
  constructor(@Inject(SETTINGS) settings: PolicySettings) {
    super({ most: settings.publicOpinions, windowMs: WINDOW_MS });
  }
}

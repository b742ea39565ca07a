import { CallerRate } from '@jejak/http';
import { SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { RecruitmentSettings } from '../recruitment.settings';

const WINDOW_MS = 10 * 60_000;

/** How often one address may give input without an account. */
@Injectable()
export class InputRate extends CallerRate {
  constructor(@Inject(SETTINGS) settings: RecruitmentSettings) {
    super({ most: settings.publicInputs, windowMs: WINDOW_MS });
  }
}

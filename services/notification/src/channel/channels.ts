import type { OutboundChannel } from '@jejak/contracts/notification';
import { SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { NotificationSettings } from '../notification.settings';

/** The channels by which this installation can send. */
@Injectable()
export class Channels {
  readonly available: readonly OutboundChannel[];

  constructor(@Inject(SETTINGS) { smtpUrl }: NotificationSettings) {
    this.available = smtpUrl === undefined ? ['WEBHOOK'] : ['EMAIL', 'WEBHOOK'];
  }
}

import type { Occasion, Topic } from '@jejak/contracts/notification';
import { EventStore } from '@jejak/event-store';
import { naturalId, streamOf } from '@jejak/kernel';
import { Injectable } from '@nestjs/common';
import { messageTemplate } from './message-template.decider';
import { defaultText, type Text } from './texts';

export const templateIdOf = (topic: Topic, occasion: Occasion): string =>
  naturalId('message-template', topic, occasion);
export const templateStream = (topic: Topic, occasion: Occasion): string =>
  streamOf('message-template', templateIdOf(topic, occasion));

/** The texts in use. */
@Injectable()
export class Templates {
  constructor(private readonly store: EventStore) {}

  async of(topic: Topic, occasion: Occasion): Promise<{ readonly version: number; readonly title: Text }> {
    const { state } = await this.store.state(messageTemplate, templateStream(topic, occasion));
    return state ?? { version: 0, title: defaultText(topic, occasion) };
  }
}

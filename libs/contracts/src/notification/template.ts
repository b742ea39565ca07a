import { defineEvent, type EventOf, OneOf, Uuid } from '@jejak/kernel';
import { Type } from '@sinclair/typebox';
import { Title, TOPICS } from './topics';

/** When the text is used: what is told once, a reminder before or on the last day, or when the time is over. */
export const OCCASIONS = ['NOTICE', 'REMINDER', 'ESCALATION'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/**
 * HR gave the messages of a topic and occasion another text, from now on. Stream
 * `message-template-<naturalId('message-template', topic, occasion)>`. @source domain.md 11
 */
export const templatePublished = defineEvent({
  type: 'TemplatePublished',
  version: 1,
  data: Type.Object({
    templateId: Uuid,
    topic: OneOf(TOPICS),
    occasion: OneOf(OCCASIONS),
    /** 1, 2, … */
    templateVersion: Type.Integer({ minimum: 1 }),
    title: Title,
    publishedBy: Uuid,
  }),
});
export type TemplatePublished = EventOf<typeof templatePublished>;

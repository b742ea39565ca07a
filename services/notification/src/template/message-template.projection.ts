import {
  notificationContracts,
  type Occasion,
  type TemplatePublished,
  type Topic,
} from '@jejak/contracts/notification';
import { projection } from '@jejak/projections';
import type { Text } from './texts';

export interface TemplateRow {
  readonly topic: Topic;
  readonly occasion: Occasion;
  readonly templateVersion: number;
  readonly title: Text;
  readonly publishedBy: string;
  readonly publishedAt: string;
}

/** Every text that was ever published, version by version. */
export const templateList = projection<TemplatePublished, TemplateRow>()({
  table: 'message_template',
  source: notificationContracts,
  key: ({ data: { topic, occasion, templateVersion } }) => [topic, occasion, String(templateVersion)],
  opens: {
    TemplatePublished: ({ data: { templateId: _, ...data }, envelope: { at } }) => ({
      ...data,
      publishedAt: at,
    }),
  },
});

import {
  type Occasion,
  type TemplatePublished,
  templatePublished,
  type Topic,
} from '@jejak/contracts/notification';
import { type Decider, RuleViolated } from '@jejak/kernel';
import { checkPlaceholders, type Text } from './texts';

export interface PublishTemplate {
  readonly type: 'PublishTemplate';
  readonly templateId: string;
  readonly topic: Topic;
  readonly occasion: Occasion;
  readonly title: Text;
  readonly by: string;
}

/** The text in use; null: the one that this service came with. */
export type Template = { readonly version: number; readonly title: Text } | null;

const LANGUAGES = ['id', 'en'] as const;

const decide = (
  { templateId, topic, occasion, title, by }: PublishTemplate,
  state: Template,
): TemplatePublished[] => {
  for (const language of LANGUAGES) {
    if (title[language].trim() === '')
      throw new RuleViolated('TEMPLATE_EMPTY', 'A text says something, in both languages.', {
        field: `title.${language}`,
      });
    checkPlaceholders(title[language], `title.${language}`);
  }
  const trimmed = { id: title.id.trim(), en: title.en.trim() };
  if (state && state.title.id === trimmed.id && state.title.en === trimmed.en) return [];
  const templateVersion = (state?.version ?? 0) + 1;
  return [
    templatePublished({ templateId, topic, occasion, templateVersion, title: trimmed, publishedBy: by }),
  ];
};

/** The text of one topic and occasion, version by version. @source domain.md 11 */
export const messageTemplate: Decider<PublishTemplate, TemplatePublished, Template> = {
  initial: null,
  decide,
  evolve: (_, { data: { templateVersion: version, title } }) => ({ version, title }),
};

/** The languages that people read problems in. */
export const LANGUAGES = ['en', 'id'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a person reads when a code answers; `{name}` in a sentence is filled from the refusal's `params`. */
export interface ProblemText {
  /** Two to five English words that do not change from case to case. */
  readonly title: string;
  /** One sentence: what stood in the way. */
  readonly en: string;
  readonly id: string;
  /** One sentence: what to do now. */
  readonly next: Readonly<Record<Language, string>>;
}

/** Codes and their texts, `{ EVALUATION_NOT_OPEN: { … } }`. */
export type ProblemCatalogue = Readonly<Record<string, ProblemText>>;

const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

const texts = new Map<string, ProblemText>();

/**
 * Adds a service's codes. Call it once per catalogue, at load time.
 * @throws Error on a code that is not `UPPER_SNAKE`, or that already has another text
 */
export const registerProblems = (catalogue: ProblemCatalogue): void => {
  for (const [code, text] of Object.entries(catalogue)) {
    if (!CODE.test(code)) throw new Error(`${code} is no code: they are written UPPER_SNAKE`);
    const known = texts.get(code);
    if (known && JSON.stringify(known) !== JSON.stringify(text))
      throw new Error(`${code} has two different texts`);
    texts.set(code, text);
  }
};

export const problemText = (code: string): ProblemText | undefined => texts.get(code);

/** Every code known in this process with its text, sorted: for the pages of `docs/problems`. */
export const problemCatalogue = (): readonly (readonly [string, ProblemText])[] =>
  [...texts].sort(([a], [b]) => (a < b ? -1 : 1));

type Params = Readonly<Record<string, string | number | readonly string[]>>;

/** Puts the params into a sentence; a name that is not given stays out rather than showing a brace. */
export const fill = (sentence: string, params: Params = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : '';
    return Array.isArray(value) ? value.join(', ') : String(value);
  });

/** The language to answer in: the first of `Accept-Language` that we have, by weight; English where none is asked for. */
export const languageOf = (acceptLanguage: string | undefined): Language => {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 512)
    .split(',')
    .map((part) => {
      const [tag, ...settings] = part.split(';').map((text) => text.trim());
      const weight = settings.map((text) => /^q=([01](?:\.\d{0,3})?)$/.exec(text)?.[1]).find(Boolean) ?? '1';
      // `in` was the tag of Indonesian until 1989, and some clients still send it.
      return { language: tag.toLowerCase().split('-')[0].replace(/^in$/, 'id'), weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const known = LANGUAGES.find((ours) => ours === language);
    if (known) return known;
  }
  return 'en';
};

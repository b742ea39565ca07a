import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import * as codes from './codes';
import * as sentences from './sentences';

/** Languages of the console. The city speaks Indonesian. */
export type Language = 'id' | 'en';
/** Every sentence of the console by its name. */
export type WordKey = keyof typeof sentences.id;

const KEPT_AS = 'jejak.bahasa';

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const Choice = createContext<LanguageChoice>({ language: 'id', choose: () => undefined });

/** The language that was chosen here before, else that of the browser, else Indonesian. */
const firstLanguage = (): Language => {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'id' || kept === 'en') return kept;
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'id';
};

export const WordsProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      choose: (chosen) => {
        localStorage.setItem(KEPT_AS, chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return (
    <Choice value={choice}>
      <IntlProvider
        locale={language === 'id' ? 'id-ID' : 'en-GB'}
        defaultLocale="id"
        messages={sentences[language]}
      >
        {children}
      </IntlProvider>
    </Choice>
  );
};

export const useLanguage = (): LanguageChoice => useContext(Choice);

/** Values that fill a sentence. */
type Fillings = Readonly<Record<string, string | number>>;

/** A sentence by its name. */
export const useWord = (): ((key: WordKey, fillings?: Fillings) => string) => {
  const intl = useIntl();
  return (key, fillings) => intl.formatMessage({ id: key }, fillings);
};

/** A code of the domain in words, where there are any; else the code itself, which is what the record says. */
export const useCode = (): ((family: string, code: string) => string) => {
  const { language } = useLanguage();
  return (family, code) => {
    const texts: Readonly<Record<string, string>> = codes[language];
    return texts[`${family}.${code}`] ?? code;
  };
};

/** The message catalogue: every word on the screen, by a typed key. A language is one more table. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en.table.ts';

/** `feeds.notWell_one` and `feeds.notWell_other` are one key: i18next picks the form by `count`. */
type WithoutPlural<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K;
export type MessageKey = WithoutPlural<keyof typeof en>;

/** Looks a message up; `{{name}}` in it becomes `values.name`. */
export type Words = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** Makes the catalogue ready; called once, before anything is drawn. Synchronous: the tables are in the bundle. */
export function startWords(language = 'en'): void {
  if (i18next.isInitialized) return;
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React escapes what it draws.
    interpolation: { escapeValue: false },
  });
}

/** The language of the page and the way it is written, for the document's `lang` and `dir`. */
export const writing = (): { readonly lang: string; readonly dir: 'ltr' | 'rtl' } => ({
  lang: i18next.language,
  dir: i18next.dir(),
});

/** For what is drawn outside React. */
export const say: Words = (key, values) => i18next.t(key, { ...values });

export function useWords(): Words {
  return useTranslation().t as Words;
}

/** For numbers that have a name: `nav.5`, `shipType.70`. Undefined where the catalogue has none. */
export function wordFor(
  words: Words,
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string | undefined {
  return key in en ? words(key as MessageKey, values) : undefined;
}

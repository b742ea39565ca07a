import type { Reader } from './units';

export interface SettingOptions<Value> {
  /** The variable of the environment; `<name>_FILE` names a file that holds the value and wins. */
  readonly name: string;
  readonly read: Reader<Value>;
  /** In words, for the one who has to mend it: `1 to 65535`. */
  readonly allowed: string;
  readonly example: string;
  /** One sentence: what it is for. */
  readonly about: string;
  /** Used where nothing is set; without it the setting is required, unless `optional`. */
  readonly default?: Value;
  readonly optional?: boolean;
  /** Its value is never shown, neither in an error nor in the effective configuration. */
  readonly secret?: boolean;
}

export interface DeclaredSetting extends SettingOptions<unknown> {
  readonly property: string;
}

type SettingsClass = NewableFunction;

const declared = new WeakMap<object, DeclaredSetting[]>();

/** Property decorator: one setting. Put class-validator's rules for the value beside it. */
export const Setting =
  <Value>(options: SettingOptions<Value>): PropertyDecorator =>
  (prototype, property) => {
    const own = declared.get(prototype) ?? [];
    declared.set(prototype, own);
    own.push({ ...options, property: String(property) });
  };

/** The settings of a class, those of its parents first. */
export const settingsOf = (type: SettingsClass): readonly DeclaredSetting[] => {
  const chain: DeclaredSetting[] = [];
  for (
    let prototype = type.prototype as object | null;
    prototype !== null;
    prototype = Object.getPrototypeOf(prototype) as object | null
  )
    chain.unshift(...(declared.get(prototype) ?? []));
  return chain;
};

/** The settings as a Markdown table, for `docs/configuration.md`. */
export const settingsTable = (type: SettingsClass): string =>
  [
    '| name | for | allowed | default | example |',
    '|---|---|---|---|---|',
    ...settingsOf(type).map(({ name, about, allowed, example, secret, optional, ...rest }) => {
      const standard =
        rest.default === undefined ? (optional ? '–' : '**required**') : `\`${textOf(rest.default)}\``;
      return `| \`${name}\`${secret ? ' (secret)' : ''} | ${about} | ${allowed} | ${standard} | \`${example}\` |`;
    }),
    '',
  ].join('\n');

/** A value as it would be written in the environment. */
export const textOf = (value: unknown): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value);
};

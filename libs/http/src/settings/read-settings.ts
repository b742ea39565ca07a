import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { validateSync } from 'class-validator';
import { type DeclaredSetting, settingsOf, textOf } from './setting';

/** One thing that is wrong with the configuration. */
export interface SettingFault {
  readonly name: string;
  /** What is there, never the value of a secret. */
  readonly found: string;
  readonly allowed: string;
  readonly example: string;
}

/** The exit status of a process whose configuration is wrong (EX_CONFIG of sysexits). */
export const EXIT_CONFIGURATION = 78;

/** Everything that is wrong with the configuration, at once. */
export class ConfigurationRefused extends Error {
  constructor(readonly faults: readonly SettingFault[]) {
    super(
      [
        `The configuration has ${faults.length === 1 ? 'one error' : `${faults.length} errors`}:`,
        ...faults.map(
          ({ name, found, allowed, example }) =>
            `  ${name}\n    found:   ${found}\n    allowed: ${allowed}\n    example: ${name}=${example}`,
        ),
      ].join('\n'),
    );
    this.name = 'ConfigurationRefused';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that check themselves as a whole, after each has been read. */
export interface SelfChecking {
  faults(): SettingFault[];
}

const PREFIX = 'JEJAK_';
/** What the test runner hands on to the processes it starts. */
const OF_TESTS = 'JEJAK_TEST_';

type Found = { readonly text: string | undefined } | { readonly fault: SettingFault };

const faultOf = ({ name, allowed, example }: DeclaredSetting, found: string): SettingFault => ({
  name,
  found,
  allowed,
  example,
});

const shown = (setting: DeclaredSetting, text: string): string =>
  setting.secret ? 'a value that is not shown' : JSON.stringify(text);

/** The text of a setting; an empty one is none, as the shells and compose files have it. */
const find = (setting: DeclaredSetting, environment: Environment): Found => {
  const file = environment[`${setting.name}_FILE`];
  if (!file) return { text: environment[setting.name] || undefined };
  try {
    return { text: readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined };
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    return {
      fault: {
        name: `${setting.name}_FILE`,
        found: `${JSON.stringify(file)}, which cannot be read (${code})`,
        allowed: 'the path of a readable file that holds the value',
        example: `/run/secrets/jejak/${setting.name.toLowerCase()}`,
      },
    };
  }
};

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++)
      row.push(Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
  }
  return row[b.length];
};

const unknownNames = (settings: readonly DeclaredSetting[], environment: Environment): SettingFault[] => {
  const known = settings.flatMap(({ name }) => [name, `${name}_FILE`]);
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(OF_TESTS) && !known.includes(name))
    .map((name) => {
      const [nearest] = known
        .filter((candidate) => candidate.startsWith(PREFIX))
        .sort((a, b) => distance(name, a) - distance(name, b));
      return {
        name,
        found: 'a name that nothing here reads',
        allowed: nearest ? `no other name; perhaps ${nearest} is meant` : 'no such name',
        example: settings.find((setting) => setting.name === nearest)?.example ?? '',
      };
    });
};

const hasFaults = (settings: object): settings is SelfChecking =>
  'faults' in settings && typeof settings.faults === 'function';

/**
 * Reads the settings of a class from the environment.
 * @throws ConfigurationRefused that lists everything that is wrong
 */
export const readSettings = <Settings extends object>(
  type: new () => Settings,
  environment: Environment,
): Settings => {
  const declared = settingsOf(type);
  const faults = unknownNames(declared, environment);
  const settings = new type();
  const texts = new Map<string, string>();
  for (const setting of declared) {
    const found = find(setting, environment);
    if ('fault' in found) {
      faults.push(found.fault);
      continue;
    }
    if (found.text === undefined) {
      if (setting.default !== undefined) Reflect.set(settings, setting.property, setting.default);
      else if (!setting.optional) faults.push(faultOf(setting, 'nothing'));
      continue;
    }
    texts.set(setting.property, found.text);
    const value = setting.read(found.text);
    if (value === undefined) faults.push(faultOf(setting, shown(setting, found.text)));
    else Reflect.set(settings, setting.property, value);
  }
  const named = new Set(faults.map(({ name }) => name));
  for (const { property } of validateSync(settings, {
    skipUndefinedProperties: true,
    forbidUnknownValues: false,
  })) {
    const setting = declared.find((candidate) => candidate.property === property);
    if (setting && !named.has(setting.name))
      faults.push(faultOf(setting, shown(setting, texts.get(property) ?? textOf(setting.default))));
  }
  if (faults.length === 0 && hasFaults(settings)) faults.push(...settings.faults());
  if (faults.length > 0) throw new ConfigurationRefused(faults);
  return settings;
};

/** As {@link readSettings} of this process's environment; a wrong configuration is printed whole, and the process ends with 78. */
export const settingsOrExit = <Settings extends object>(type: new () => Settings): Settings => {
  try {
    return readSettings(type, process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_CONFIGURATION);
  }
};

const FINGERPRINT_LENGTH = 8;

const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, FINGERPRINT_LENGTH);

/** The configuration in effect, for operators: secrets as `set` with a fingerprint to compare replicas by, or `unset`. */
export const effectiveSettings = (settings: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    settingsOf(settings.constructor).map(({ name, property, secret }) => {
      const value: unknown = Reflect.get(settings, property);
      if (!secret) return [name, value ?? null];
      return [name, value === undefined ? 'unset' : `set (${fingerprint(textOf(value))})`];
    }),
  );

import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { MalformedNote, parseCheckpoint, parseVkey, signingKey, vkeyText } from '@jejak/ledger';
import { CommandFailed, EXIT } from './exit';
import type { Installation } from './installation';
import type { Outcome } from './operations';

interface Aged {
  readonly since: string | null;
  readonly ageDays: number | null;
  /** Older than the policy has it. */
  readonly old: boolean;
}

interface Rotation {
  readonly rotationId: string;
  readonly kek: string;
  readonly status: 'REQUESTED' | 'CONFIRMED' | 'DONE';
  readonly confirmBy: string;
  readonly keyCount: number | null;
}

interface KeyList {
  readonly maxAgeDays: number;
  readonly keks: readonly (Aged & {
    readonly kek: string;
    readonly keys: number;
    readonly present: boolean;
  })[];
  readonly log: readonly (Aged & { readonly vkey: string; readonly follows: boolean })[];
  readonly rotation: Rotation | null;
}

const API = '/api/audit/v1/keys';
const SEED_BYTES = 32;

/** What operators do about keys: those that wrap the keys of people, and those that sign the log. */
export class Keys {
  constructor(
    private readonly installation: Installation,
    /** Of an operator. */
    private readonly options: { readonly token: string },
  ) {}

  /** Which keys there are, how old they are, and which of the log's sign now. Not well: none signs, one is old, a KEK was not followed to its end. */
  async list(): Promise<Outcome> {
    const [keys, { size, signing }] = [
      await this.installation.json<KeyList>('GET', API, this.options),
      await this.signing(),
    ];
    const log = keys.log.map((one) => ({ ...one, signs: signing.has(parseVkey(one.vkey).id) }));
    const left = keys.keks.filter(({ present, keys: wraps }) => !present && wraps > 0);
    const lines = [
      ...keys.keks.map(
        (one) =>
          `KEK ${one.kek}  ${one.present ? 'wraps new keys' : 'the other one  '}  ${one.keys} keys  ${ageText(one)}`,
      ),
      ...log.map(
        (one) =>
          `${one.signs ? 'signs    ' : 'does not sign'}  ${one.vkey}  ${ageText(one)}${one.follows ? ', is to follow' : ''}`,
      ),
      `checkpoint of size ${size}; a key is old after ${keys.maxAgeDays} days`,
      ...(keys.rotation && keys.rotation.status !== 'DONE' ? [rotationText(keys.rotation)] : []),
    ];
    const well =
      log.some(({ signs }) => signs) && left.length === 0 && ![...keys.keks, ...log].some(({ old }) => old);
    return { text: lines.join('\n'), json: { ...keys, log, size }, well };
  }

  /** Asks that the present KEK wraps every key. */
  async rotate(): Promise<Outcome> {
    const { stream } = await this.installation.json<{ stream: string }>('POST', `${API}/rotations`, {
      ...this.options,
      body: {},
    });
    const rotationId = stream.slice('kek-rotation-'.length);
    const text = `Another operator confirms it: jejak ops keys confirm ${rotationId}`;
    return { text, json: { rotationId }, well: true };
  }

  /** The second person. */
  async confirm(rotationId: string): Promise<Outcome> {
    const path = `${API}/rotations/${encodeURIComponent(rotationId)}`;
    await this.installation.json('POST', `${path}/confirm`, { ...this.options, body: {} });
    const text = 'The keys are wrapped anew in the background: jejak ops keys shows how many are left.';
    return { text, json: { rotationId }, well: true };
  }

  /**
   * A seed for the key that is to sign the log next, in a file of its own that nobody else may read, and its public key: for print and for the
   * inspectorate, before it is used. @throws CommandFailed where the file is there
   */
  async seed(file: string): Promise<Outcome> {
    const [line] = (await this.text('/log.vkey')).split('\n');
    const seed = randomBytes(SEED_BYTES);
    try {
      writeFileSync(file, seed, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      throw new CommandFailed(`${file} cannot be written: ${(error as Error).message}`, EXIT.refused);
    }
    const vkey = vkeyText(signingKey(parseVkey(line).name, 'note', seed).verifier);
    const text = [
      vkey,
      `The seed is in ${file}: name it in JEJAK_LEDGER_NEXT_SEED_FILE and restart the audit service; from then on both keys sign.`,
    ].join('\n');
    return { text, json: { file, vkey }, well: true };
  }

  /** Ids of the keys that signed the published checkpoint. */
  private async signing(): Promise<{ readonly size: number; readonly signing: ReadonlySet<number> }> {
    const note = await this.text('/log/checkpoint');
    try {
      const { size, origin, note: signed } = parseCheckpoint(note);
      const lines = signed.signatures.filter(({ name }) => name === origin);
      return { size, signing: new Set(lines.map(({ id }) => id)) };
    } catch (error) {
      if (!(error instanceof MalformedNote || error instanceof RangeError)) throw error;
      throw new CommandFailed(`The log's own checkpoint cannot be read: ${error.message}`, EXIT.refused);
    }
  }

  private async text(path: string): Promise<string> {
    const response = await this.installation.fetch('GET', path);
    if (response.ok) return response.text();
    throw new CommandFailed(`GET ${path} was answered ${response.status}`, EXIT.refused);
  }
}

const ageText = ({ since, ageDays, old }: Aged): string =>
  since === null || ageDays === null
    ? 'nobody noted since when'
    : `${ageDays} days, since ${since.slice(0, 10)}${old ? ', old: another one is to follow' : ''}`;

const rotationText = ({ rotationId, status, confirmBy }: Rotation): string =>
  status === 'REQUESTED'
    ? `rotation ${rotationId} waits for another operator, until ${confirmBy}`
    : `rotation ${rotationId} is under way`;

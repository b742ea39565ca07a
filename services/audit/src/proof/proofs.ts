import { readFileSync } from 'node:fs';
import { Malformed, NotFound } from '@jejak/kernel';
import {
  type AsnHistory,
  type Checkpoint,
  ForgedNote,
  MalformedNote,
  parseCheckpoint,
  signersOf,
  type SigningKey,
  type TrustPolicy,
  vkeyText,
} from '@jejak/ledger';
import { SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ProvenAsOf } from '../answer/answers';
import type { AuditSettings } from '../audit.settings';
import type { ReadRows } from '../heads/heads-rows';
import type { Reading } from '../history/logged-event';
import { fromTheFirst } from '../history/stream-questions';
import { type FormerKey, formerKeysOf } from '../log/former-keys';
import { LogFiles } from '../log/log-files';
import type { LogKeyEvent } from '../log/log-key.decider';
import { exactHistory, notSealedYet } from './exact-history';
import { type Ground, groundFor, tlogProofOf, type Wanted } from './inclusion';
import { PublishedTree } from './published-tree';
import { HeadsMaps } from './sealed-heads';

/** A proof with what it rests on. */
export interface Proven<File> {
  readonly file: File;
  readonly asOf: ProvenAsOf;
}

const asOfOf = ({ size, root, note }: Checkpoint): ProvenAsOf => ({
  ...{ size, root: root.toString('base64') },
  // The first line is the log's own.
  cosigned: note.signatures.length - 1,
});

/** Gives proofs out of what is published: every one is checked before it is given. */
@Injectable()
export class Proofs {
  private readonly files: LogFiles;
  private readonly key: SigningKey;
  private readonly policy: TrustPolicy | null;
  private readonly read: ReadRows;
  private readonly maps: HeadsMaps;

  constructor(
    db: DataSource,
    @Inject(SETTINGS) private readonly settings: AuditSettings,
  ) {
    this.files = new LogFiles(settings.ledgerFolder);
    this.key = settings.logKey();
    this.policy = settings.witnessPolicy();
    this.read = <Row extends object>(text: string, values: readonly unknown[]) =>
      db.query<Row[]>(text, [...values]);
    this.maps = new HeadsMaps(this.read);
  }

  /** What a citizen's proof rests on: where the log has witnesses, on what they have cosigned (audit-ledger.md section 9). */
  get forCitizens(): Wanted {
    return this.policy ? 'witnessed' : 'any';
  }

  /** Under which keys proofs are given. */
  get vkeys(): { readonly log: string; readonly witnesses: readonly string[] } {
    return { log: vkeyText(this.key.verifier), witnesses: (this.policy?.witnesses ?? []).map(vkeyText) };
  }

  /** The tlog-policy that this log goes by; one that asks for no witness where it has none. */
  get policyText(): string {
    const { witnessPolicyFile } = this.settings;
    const { log } = this.vkeys;
    if (witnessPolicyFile === undefined) return `log ${log}\nquorum none\n`;
    // The log's own file says whom it asks: a verifier's names the log too.
    const text = readFileSync(witnessPolicyFile, 'utf8');
    return this.policy?.logs.length === 0 ? `log ${log}\n${text}` : text;
  }

  /** The tree as it is published now. @throws Unavailable PROOF_UNAVAILABLE */
  tree(): Promise<PublishedTree> {
    return PublishedTree.open(this.files);
  }

  /**
   * Takes up the newest heads leaf; what it gives then makes the exact history of the stream inside the snapshot of an answer, which
   * must begin behind it.
   * @throws Conflict NOT_SEALED_YET before there is a heads leaf
   */
  async ofStream(stream: string): Promise<(reading: Reading) => Promise<Proven<AsnHistory>>> {
    const tree = await this.tree();
    const ground = await this.maps.prove(stream, tree.size);
    return async (reading) => {
      const events = await fromTheFirst(reading, stream);
      if (!ground) throw notSealedYet();
      const file = await exactHistory(reading, tree, ground, stream, events);
      return { file, asOf: asOfOf(parseCheckpoint(ground.heads.note)) };
    };
  }

  /**
   * The C2SP tlog-proof of an entry.
   * @throws NotFound ENTRY_NOT_FOUND · Conflict NOT_SEALED_YET · Unavailable PROOF_UNAVAILABLE
   */
  async ofEntry(index: number, wanted: Wanted): Promise<Proven<string> & { readonly ground: Ground }> {
    const tree = await this.tree();
    const [row] = await this.read<{ hash: Buffer }>('SELECT hash FROM ledger.log_entry WHERE idx = $1', [
      index,
    ]);
    if (!row) throw new NotFound('ENTRY_NOT_FOUND', 'The log has no entry at this index.');
    const ground = await groundFor(this.read, tree, index, wanted);
    const file = await tlogProofOf(tree, ground, index, row.hash);
    return { file, ground, asOf: asOfOf(ground.checkpoint) };
  }

  /** As the log itself says. */
  private async formerKeys(): Promise<readonly FormerKey[]> {
    const rows = await this.read<{ type: LogKeyEvent['type']; data: LogKeyEvent['data'] }>(
      `SELECT e.name AS type, e.data FROM ledger.entry e JOIN ledger.log_entry l USING (idx)
        WHERE l.src = 'audit' AND e.name IN ('LogKeyRotated', 'LogKeyRetired') ORDER BY idx`,
      [],
    );
    // The ledger's own facts, which fit their contract: nobody else writes under this source.
    return formerKeysOf(rows);
  }

  /** Where the log has an event. @throws NotFound EVENT_NOT_FOUND */
  async indexOf(eventId: string): Promise<number> {
    const [row] = await this.read<{ idx: string }>(
      'SELECT idx FROM ledger.entry WHERE event_id = $1 ORDER BY idx LIMIT 1',
      [eventId],
    );
    if (!row) throw new NotFound('EVENT_NOT_FOUND', 'The log has no event with this id.');
    return Number(row.idx);
  }

  /**
   * Reads a checkpoint that somebody kept: signed by the present key, or by one before it while that signed.
   * @throws Malformed CHECKPOINT_INVALID for what this log did not sign
   */
  async ownCheckpoint(note: string): Promise<Checkpoint> {
    const { verifier } = this.key;
    const refuse = (): Malformed =>
      new Malformed('CHECKPOINT_INVALID', 'This is no checkpoint that this log has signed.', {
        field: 'checkpoint',
      });
    try {
      const checkpoint = parseCheckpoint(note);
      const former = (await this.formerKeys()).filter(
        ({ upToSize }) => upToSize === null || checkpoint.size <= upToSize,
      );
      const known = [verifier, ...former.map(({ key }) => key)];
      if (checkpoint.origin !== verifier.name || signersOf(checkpoint.note, known).length === 0)
        throw refuse();
      return checkpoint;
    } catch (error) {
      if (error instanceof MalformedNote || error instanceof ForgedNote) throw refuse();
      throw error;
    }
  }
}

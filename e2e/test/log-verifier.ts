import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isConsistent, parsePolicy, type TrustedCheckpoint, trustedCheckpoint } from '@jejak/ledger';
import type { City } from './city';
import type { PublicApi } from './public-api';

const CONSISTENCY = '/api/audit/v1/verify/consistency';

/** Whoever keeps checkpoints and files of the log, and believes nobody: with the log's key, and the program that asks nobody. */
export class LogVerifier {
  constructor(
    private readonly city: City,
    private readonly api: PublicApi,
  ) {}

  /** What is published now, as somebody would keep it. */
  async checkpoint(): Promise<string> {
    return (await this.api.ask('GET', '/log/checkpoint')).text;
  }

  /** A checkpoint that was kept, and today's, where the log goes on from it; null where it does not. */
  async goesOnFrom(
    kept: string,
  ): Promise<{ readonly kept: TrustedCheckpoint; readonly today: TrustedCheckpoint } | null> {
    const policy = parsePolicy(await this.policy());
    const { proof, checkpoint } = (await this.api.ask('POST', CONSISTENCY, { body: { checkpoint: kept } }))
      .json as { proof: string[]; checkpoint: string };
    const heads = { kept: trustedCheckpoint(kept, policy), today: trustedCheckpoint(checkpoint, policy) };
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
    return isConsistent(heads.kept, heads.today, hashes) ? heads : null;
  }

  /** What `jejak verify` says of a file. */
  async verify(name: string, content: string): ReturnType<City['jejak']> {
    const [file, policy] = [join(this.city.home, name), join(this.city.home, 'tlog-policy.txt')];
    writeFileSync(file, content);
    writeFileSync(policy, await this.policy());
    return this.city.jejak('verify', file, '--policy', policy);
  }

  private async policy(): Promise<string> {
    return `log ${(await this.api.ask('GET', '/log.vkey')).text.trim()}\nquorum none\n`;
  }
}

import { newId } from '@jejak/kernel';
import { type Reader, type Reply, type ReplyItem, type RunningAudit, startAudit } from './audit-service';
import { type Produced, ProducingService } from './producing-service';

export const inspector: Reader = { id: newId(), roles: ['inspector'] };
export const [nurse, rater, superior] = [newId(), newId(), newId()];
export const evaluationId = newId();
export const STREAM = `evaluation-${evaluationId}`;
export const POLICY_STREAM = `policy-${newId()}`;

/** The service with one nurse's contested evaluation in its log (domain.md 15 D), and somebody who asks about it. */
export class LoggedEvaluation {
  private constructor(
    readonly audit: RunningAudit,
    readonly performance: ProducingService,
    readonly policy: ProducingService,
    /** Opened, rated, delivered, objected to, heard, finalised. */
    readonly events: readonly Produced[],
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<LoggedEvaluation> {
    const audit = await startAudit(environment);
    const performance = new ProducingService('performance', audit.keys);
    const policy = new ProducingService('policy', audit.keys);
    const about = { stream: STREAM, subject: nurse, role: 'supervisor', actor: rater };
    const governed = { policy: 'perf.result@1', policies: ['perf.method.weights@1', 'perf.result@1'] };
    const opened = await performance.event({
      ...{ stream: STREAM, subject: nurse, type: 'EvaluationOpened.v1', at: '2027-01-01T02:00:00.000Z' },
      data: {
        evaluationId,
        employeeId: nurse,
        raterId: rater,
        year: 2026,
        pinnedPolicies: ['perf.result@1'],
      },
    });
    const cause = (event: Produced) => ({ cause: event.parsed.id, corr: opened.parsed.corr ?? '' });
    const rated = await performance.event({
      ...{ ...about, type: 'AnnualRated.v1', at: '2027-01-12T02:00:00.000Z' },
      data: {
        evaluationId,
        raterId: rater,
        resultRating: 'MEETS',
        behaviourRating: 'ABOVE',
        predicate: 'BAIK',
      },
      core: {
        ...governed,
        ...cause(opened),
        inputs: [{ stream: POLICY_STREAM, ver: 1, hash: 'A'.repeat(43) }],
      },
    });
    const delivered = await performance.event({
      ...{ ...about, type: 'EvaluationDelivered.v1', at: '2027-01-13T02:00:00.000Z' },
      data: { evaluationId, predicate: 'BAIK', objectBy: '2027-01-27' },
      core: cause(rated),
    });
    const objected = await performance.event({
      ...{ stream: STREAM, subject: nurse, actor: nurse, role: 'employee', type: 'EvaluationObjected.v1' },
      ...{
        at: '2027-01-22T02:00:00.000Z',
        reason: { code: 'OBJECTION', text: 'Sixty children were left out of the count.' },
      },
      data: {
        evaluationId,
        grounds: ['MEASUREMENT'],
        evidence: [{ sha256: 'e'.repeat(64), mediaType: 'image/png', size: 7 }],
      },
      core: cause(delivered),
    });
    const heard = await performance.event({
      ...{
        stream: STREAM,
        subject: nurse,
        actor: superior,
        role: 'supervisor',
        type: 'ObjectionHearingHeld.v1',
      },
      ...{ at: '2027-01-29T02:00:00.000Z', personal: ['/raterStatement', '/employeeStatement'] },
      data: {
        evaluationId,
        heldBy: superior,
        raterStatement: 'I did not see the register.',
        employeeStatement: 'It was there.',
      },
      core: cause(objected),
    });
    const finalised = await performance.event({
      ...{ ...about, actor: superior, type: 'EvaluationFinalised.v1', at: '2027-02-05T02:00:00.000Z' },
      ...{ reason: { code: 'OBJECTION', text: 'The register shows all of them.' } },
      data: { evaluationId, employeeId: nurse, predicate: 'SANGAT_BAIK', composite: '110.2149' },
      core: { ...cause(heard), ...governed, effective: '2027-04-01' },
    });
    const evaluation = [opened, rated, delivered, objected, heard, finalised];
    const seeded = await policy.event({
      stream: POLICY_STREAM,
      type: 'PolicySeeded.v1',
      data: { key: 'perf.result', above: '110' },
    });
    await Promise.all([audit.log(performance, evaluation), audit.log(policy, [seeded])]);
    return new LoggedEvaluation(audit, performance, policy, evaluation);
  }

  /** Asks with a purpose, as the inspector unless somebody else does. */
  ask(path: string, reader: Reader | null = inspector): Promise<Reply> {
    return this.audit.get(`${path}${path.includes('?') ? '&' : '?'}purpose=INSP-2027-014`, reader);
  }

  /** The items of an answer to the inspector. */
  async items(path: string): Promise<readonly ReplyItem[]> {
    const { status, body } = await this.ask(path);
    if (status !== 200) throw new Error(`${path} was refused: ${status} ${body.code ?? ''}`);
    return body.items;
  }
}

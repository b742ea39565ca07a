import { Requires } from '@jejak/auth';
import type { Appended, CommandContext } from '@jejak/event-store';
import { Context, Id } from '@jejak/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { WhyRequest } from '../credit/request-formats';
import { postOf } from '../eligibility/eligibility.http';
import {
  ApprovalRequest,
  DecideRequest,
  OpenRequest,
  ProposeRequest,
  VerifyRequest,
} from './promotion.requests';
import { Promotions } from './promotions';

/** Cases of promotion, step by step. @source domain.md 7.2 */
@Controller('promotions')
export class PromotionController {
  constructor(private readonly promotions: Promotions) {}

  @Post()
  @HttpCode(200)
  @Requires('career:open-promotion')
  open(@Body() request: OpenRequest, @Context() context: CommandContext): Promise<Appended> {
    const { employeeId, kind, effective, documentSha256 } = request;
    const { post } = postOf(request);
    const [caseId, by, role] = [context.commandId, context.actor, context.role];
    const asked = {
      effective: effective ?? null,
      post: post ?? null,
      documentSha256: documentSha256 ?? null,
    };
    const command = { type: 'OpenPromotion', by, role, caseId, employeeId, kind, ...asked } as const;
    return this.promotions.open(caseId, command, context);
  }

  @Post(':id/propose')
  @HttpCode(200)
  @Requires('career:propose-promotion')
  propose(
    @Id() id: string,
    @Body() { effective }: ProposeRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const command = { type: 'ProposePromotion', by: context.actor, effective: effective ?? null } as const;
    return this.promotions.propose(id, command, context);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Requires('career:open-promotion')
  withdraw(
    @Id() id: string,
    @Body() { reason }: WhyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const { actor: by, role } = context;
    return this.promotions.end(id, { type: 'WithdrawPromotion', by, role, reason }, context);
  }

  @Post(':id/verify')
  @HttpCode(200)
  @Requires('career:verify-promotion')
  verify(
    @Id() id: string,
    @Body() { documents }: VerifyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const handed = documents.map(({ kind, sha256 }) => ({ kind, sha256 }));
    return this.promotions.ask(
      id,
      { type: 'VerifyPromotion', by: context.actor, documents: handed },
      context,
    );
  }

  @Post(':id/record-technical-approval')
  @HttpCode(200)
  @Requires('career:verify-promotion')
  approval(
    @Id() id: string,
    @Body() { given, number, documentSha256: sha256, reason = '' }: ApprovalRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const [by, documentSha256] = [context.actor, sha256 ?? null];
    const command = { type: 'RecordTechnicalApproval', by, given, number, documentSha256, reason } as const;
    return given ? this.promotions.ask(id, command, context) : this.promotions.end(id, command, context);
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Requires('career:decide-promotion')
  decide(
    @Id() id: string,
    @Body() { outcome, effective: on, reason = '' }: DecideRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    const [by, effective] = [context.actor, on ?? null];
    const command = { type: 'DecidePromotion', by, outcome, effective, reason } as const;
    return outcome === 'REJECTED'
      ? this.promotions.end(id, command, context)
      : this.promotions.ask(id, command, context);
  }

  /** Before it takes effect, where what it rests on has changed. */
  @Post(':id/revoke')
  @HttpCode(200)
  @Requires('career:decide-promotion')
  revoke(
    @Id() id: string,
    @Body() { reason }: WhyRequest,
    @Context() context: CommandContext,
  ): Promise<Appended> {
    return this.promotions.end(id, { type: 'RevokePromotion', by: context.actor, reason }, context);
  }
}

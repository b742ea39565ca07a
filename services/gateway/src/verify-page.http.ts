import { Public } from '@jejak/auth';
import { verifyPage } from '@jejak/verifier';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

const { html, contentSecurityPolicy } = verifyPage();

/** The page that verifies what people hold: what its address has behind `#` stays in their browser. */
@Controller('v')
@Public()
@ApiExcludeController()
export class VerifyPageController {
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  // In the place of the one that lets an answer do nothing at all.
  @Header('Content-Security-Policy', `${contentSecurityPolicy}; frame-ancestors 'none'`)
  page(): string {
    return html;
  }
}

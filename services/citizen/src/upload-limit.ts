import { allowUpload } from '@jejak/http';
import { SETTINGS } from '@jejak/service';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { Request } from 'express';
import type { Observable } from 'rxjs';
import { CitizenSettings } from './citizen.settings';

/** Lets a request be larger than others, up to what the configuration says. */
abstract class UploadLimit implements NestInterceptor {
  protected constructor(private readonly bytes: number) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    allowUpload(context.switchToHttp().getRequest<Request>(), this.bytes);
    return next.handle();
  }
}

/** A register of years is larger than other files. */
@Injectable()
export class RegisterUpload extends UploadLimit {
  constructor(@Inject(SETTINGS) { registerBytes }: CitizenSettings) {
    super(registerBytes);
  }
}

/** Anybody may give documents with a complaint. */
@Injectable()
export class DocumentUpload extends UploadLimit {
  constructor(@Inject(SETTINGS) { complaintDocumentBytes }: CitizenSettings) {
    super(complaintDocumentBytes);
  }
}

import { Requires } from '@jejak/auth';
import { NotFound } from '@jejak/kernel';
import { Controller, Get, Param } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TITLE } from '../session/session-title';

/** What anyone may know of a certificate that they hold in their hands: nothing about a person. */
interface CertificateView {
  readonly serial: string;
  readonly status: 'VALID' | 'REVOKED';
  readonly programme: string;
  readonly jp: number;
  /** Of the signed document: a copy that differs is not the document. */
  readonly sha256: string;
  readonly issuedOn: string;
  readonly revokedOn: string | null;
}

const SERIAL = /^[0-9A-HJKMNP-TV-Z]{12}$/;

@Controller('certificates')
export class CertificateController {
  constructor(private readonly db: DataSource) {}

  /** Whether a certificate is genuine, for everyone, without login. */
  @Get(':serial')
  @Requires('training:read-published')
  async verify(@Param('serial') serial: string): Promise<CertificateView> {
    const written = serial.toUpperCase();
    const [row] = SERIAL.test(written)
      ? await this.db.query<CertificateView[]>(
          `select e.serial, case when e.revoked_on is null then 'VALID' else 'REVOKED' end as status, ${TITLE} as programme,
             s.jp, e.sha256, e.issued_on::text as "issuedOn", e.revoked_on::text as "revokedOn"
           from rm.enrolment_list e join rm.session_list s using (session_id) join rm.programme_list p using (programme_id)
           where e.serial = $1`,
          [written],
        )
      : [];
    if (!row) throw new NotFound('CERTIFICATE_NOT_FOUND', 'There is no certificate with this serial.');
    return row;
  }
}

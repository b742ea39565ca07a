import { startService } from '@jejak/service';
import { auditService } from './service';

startService(auditService);

import { startService } from '@jejak/service';
import { policyService } from './service';

startService(policyService);

import { startService } from '@jejak/service';
import { recruitmentService } from './service';

startService(recruitmentService);

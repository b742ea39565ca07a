import { startService } from '@jejak/service';
import { performanceService } from './service';

startService(performanceService);

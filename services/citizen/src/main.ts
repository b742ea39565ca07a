import { startService } from '@jejak/service';
import { citizenService } from './service';

startService(citizenService);

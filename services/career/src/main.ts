import { startService } from '@jejak/service';
import { careerService } from './service';

startService(careerService);

import { startService } from '@jejak/service';
import { trainingService } from './service';

startService(trainingService);

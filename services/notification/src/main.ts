import { startService } from '@jejak/service';
import { notificationService } from './service';

startService(notificationService);

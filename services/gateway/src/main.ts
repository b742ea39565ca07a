import { runProcess } from '@jejak/service';
import { bootGateway } from './gateway';
import { GatewaySettings } from './gateway.settings';

runProcess('gateway', GatewaySettings, bootGateway);

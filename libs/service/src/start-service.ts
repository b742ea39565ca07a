import { ServiceSettings } from '@jejak/http';
import { runProcess } from './run-process';
import { bootService } from './running-service';
import type { ServiceDefinition } from './service-definition';

/** The `main` of every service with a store of its own. */
export const startService = (definition: ServiceDefinition): void =>
  runProcess(definition.name, definition.settings ?? ServiceSettings, (settings) =>
    bootService(definition, settings),
  );

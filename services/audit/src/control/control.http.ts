import { Requires } from '@jejak/auth';
import { Controller, Get } from '@nestjs/common';
import { ControlLists, type ShownControl } from './control-lists';

/** The standing controls, each with its owner and its question. @source domain.md 10.3 */
@Controller('controls')
export class ControlController {
  constructor(private readonly lists: ControlLists) {}

  @Get()
  @Requires('audit:read-timeline')
  async list(): Promise<{ readonly items: readonly ShownControl[]; readonly next: null }> {
    return { items: await this.lists.controls(), next: null };
  }
}

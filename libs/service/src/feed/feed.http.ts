import { type Permission, PERMISSIONS, Requires } from '@jejak/auth';
import { IsId, Measured } from '@jejak/http';
import { Malformed, NotFound } from '@jejak/kernel';
import {
  Feed,
  FEED_END_HEADER,
  FEED_MEDIA_TYPE,
  FEED_PAGE,
  type FeedPage,
  STORED_PAGE,
  type StoredPage,
} from '@jejak/messaging';
import { Controller, Get, Header, Query, Res, type Type } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Type as As } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Response } from 'express';
import './feed.problems';

/** Gateways and load balancers give up silent requests after 60 s. */
const LONGEST_WAIT_MS = 30_000;

/** Where to read a feed. At most one of `lastEventId`, `after` and `stream`; none of them is the beginning. */
export class FeedQuery {
  /** Id of the last event that the reader has. */
  @IsOptional() @IsId() @MaxLength(36) readonly lastEventId?: string;
  /** Number (`data.pos`) of the last event that the reader has; 0 for the beginning. */
  @IsOptional()
  @As(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly after?: number;
  /** How long to wait for something new, in milliseconds. */
  @IsOptional() @As(() => Number) @IsInt() @Min(0) @Max(LONGEST_WAIT_MS) readonly timeout: number = 0;
  /** Events wanted at most; an answer ends earlier when it becomes large. */
  @IsOptional() @As(() => Number) @IsInt() @Min(1) @Max(FEED_PAGE) readonly limit: number = FEED_PAGE;
  /** One stream only, from one version to another, in order. */
  @IsOptional() @IsString() @MaxLength(200) readonly stream?: string;
  @IsOptional()
  @As(() => Number)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly fromVersion?: number;
  @IsOptional()
  @As(() => Number)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  readonly toVersion?: number;
}

/** Where to read the store. */
export class StoredQuery {
  /** Behind which place: `next` of the answer before. */
  @As(() => Number) @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) readonly after: number = 0;
  @IsOptional() @As(() => Number) @IsInt() @Min(1) @Max(STORED_PAGE) readonly limit: number = STORED_PAGE;
}

const ITEM = {
  type: 'object',
  description: 'CloudEvents 1.0, structured mode.',
  required: ['specversion', 'id', 'type', 'source', 'subject', 'time', 'datacontenttype', 'data'],
  properties: {
    specversion: { type: 'string', enum: ['1.0'] },
    id: { type: 'string', format: 'uuid' },
    type: { type: 'string', example: 'asn.performance.AnnualRated.v2' },
    source: { type: 'string', description: 'The service.' },
    subject: { type: 'string', description: 'The stream.' },
    time: { type: 'string', format: 'date-time' },
    datacontenttype: { type: 'string', enum: ['application/json'] },
    traceparent: { type: 'string', description: 'W3C trace context of the command that recorded it.' },
    data: {
      type: 'object',
      description: 'The same object as the value of the message on Kafka.',
      required: ['core', 'pos'],
      properties: {
        core: { type: 'object', description: 'Who, when, why: what is hashed.' },
        pos: { type: 'integer', minimum: 1, description: 'Number of the event in this feed, without gaps.' },
        data: { type: 'object', description: 'The payload.' },
        opening: { type: 'string', description: 'Opens the commitment in the core (base64url).' },
        personal: { type: 'string', description: 'Personal fields, encrypted (base64url).' },
      },
    },
  },
};

const feedPermission = (service: string): Permission => {
  const permission = `${service}:feed`;
  if (!Object.hasOwn(PERMISSIONS, permission))
    throw new Error(`The feed of ${service} needs the permission ${permission} in libs/auth.`);
  // One of the table's keys, as was just seen.
  return permission as Permission;
};

/** The controller that serves a service's feed at `/feed`, for machine clients with the permission `<service>:feed`. */
export const feedController = (service: string): Type<unknown> => {
  @Controller('feed')
  @Requires(feedPermission(service))
  class FeedController {
    constructor(private readonly feed: Feed) {}

    @Get()
    @Measured('feed')
    @ApiOperation({
      summary: 'The events of this service in order of their numbers',
      description:
        'Follow it with the id of the last event that you have: the answer comes as soon as there is a newer one, or is an empty array when `timeout` is over.',
    })
    @ApiOkResponse({
      description: 'Events in order; empty when there is nothing newer.',
      headers: {
        [FEED_END_HEADER]: {
          description: 'The highest number given so far.',
          schema: { type: 'integer', minimum: 0 },
        },
      },
      content: { [FEED_MEDIA_TYPE]: { schema: { type: 'array', items: ITEM, maxItems: FEED_PAGE } } },
    })
    async read(@Query() query: FeedQuery, @Res({ passthrough: true }) response: Response): Promise<string> {
      const { items, highest } = await this.page(query, response);
      response.setHeader('Content-Type', FEED_MEDIA_TYPE);
      response.setHeader(FEED_END_HEADER, String(highest));
      // An erasure changes what stands here, so not even a full page may be kept.
      response.setHeader('Cache-Control', 'no-store');
      // The server closes what is idle only once: a connection that we answer late would keep it open.
      if (this.feed.isClosed) response.setHeader('Connection', 'close');
      return `[${items.join(',')}]`;
    }

    @Get('stored')
    @Measured('feed')
    @Header('Cache-Control', 'no-store')
    @ApiOperation({
      summary: 'The events of this service as its tables have them',
      description:
        'Columns as they stand, numbered or not, in order of place, without personal fields: the ledger compares them with what it has.',
    })
    stored(@Query() { after, limit }: StoredQuery): Promise<StoredPage> {
      return this.feed.stored(after, limit);
    }

    private async page(query: FeedQuery, response: Response): Promise<FeedPage> {
      const { lastEventId, after, stream, fromVersion = 1, toVersion = Number.MAX_SAFE_INTEGER } = query;
      const { limit, timeout: waitMs } = query;
      assertOnePlace(query);
      if (stream !== undefined) return this.feed.range(stream, fromVersion, toVersion, limit);
      const from = lastEventId === undefined ? (after ?? 0) : await this.feed.posOf(lastEventId);
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const page =
        from === null
          ? null
          : await this.feed.read({ ...{ after: from, limit, waitMs }, signal: gone.signal });
      if (from === null || page === null || from > page.highest)
        throw new NotFound('FEED_POSITION_UNKNOWN', 'The feed has no event of this id or number.', {
          field: lastEventId === undefined ? 'after' : 'lastEventId',
        });
      return page;
    }
  }
  return FeedController;
};

const assertOnePlace = ({ lastEventId, after, stream, fromVersion, toVersion }: FeedQuery): void => {
  const places = [lastEventId, after, stream].filter((place) => place !== undefined).length;
  const versions = fromVersion !== undefined || toVersion !== undefined;
  if (places > 1 || (versions && stream === undefined))
    throw new Malformed('FEED_QUERY_AMBIGUOUS', 'Name one place only: lastEventId, after, or stream.');
};

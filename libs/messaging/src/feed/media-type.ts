/** The media type of a feed's answer: a JSON array of CloudEvents in structured mode. */
export const FEED_MEDIA_TYPE = 'application/cloudevents-batch+json';

/** The header that says how far a feed goes: the distance to the last item is how far the reader is behind. */
export const FEED_END_HEADER = 'Jejak-Feed-End';

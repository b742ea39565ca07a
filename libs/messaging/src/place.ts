/** One partition of one topic. */
export interface Place {
  readonly topic: string;
  readonly partition: number;
}

/** A partition as the key of a map. */
export const placeId = ({ topic, partition }: Place): string => `${topic}/${partition}`;

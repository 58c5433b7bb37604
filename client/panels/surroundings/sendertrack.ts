/** The track of whoever says something: the only one here under its number, for two ships can claim one. */
interface Numbered {
  readonly id?: string | null;
  readonly mmsi?: number | null;
}

export function senderTrack<T extends Numbered>(
  statics: readonly (T | undefined)[],
  mmsi: number,
): T['id'] | undefined {
  const [first, ...others] = statics.filter((one) => one?.mmsi === mmsi);
  return others.length > 0 ? undefined : first?.id;
}

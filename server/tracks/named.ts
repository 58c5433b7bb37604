/** The track under which something of ours says where it is: by whatever it calls itself. */
import { mmsi } from '../../proto/domain/ids.ts';
import { Nature } from '../../proto/domain/observation.ts';
import { type KeyedTracks, keyOf } from './keyed.ts';
import type { TrackRegistry } from './registry.ts';
import { claimKey } from './siblings.ts';

/** What a site says of its unit. */
export interface OwnNames {
  /** Nine digits. */
  readonly mmsi?: string;
  readonly cotUid?: string;
  /** 24-bit address, six hexadecimal digits. */
  readonly icao?: string;
  /** As a person's report named it. */
  readonly contactId?: string;
}

const NATURES = [Nature.real, Nature.recorded, Nature.synthetic] as const;

/** The one heard last; what is real before what is not. Of several that claim one MMSI, none: nobody knows which it is. */
export function slotNamed(tracks: TrackRegistry, keyed: KeyedTracks, names: OwnNames): number | undefined {
  const { observedMs } = tracks.columns;
  for (const nature of NATURES) {
    const slots = [
      names.cotUid && keyed.find(keyOf('unit', nature, names.cotUid)),
      names.icao && keyed.find(keyOf('aircraft', nature, names.icao.toLowerCase())),
      names.contactId && keyed.find(keyOf('manual', nature, names.contactId)),
      names.mmsi && tracks.siblings.only(claimKey(mmsi(Number(names.mmsi)), nature)),
    ].filter((slot) => typeof slot === 'number');
    if (slots.length > 0) return slots.reduce((a, b) => (observedMs[b]! > observedMs[a]! ? b : a));
  }
  return undefined;
}

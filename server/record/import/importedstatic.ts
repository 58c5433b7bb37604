/** What an import knows of a track, as the wire says it. */
import { trackId } from '../../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';

export interface ImportedStatic {
  readonly epoch: number;
  readonly track: number;
  readonly kind: TrackKind;
  readonly nature: Nature;
  readonly sources: number;
  readonly mmsi?: number;
  readonly name?: string;
  readonly callSign?: string;
  readonly imo?: number;
  readonly shipType?: number;
  readonly destination?: string;
}

/** A length and a beam say nothing of where the antenna is, so dimensions are left out. */
export const staticBytes = ({ epoch, track, ...rest }: ImportedStatic): Uint8Array =>
  watchfloor.v1.TrackStatic.encode({ id: trackId(epoch, track), ...rest }).finish();

/** What every kind of shape can answer once it is made ready. */
import type { Box } from './path.ts';

/** What a box of latitudes and longitudes has of a shape; `some`: perhaps a part. */
export type Share = 'all' | 'some' | 'none';

export interface PreparedShape {
  /** Longitudes without a jump: `east` may be beyond 180, `west` is in [-180, 180). */
  readonly box: Readonly<Box>;
  /** A place on the very edge is in one of two areas that share it. Nothing is in a line. */
  contains(lat: number, lon: number): boolean;
  /** Of a box whose longitudes are beside this one's. */
  share(box: Readonly<Box>): Share;
}

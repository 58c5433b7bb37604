/** Values that many application messages say, exact for their fields. */
import fc from 'fast-check';
import type { AisApplication } from '../../../../server/decode/ais/applications/applications.ts';
import { int, maybe, scaled, some } from './arbitrary-fields.ts';

export const lon = scaled(-10_800_000, 10_800_000, 60_000);
export const lat = scaled(-5_400_000, 5_400_000, 60_000);
export const fineLon = scaled(-108_000_000, 108_000_000, 600_000);
export const fineLat = scaled(-54_000_000, 54_000_000, 600_000);
export const deg = maybe(int(0, 359));
export const month = maybe(int(1, 12));
export const day = maybe(int(1, 31));
export const hour = maybe(int(0, 23));
export const minute = maybe(int(0, 59));
export const date = some({ month, day, hour, minute });
export const dayTime = some({ day, hour, minute });
export const time = some({ hour, minute });
export const linkage = int(0, 1023);
export const durationMin = maybe(int(0, 262_142));
export const trend = maybe(fc.constantFrom('steady' as const, 'falling' as const, 'rising' as const));
export const height = scaled(0, 250, 10);
export const word = <T extends string>(...words: readonly T[]): fc.Arbitrary<T | undefined> =>
  maybe(fc.constantFrom(...words));
export const of = <N extends AisApplication['application'], T extends object>(
  application: N,
  fields: { [K in keyof T]: fc.Arbitrary<T[K]> },
) => fc.record({ application: fc.constant(application), ...fields });

/** Values that AIS fields can say exactly, for round trips. */
import fc from 'fast-check';

export const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
export const int = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
export const scaled = (min: number, max: number, per: number): fc.Arbitrary<number | undefined> =>
  maybe(int(min, max).map((raw) => raw / per));

export const mmsi = int(1, 999_999_999);
export const repeat = int(0, 3);
export const flag = fc.boolean();
/** Text as it comes back: capital, not empty, no `@`, no space at the end. */
export const text = (max: number): fc.Arbitrary<string | undefined> =>
  maybe(
    fc
      .string({
        unit: fc.constantFrom(...'ABCXYZ[\\]^_ !"#$%&\'()*+,-./0189:;<=>?'),
        minLength: 1,
        maxLength: max,
      })
      .map((value) => value.trimEnd())
      .filter((value) => value.length > 0),
  );
export const lat = scaled(-54_000_000, 54_000_000, 600_000);
export const lon = scaled(-108_000_000, 108_000_000, 600_000);
export const coarseLat = scaled(-54_000, 54_000, 600);
export const coarseLon = scaled(-108_000, 108_000, 600);
export const sogKn = scaled(0, 1022, 10);
export const cogDeg = scaled(0, 3599, 10);
export const headingDeg = maybe(int(0, 359));
export const utcSecond = maybe(fc.constantFrom(0, 1, 30, 59, 61, 62, 63));
export const dimensions = maybe(
  fc.record({ toBowM: int(0, 511), toSternM: int(0, 511), toPortM: int(0, 63), toStarboardM: int(1, 63) }),
);
export const eta = maybe(
  fc
    .record({
      month: maybe(int(1, 12)),
      day: maybe(int(1, 31)),
      hour: maybe(int(0, 23)),
      minute: maybe(int(0, 59)),
    })
    .filter((one) => Object.values(one).some((part) => part !== undefined)),
);
export const epfd = maybe(int(1, 15));
export const shipType = maybe(int(1, 255));
export const binary = (maxBytes: number) => fc.uint8Array({ maxLength: maxBytes });
export const withBits = <T extends { readonly data: Uint8Array }>(
  message: T,
): T & { readonly dataBits: number } => ({
  ...message,
  dataBits: message.data.length * 8,
});
export const motion = { lat, lon, accurate: flag, sogKn, cogDeg, utcSecond, raim: flag };

/** An object of which something is said, or nothing. */
export const some = <T extends object>(
  fields: { [K in keyof T]: fc.Arbitrary<T[K]> },
): fc.Arbitrary<T | undefined> =>
  fc
    .record<T>(fields)
    .map((one) => (Object.values(one).some((field) => field !== undefined) ? (one as T) : undefined));

/** As it comes from a file of JSON, without names that are JavaScript's own. */
export const asFile = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/"(toString|valueOf|__proto__)":/g, '"$1_":'));

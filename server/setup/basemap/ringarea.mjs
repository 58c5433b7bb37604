/** The area of a closed ring of `[lon, lat]`. */

/** Kilometres in a degree of latitude, on the mean sphere of WGS-84 (6371.0088 km · π / 180). */
const KM_PER_DEG = 111.195;

/** Square degrees, positive counter-clockwise (shoelace formula). */
export function ringSquareDeg(ring) {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return twice / 2;
}

/** Square kilometres, within some per cent for rings of a degree or two away from the poles. */
export function ringAreaKm2(ring) {
  const shrink = Math.cos((ring[0][1] * Math.PI) / 180);
  return Math.abs(ringSquareDeg(ring)) * KM_PER_DEG ** 2 * shrink;
}

/** Says whether a point lies inside any of many polygons, quickly: their edges sorted into bands of latitude. */

const BAND_DEG = 0.1;
const BANDS = 180 / BAND_DEG;

/** `(lon, lat) => boolean` by the even-odd rule over all rings, so that holes count as outside. */
export function landIndex(polygons) {
  const bands = Array.from({ length: BANDS }, () => []);
  for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1];
      const [x2, y2] = ring[i];
      if (y1 === y2) continue;
      const last = bandOf(Math.max(y1, y2));
      for (let band = bandOf(Math.min(y1, y2)); band <= last; band++) bands[band].push(x1, y1, x2, y2);
    }
  }
  const edges = bands.map((band) => Float64Array.from(band));
  return (lon, lat) => {
    const band = edges[bandOf(lat)];
    let inside = false;
    for (let i = 0; i < band.length; i += 4) {
      const [y1, y2] = [band[i + 1], band[i + 3]];
      if (y1 > lat === y2 > lat) continue;
      if (lon < band[i] + ((band[i + 2] - band[i]) * (lat - y1)) / (y2 - y1)) inside = !inside;
    }
    return inside;
  };
}

const bandOf = (lat) => Math.min(BANDS - 1, Math.max(0, Math.floor((lat + 90) / BAND_DEG)));

/** A plain map of an answer as SVG: ways, places, what was asked about, a grid of degrees. North is up; no coast. */
import type { Answer, Corners, Question } from '../../../proto/domain/record/questions.ts';
import { escaped } from '../words.ts';

const WIDTH = 960;
const MOST_HEIGHT = 960;
const MARGIN = 40;
/** Named ones. */
const MOST_NAMES = 60;
const COLOURS = ['#0b5fa5', '#b3400f', '#2d7a2d', '#7a2d7a', '#8a6d00', '#006d6d', '#a01050', '#444488'];
const GRID_STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

interface Place {
  readonly lat: number;
  readonly lon: number;
}

export function mapOf(question: Question, { rows, cells = [] }: Answer): string {
  const asked = askedShape(question);
  const ways = rows.map(({ path = [] }) => path.map(([lat, lon]) => ({ lat, lon })));
  const spots = rows.flatMap(({ lat, lon }) =>
    lat === undefined || lon === undefined ? [] : [{ lat, lon }],
  );
  const corners = cells.map(({ south, west }) => ({ lat: south, lon: west }));
  const all = [...asked.places, ...ways.flat(), ...spots, ...corners];
  if (all.length === 0)
    return svg(WIDTH, MARGIN * 2, [`<text x="${MARGIN}" y="${MARGIN}">No places.</text>`]);
  const { at, height, grid } = projected(all);
  const line = (places: readonly Place[]): string =>
    places
      .map((place, i) => {
        const jump = i > 0 && Math.abs(place.lon - places[i - 1]!.lon) > 180;
        return `${i === 0 || jump ? 'M' : 'L'}${at(place)}`;
      })
      .join('');
  const parts = [...grid];
  if (asked.places.length > 1)
    parts.push(
      `<path d="${line(asked.places)}${asked.isClosed ? 'Z' : ''}" fill="none" stroke="#000" stroke-dasharray="6 4"/>`,
    );
  if (question.ask === 'density') parts.push(...squares(cells, question.stepDeg, at));
  rows.forEach((row, i) => {
    const colour = COLOURS[i % COLOURS.length]!;
    const way = ways[i]!;
    if (way.length > 1)
      parts.push(`<path d="${line(way)}" fill="none" stroke="${colour}" stroke-width="1.5"/>`);
    const last =
      way.at(-1) ??
      (row.lat === undefined || row.lon === undefined ? undefined : { lat: row.lat, lon: row.lon });
    if (!last) return;
    const [x, y] = at(last).split(',') as [string, string];
    parts.push(`<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`);
    if (i < MOST_NAMES)
      parts.push(
        `<text x="${Number(x) + 5}" y="${Number(y) + 4}" fill="${colour}">${escaped(nameOf(row))}</text>`,
      );
  });
  return svg(WIDTH, height, parts);
}

const nameOf = ({ name, mmsi, track }: Answer['rows'][number]): string =>
  name ?? (mmsi === undefined ? (track ?? '') : String(mmsi));

function askedShape(question: Question): { readonly places: readonly Place[]; readonly isClosed: boolean } {
  const of = (corners: Corners | undefined): readonly Place[] =>
    (corners ?? []).map(([lat, lon]) => ({ lat, lon }));
  if ('line' in question) return { places: of(question.line), isClosed: false };
  return { places: 'area' in question ? of(question.area) : [], isClosed: true };
}

/** Equirectangular about the middle latitude. */
function projected(all: readonly Place[]) {
  let [south, west, north, east] = [90, 180, -90, -180] as [number, number, number, number];
  for (const { lat, lon } of all) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
    west = Math.min(west, lon);
    east = Math.max(east, lon);
  }
  const narrow = Math.max(0.005, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const spanLat = Math.max(north - south, 0.005);
  const spanLon = Math.max((east - west) * narrow, 0.005);
  const scale = Math.min((WIDTH - 2 * MARGIN) / spanLon, (MOST_HEIGHT - 2 * MARGIN) / spanLat);
  const height = Math.ceil(spanLat * scale + 2 * MARGIN);
  const x = (lon: number): number => MARGIN + (lon - west) * narrow * scale;
  const y = (lat: number): number => height - MARGIN - (lat - south) * scale;
  const step = GRID_STEPS.find((one) => spanLat / one <= 8) ?? 30;
  const grid: string[] = [];
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  for (let i = Math.ceil(south / step); i * step <= north; i += 1)
    grid.push(
      `<path d="M0,${y(i * step).toFixed(1)}H${WIDTH}" stroke="#ccc"/><text x="2" y="${(y(i * step) - 2).toFixed(1)}" fill="#666">${(i * step).toFixed(digits)}°</text>`,
    );
  for (let i = Math.ceil(west / step); i * step <= east; i += 1)
    grid.push(
      `<path d="M${x(i * step).toFixed(1)},0V${height}" stroke="#ccc"/><text x="${(x(i * step) + 2).toFixed(1)}" y="${height - 2}" fill="#666">${(i * step).toFixed(digits)}°</text>`,
    );
  return { at: ({ lat, lon }: Place): string => `${x(lon).toFixed(1)},${y(lat).toFixed(1)}`, height, grid };
}

function squares(
  cells: NonNullable<Answer['cells']>,
  stepDeg: number,
  at: (place: Place) => string,
): string[] {
  const most = cells.reduce((max, { points }) => Math.max(max, points), 1);
  return cells.map(({ south, west, points }) => {
    const corners = [
      { lat: south, lon: west },
      { lat: south, lon: west + stepDeg },
      { lat: south + stepDeg, lon: west + stepDeg },
      { lat: south + stepDeg, lon: west },
    ];
    const strength = (0.1 + (0.9 * Math.log1p(points)) / Math.log1p(most)).toFixed(2);
    return `<path d="M${corners.map(at).join('L')}Z" fill="#b3400f" fill-opacity="${strength}"/>`;
  });
}

const svg = (width: number, height: number, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${parts.join('\n')}
</svg>
`;

/** Names beside the symbols: who gets one, where it stands, and the drawing of it. */
import type { TrackId } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { ContactState, TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import { type MessageKey, say } from '../../messages/words.ts';
import type { TrackTable } from '../../store/tracks.ts';
import type { ViewState, Workspace } from '../../store/view.ts';
import { formatBearing, formatSpeed } from '../../ui/format.ts';
import { titleOf } from '../../ui/title.ts';
import { css, type Ink } from '../colours.ts';
import type { Screen } from '../screen.ts';
import { foremostPx } from '../symbols/size.ts';
import { Look, RowFlag, type TrackRows } from '../tracklayer/rows.ts';
import { type Box, type Candidate, declutter, labelBox, type Placed, type Side } from './declutter.ts';
import type { PlaceNames } from './placenames.ts';
import { ALWAYS_BELOW, rank } from './rank.ts';

/** More names than this nobody reads. */
const MOST_LABELS = 260;
/** More symbols than this on the screen leave no room for names: only the important ones are tried. */
const MOST_OBSTACLES = 4000;
const MOST_TRIED = 1500;
/** Side of the parts in which the screen is looked at for crowds, CSS pixels; no screen has so many across. */
const PART_PX = 96;
const PARTS_ACROSS = 1000;
/** From the middle of a symbol to its edge, of its size. */
const REACH = 0.42;
/** The scale bar at the bottom left and the tools at the top right, with their margins, CSS pixels at a desk. */
const BAR_PX = { wide: 150, high: 48 };
const TOOLS_PX = { wide: 52, high: 216 };
/** No name is longer, CSS pixels at a desk. */
const LONGEST_PX = 320;
const FONT_PX = 12;
const FONT = '"Noto Sans", sans-serif';
/** Widths that were measured, kept for so many texts. */
const MOST_WIDTHS = 20_000;

interface Wanted extends Candidate {
  readonly rank: number;
  readonly row: number;
  readonly lines: readonly string[];
}

export class Labels {
  #placed: Placed<Wanted>[] = [];
  #sides: ReadonlyMap<string, Side> = new Map();
  readonly #widths = new Map<string, number>();
  readonly #place: [number, number] = [0, 0];
  readonly #scale: number;
  /** Half the size of an ordinary symbol at the last arrangement, CSS pixels. */
  #reach = 0;
  /** Symbols on the screen at the last arrangement, and the CSS pixels of the parts of it where any stand. */
  shown = 0;
  areaPx2 = 0;

  constructor(scale: number) {
    this.#scale = scale;
  }

  /** Chooses anew who is labelled and where; `symbolPx` is the size symbols are drawn at. */
  arrange(
    context: CanvasRenderingContext2D,
    table: TrackTable,
    rows: TrackRows,
    view: ViewState,
    screen: Screen,
    nowMs: number,
    symbolPx: number,
    places: PlaceNames,
  ): void {
    const reach = symbolPx * REACH;
    this.#reach = reach;
    const largePx = Math.max(symbolPx, foremostPx(this.#scale));
    const largeReach = largePx * REACH;
    const wanted: Wanted[] = [];
    const symbols: Box[] = [];
    const all = view.layers.labels;
    this.shown = 0;
    const inhabited = new Set<number>();
    for (let row = 0; row < rows.count; row++) {
      const statics = table.statics[row];
      const id = statics?.id ?? '';
      const chosen = id !== '' && (id === view.selected || id === view.hovered);
      if (!rows.has(row, RowFlag.visible) && !chosen) continue;
      const [lon, lat] = rows.whereabouts(row, nowMs, this.#place);
      const x = screen.x(lon);
      const y = screen.y(lat);
      if (!screen.shows(x, y, 0)) continue;
      this.shown++;
      inhabited.add(Math.floor(y / PART_PX) * PARTS_ACROSS + Math.floor(x / PART_PX));
      if (symbols.length <= MOST_OBSTACLES)
        symbols.push({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
      const state = table.motion.state(row);
      const urgent = (state & (TrackStateBits.distress | TrackStateBits.alarmed)) !== 0;
      if (!all && !chosen && !urgent) continue;
      const order = rank(
        {
          selected: chosen && id === view.selected,
          hovered: chosen && id === view.hovered,
          pinned: view.pinned.length > 0 && view.pinned.includes(id as TrackId),
          urgent,
          underway: rows.has(row, RowFlag.underway),
          lost: (state & TrackStateBits.lifeMask) === TrackLife.lost,
          watched: isWatched(table.kind[row]!, table.contact[row]!),
          lengthM: rows.word(row, Look.toBowM) + rows.word(row, Look.toSternM),
        },
        screen.zoom,
      );
      const name = labelOf(table, row, order < ALWAYS_BELOW);
      if (order === Number.POSITIVE_INFINITY || name === '') continue;
      wanted.push({
        key: id,
        row,
        rank: order,
        lines: order === 0 ? [name, ...motionText(table, row)] : [name],
        x,
        y,
        // Beyond the brackets of the selected, the ring of one in distress.
        reach: order <= 2 ? largeReach + largePx * (urgent ? 0.48 : 0.26) : reach,
        width: 0,
        height: 0,
        always: order < ALWAYS_BELOW,
      });
    }
    this.areaPx2 = inhabited.size * PART_PX ** 2;
    const crowded = symbols.length > MOST_OBSTACLES;
    const tried = (crowded ? wanted.filter((label) => label.always) : wanted)
      .map((label) => (this.#sides.has(label.key) ? { ...label, rank: label.rank - 0.05 } : label))
      .sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))
      .slice(0, MOST_TRIED)
      .map((label) => ({ ...label, ...this.#size(context, label.lines) }));
    const obstacles = {
      never: [...(crowded ? [] : symbols), ...edges(screen, this.#scale, view.workspace)],
      rather: places.boxes(
        screen,
        this.#scale,
        (text) => this.#widthPx(context, text) / (FONT_PX * this.#scale),
      ),
    };
    this.#placed = declutter(tried, obstacles, this.#sides, MOST_LABELS);
    this.#sides = new Map(this.#placed.map(({ candidate, side }) => [candidate.key, side]));
  }

  /** Draws what was arranged, each label where its symbol is now. */
  paint(
    context: CanvasRenderingContext2D,
    table: TrackTable,
    rows: TrackRows,
    screen: Screen,
    nowMs: number,
    ink: Ink,
  ): void {
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    context.lineJoin = 'round';
    context.lineWidth = 3 * this.#scale;
    context.strokeStyle = css(ink.halo);
    context.fillStyle = css(ink.ink);
    const lineHeight = this.#lineHeight();
    for (const { candidate, side } of this.#placed) {
      // The table may have been rearranged since: a label never stands beside another ship.
      if (table.statics[candidate.row]?.id !== candidate.key) continue;
      const [lon, lat] = rows.whereabouts(candidate.row, nowMs, this.#place);
      const box = labelBox({ ...candidate, x: screen.x(lon), y: screen.y(lat) }, side);
      for (const [i, line] of candidate.lines.entries()) {
        context.font = this.#font(candidate.rank < 1 && i === 0);
        const y = box.top + lineHeight * (i + 0.5);
        context.strokeText(line, box.left, y);
        context.fillText(line, box.left, y);
      }
    }
  }

  /** Where the symbols on the screen and their names are now, CSS pixels; where there are very many symbols, none. */
  boxes(table: TrackTable, rows: TrackRows, screen: Screen, nowMs: number): { symbols: Box[]; names: Box[] } {
    const symbols: Box[] = [];
    const reach = this.#reach;
    for (let row = 0; row < rows.count && this.shown <= MOST_OBSTACLES; row++) {
      if (!rows.has(row, RowFlag.visible)) continue;
      const [lon, lat] = rows.whereabouts(row, nowMs, this.#place);
      const x = screen.x(lon);
      const y = screen.y(lat);
      if (screen.shows(x, y, reach))
        symbols.push({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
    }
    const names = this.#placed
      .filter(({ candidate }) => table.statics[candidate.row]?.id === candidate.key)
      .map(({ candidate, side }) => {
        const [lon, lat] = rows.whereabouts(candidate.row, nowMs, this.#place);
        return labelBox({ ...candidate, x: screen.x(lon), y: screen.y(lat) }, side);
      });
    return { symbols, names };
  }

  #font(strong: boolean): string {
    return `${strong ? 600 : 400} ${FONT_PX * this.#scale}px ${FONT}`;
  }

  #lineHeight(): number {
    return FONT_PX * this.#scale * 1.25;
  }

  #size(context: CanvasRenderingContext2D, lines: readonly string[]): { width: number; height: number } {
    const width = Math.max(...lines.map((line) => this.#widthPx(context, line)));
    return { width, height: lines.length * this.#lineHeight() };
  }

  #widthPx(context: CanvasRenderingContext2D, line: string): number {
    let known = this.#widths.get(line);
    if (known === undefined) {
      if (this.#widths.size >= MOST_WIDTHS) this.#widths.clear();
      context.font = this.#font(false);
      known = context.measureText(line).width;
      this.#widths.set(line, known);
    }
    return known;
  }
}

/** What panels cover at the sides, what lies beyond, the scale bar and the tools: a name half hidden is no name. */
function edges({ left, right, width, height }: Screen, scale: number, workspace: Workspace): Box[] {
  const beyond = LONGEST_PX * scale;
  const end = width - right;
  const boxes = [
    { left: -beyond, top: 0, right: left, bottom: height },
    { left: end, top: 0, right: width + beyond, bottom: height },
    { left, top: height - BAR_PX.high * scale, right: left + BAR_PX.wide * scale, bottom: height },
  ];
  if (workspace === 'picture')
    boxes.push({ left: end - TOOLS_PX.wide * scale, top: 0, right: end, bottom: TOOLS_PX.high * scale });
  return boxes;
}

/** Units of ours, and contacts that say something by what they do not send. */
function isWatched(kind: number, contact: number): boolean {
  if (kind >= TrackKind.unitVessel && kind <= TrackKind.unitFoot) return true;
  return contact > ContactState.uncooperative;
}

/** Who it is; how many, of what has no name; what is odd about it; its number only where it is asked for. */
function labelOf(table: TrackTable, row: number, asked: boolean): string {
  const statics = table.statics[row];
  if (statics?.name) return statics.name;
  if (statics?.contactCount) return `×${statics.contactCount}`;
  const odd = ODD[table.contact[row]!];
  if (odd !== undefined) return say(odd);
  if (!asked || statics?.id == null) return '';
  return titleOf(say, { id: statics.id as TrackId, kind: table.kind[row]!, mmsi: statics.mmsi });
}

const ODD: { readonly [contact: number]: MessageKey } = {
  [ContactState.dark]: 'contact.dark',
  [ContactState.unverified]: 'contact.unverified',
  [ContactState.manual]: 'contact.manual',
};

/** Speed and course, where they are known. */
function motionText(table: TrackTable, row: number): readonly string[] {
  const sogKn = table.motion.sogKn(row);
  if (Number.isNaN(sogKn)) return [];
  const moves = sogKn >= 0.05 && !Number.isNaN(table.motion.cogDeg(row));
  return [moves ? `${formatSpeed(sogKn)}  ${formatBearing(table.motion.cogDeg(row))}` : formatSpeed(sogKn)];
}

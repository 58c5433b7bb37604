/** What is written over the map, in order, and when the labels are arranged anew. */
import { say } from '../messages/words.ts';
import { useAggregates } from '../store/aggregates.ts';
import { tablesShown } from '../store/replay.ts';
import { useSensors } from '../store/sensors.ts';
import { useSurroundings } from '../store/surroundings.ts';
import type { TrackTable } from '../store/tracks.ts';
import { useView, type ViewState } from '../store/view.ts';
import { paintAggregates } from './aggregates/aggregates.ts';
import type { AlertMark } from './alerts/alertmarks.ts';
import { paintAlerts } from './alerts/alertpaint.ts';
import { INKS } from './colours.ts';
import { type CrossingSign, crossingSigns, paintCrossings } from './crossings/crossingsigns.ts';
import { paintDrawing } from './drawing/paint.ts';
import { paintGridLabels } from './graticule/edgelabels.ts';
import { Labels } from './labels/labels.ts';
import { PlaceNames } from './labels/placenames.ts';
import { paintMeasure } from './measure/measure.ts';
import { type BaseSign, paintPlans } from './patrols/plansigns.ts';
import { paintReported } from './reporting/reporting.ts';
import { Screen } from './screen.ts';
import { paintSensorSigns } from './sensors/sensorsigns.ts';
import { crowding } from './symbols/size.ts';
import type { TextPane } from './textpane.ts';
import { RowFlag, type TrackRows } from './tracklayer/rows.ts';
import type { TrailView } from './trails/trailview.ts';
import { paintStations, type StationSign, stationSigns } from './weather/stationsigns.ts';

/** Labels are arranged anew at most this often while the picture moves. */
const ARRANGE_EVERY_MS = 400;

export interface WritingOptions {
  readonly table: TrackTable;
  readonly rows: TrackRows;
  readonly trails: TrailView | undefined;
  readonly pane: TextPane;
  readonly scale: number;
  readonly nowMs: () => number;
  readonly symbolPx: () => number;
}

export class Writing {
  readonly screen = new Screen();
  readonly places = new PlaceNames();
  /** As they were written last. */
  crossings: readonly CrossingSign[] = [];
  stations: readonly StationSign[] = [];
  bases: readonly BaseSign[] = [];
  alerts: readonly AlertMark[] = [];
  readonly #options: WritingOptions;
  readonly #labels: Labels;
  #arrangedAt = Number.NEGATIVE_INFINITY;
  #arrangedFor: ViewState | undefined;

  constructor(options: WritingOptions) {
    this.#options = options;
    this.#labels = new Labels(options.scale);
  }

  /** How much of their size symbols keep, by how close they stood when the labels were arranged last. */
  get crowding(): number {
    return crowding(this.#labels.shown, this.#labels.areaPx2);
  }

  /** Writes everything for the camera that `screen` was set to. */
  paint(): void {
    const { table, rows, pane, scale, nowMs, symbolPx } = this.#options;
    const view = useView.getState();
    const ink = INKS[view.palette];
    const context = pane.begin();
    if (this.#due(view)) {
      this.#labels.arrange(context, table, rows, view, this.screen, nowMs(), symbolPx(), this.places);
      this.#arrangedAt = performance.now();
      this.#arrangedFor = view;
    }
    // First, so that cutting signs out takes nothing else away.
    const { layers, chosenRecord, chosenSaid } = view;
    const points = tablesShown().crossingPoint;
    this.crossings = layers.crossings ? crossingSigns(this.screen, points.values(), nowMs(), scale) : [];
    const { stations } = useSurroundings.getState();
    this.stations = layers.weather ? stationSigns(this.screen, stations, scale) : [];
    if (layers.coverage || this.crossings.length > 0 || this.stations.length > 0) {
      const spared = this.#labels.boxes(table, rows, this.screen, nowMs());
      const words = { t: say, nowMs: nowMs() };
      paintStations(context, this.screen, this.stations, spared, words, chosenSaid, ink, scale);
      paintCrossings(context, this.screen, this.crossings, spared, chosenRecord, ink, scale);
      if (layers.coverage)
        paintSensorSigns(context, this.screen, useSensors.getState().sensors, spared, ink, scale);
    }
    const { cells } = useAggregates.getState();
    if (cells !== undefined) paintAggregates(context, this.screen, cells, ink, scale);
    this.#labels.paint(context, table, rows, this.screen, nowMs(), ink);
    if (view.layers.graticule && view.viewport !== undefined)
      paintGridLabels(context, this.screen, view.viewport, ink, scale);
    this.bases = paintPlans(context, this.screen, view, ink, scale);
    this.alerts = paintAlerts({
      ...{ context, screen: this.screen, view, trails: this.#options.trails, symbolPx: symbolPx(), scale },
      whereabouts: (id) => {
        const row = table.rowOf(id);
        if (row === undefined || !rows.has(row, RowFlag.visible)) return undefined;
        return rows.whereabouts(row, nowMs(), [0, 0]);
      },
    });
    paintReported(context, this.screen, view, ink, scale);
    paintDrawing(context, this.screen, ink, scale);
    paintMeasure(context, this.screen, view, ink, scale);
  }

  /** At once when something was chosen or switched, else at the pace of {@link ARRANGE_EVERY_MS}. */
  #due(view: ViewState): boolean {
    const before = this.#arrangedFor;
    return (
      before === undefined ||
      performance.now() - this.#arrangedAt >= ARRANGE_EVERY_MS ||
      view.selected !== before.selected ||
      view.hovered !== before.hovered ||
      view.layers !== before.layers ||
      view.filter !== before.filter
    );
  }
}

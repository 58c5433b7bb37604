/** Environmental reports as weather where their sensors are: a report says its site's number, another where that is. */
import type { Weather, WeatherObservation } from '../../../../proto/domain/application.ts';
import type { Heard } from '../../../../proto/domain/observation.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import type { Environmental, SensorReport } from '../applications/environmental.ts';
import { type Loose, present } from '../present.ts';
import { currentsOf, deg, kn } from './weather.ts';
import { measuredMs } from './when.ts';

/** Sites remembered, over all stations; the one that was told longest ago is forgotten for a new one. */
export const MAX_SITES = 1024;
const SITES_A_STATION = 128;

interface Place {
  readonly lat: number;
  readonly lon: number;
}

export class Sites {
  readonly #places = new Map<number, Place>();

  /**
   * An observation for each site that is known to be somewhere and each time at which it measured, so that no value is
   * told as younger than it is; what is of no known place is left out.
   */
  observe({ reports }: Environmental, head: Heard): WeatherObservation[] {
    for (const report of reports) if (report.report === 'location') this.#learn(report, head);
    const byTime = new Map<string, WeatherObservation>();
    for (const report of reports) {
      const measured = present<Weather>(weatherOf(report));
      const { site } = report;
      const place = site === undefined ? undefined : this.#places.get(head.mmsi * SITES_A_STATION + site);
      if (measured === undefined || site === undefined || place === undefined) continue;
      const observedMs = measuredMs(report.utc, head.observedMs);
      const key = `${site} ${observedMs}`;
      const weather = { ...byTime.get(key)?.weather, ...measured };
      const [lat, lon] = [degrees(place.lat), degrees(place.lon)];
      byTime.set(key, { type: 'weather', ...head, observedMs, lat, lon, site, weather });
    }
    return [...byTime.values()];
  }

  #learn({ site, lat, lon }: Extract<SensorReport, { report: 'location' }>, { mmsi }: Heard): void {
    if (site === undefined || lat === undefined || lon === undefined) return;
    const key = mmsi * SITES_A_STATION + site;
    this.#places.delete(key);
    if (this.#places.size >= MAX_SITES)
      for (const oldest of this.#places.keys()) {
        this.#places.delete(oldest);
        break;
      }
    this.#places.set(key, { lat, lon });
  }
}

/** Sensor descriptions of what was not measured: predicted, forecast. */
const PREDICTED: ReadonlySet<number | undefined> = new Set([3, 4]);

/** What is measured; forecasts are none, and three components of a current have no sign, so that they say no direction. */
function weatherOf(report: SensorReport): Loose<Weather> {
  if ('sensor' in report && PREDICTED.has(report.sensor)) return {};
  switch (report.report) {
    case 'wind':
      return { ...windOf(report), gustFromDeg: deg(report.gustFromDeg) };
    case 'wind2':
      return windOf(report);
    case 'waterLevel':
      if (report.isDepth === true) return {};
      return { waterLevelM: report.levelM, waterLevelTrend: report.trend };
    case 'current2d':
      return { currents: currentsOf([report.current1, report.current2, report.current3]) };
    case 'horizontalCurrent':
      return { currents: currentsOf([report.current1, report.current2]) };
    case 'seaState':
      return {
        ...(!PREDICTED.has(report.swellSensor) && {
          swellHeightM: report.swellHeightM,
          swellPeriodS: report.swellPeriodS,
          swellFromDeg: deg(report.swellFromDeg),
        }),
        seaState: report.seaState,
        waterC: report.waterC,
        ...(!PREDICTED.has(report.waveSensor) && {
          waveHeightM: report.waveHeightM,
          wavePeriodS: report.wavePeriodS,
          waveFromDeg: deg(report.waveFromDeg),
        }),
        salinityPermille: report.salinityPermille,
      };
    case 'salinity':
      return { waterC: report.waterC, salinityPermille: report.salinityPermille };
    case 'weather':
      return {
        ...(!PREDICTED.has(report.airSensor) && { airC: report.airC }),
        visibilityNm: report.visibilityNm,
        ...(!PREDICTED.has(report.dewPointSensor) && { dewPointC: report.dewPointC }),
        ...(!PREDICTED.has(report.pressureSensor) && {
          pressureHpa: report.pressureHpa,
          pressureTendency: report.pressureTendency,
        }),
        salinityPermille: report.salinityPermille,
      };
    default:
      return {};
  }
}

function windOf(report: Extract<SensorReport, { report: 'wind' | 'wind2' }>): Loose<Weather> {
  return { windKn: kn(report.windKn), gustKn: kn(report.gustKn), windFromDeg: deg(report.windFromDeg) };
}

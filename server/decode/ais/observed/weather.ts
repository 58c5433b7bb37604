/** Wind and sea, as stations and ships say them in application messages. */
import type { Current, Weather, WeatherObservation } from '../../../../proto/domain/application.ts';
import type { Heard } from '../../../../proto/domain/observation.ts';
import { degrees, knots } from '../../../../proto/domain/units.ts';
import type { MetHydro } from '../applications/methydro.ts';
import { type Loose, present } from '../present.ts';
import { measuredMs } from './when.ts';

/** One observation, or none where the station does not say where it is or nothing else. */
export function weatherOf(said: MetHydro, head: Heard): readonly WeatherObservation[] {
  return observed(said.lat, said.lon, fromMetHydro(said), {
    ...head,
    observedMs: measuredMs(said.utc, head.observedMs),
  });
}

function observed(
  lat: number | undefined,
  lon: number | undefined,
  said: Loose<Weather>,
  head: Heard,
): readonly WeatherObservation[] {
  const weather = present<Weather>(said);
  if (lat === undefined || lon === undefined || weather === undefined) return [];
  return [{ type: 'weather', ...head, lat: degrees(lat), lon: degrees(lon), weather }];
}

const kn = (value: number | undefined) => (value === undefined ? undefined : knots(value));
const deg = (value: number | undefined) => (value === undefined ? undefined : degrees(value));

interface SaidCurrent {
  readonly kn?: number | undefined;
  readonly toDeg?: number | undefined;
  readonly depthM?: number | undefined;
}

/** Those with a speed and a depth, the shallowest first. */
function currentsOf(said: readonly (SaidCurrent | undefined)[]): readonly Current[] | undefined {
  const currents: Current[] = [];
  for (const one of said)
    if (one?.kn !== undefined && one.depthM !== undefined)
      currents.push({
        depthM: one.depthM,
        kn: knots(one.kn),
        ...(one.toDeg === undefined ? {} : { toDeg: degrees(one.toDeg) }),
      });
  return currents.length === 0 ? undefined : currents.sort((a, b) => a.depthM - b.depthM).slice(0, 3);
}

function fromMetHydro(said: MetHydro): Loose<Weather> {
  return {
    windKn: kn(said.windKn),
    gustKn: kn(said.gustKn),
    windFromDeg: deg(said.windFromDeg),
    gustFromDeg: deg(said.gustFromDeg),
    airC: said.airC,
    humidityPercent: said.humidityPercent,
    dewPointC: said.dewPointC,
    pressureHpa: said.pressureHpa,
    pressureTendency: said.pressureTendency,
    visibilityNm: said.visibilityNm,
    visibilityBeyond: said.visibilityNm !== undefined && said.visibilityBeyond === true ? true : undefined,
    waterLevelM: said.waterLevelM,
    waterLevelTrend: said.waterLevelTrend,
    currents: currentsOf([
      said.current === undefined ? undefined : { ...said.current, depthM: 0 },
      said.current2,
      said.current3,
    ]),
    waveHeightM: said.waveHeightM,
    wavePeriodS: said.wavePeriodS,
    waveFromDeg: deg(said.waveFromDeg),
    swellHeightM: said.swellHeightM,
    swellPeriodS: said.swellPeriodS,
    swellFromDeg: deg(said.swellFromDeg),
    seaState: said.seaState,
    waterC: said.waterC,
    salinityPermille: said.salinityPermille,
    precipitation: said.precipitation,
    ice: said.ice === undefined ? undefined : said.ice === 'yes',
  };
}

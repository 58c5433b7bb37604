/** Wind and sea, as stations and ships say them in application messages. */
import type { Current, Weather, WeatherObservation } from '../../../../proto/domain/application.ts';
import type { Heard } from '../../../../proto/domain/observation.ts';
import {
  degrees,
  knots,
  metresPerSecondToKnots,
  metresToNauticalMiles,
} from '../../../../proto/domain/units.ts';
import type { MetHydro } from '../applications/methydro.ts';
import type { ShipWeather, ShipWeatherWmo } from '../applications/shipweather.ts';
import { type Loose, present } from '../present.ts';
import { measuredMs } from './when.ts';

/** One observation, or none where the sender does not say where it is, or nothing else. */
export function weatherOf(
  said: MetHydro | ShipWeather | ShipWeatherWmo,
  head: Heard,
): readonly WeatherObservation[] {
  const weather = present<Weather>(fieldsOf(said));
  if (said.lat === undefined || said.lon === undefined || weather === undefined) return [];
  const observedMs = measuredMs(said.utc, head.observedMs);
  return [{ type: 'weather', ...head, observedMs, lat: degrees(said.lat), lon: degrees(said.lon), weather }];
}

function fieldsOf(said: MetHydro | ShipWeather | ShipWeatherWmo): Loose<Weather> {
  switch (said.application) {
    case 'metHydro':
      return fromMetHydro(said);
    case 'shipWeather':
      return fromShip(said);
    case 'shipWeatherWmo':
      return fromWmo(said);
  }
}

export const kn = (value: number | undefined) => (value === undefined ? undefined : knots(value));
/** 360° is 0°. */
export const deg = (value: number | undefined) => (value === undefined ? undefined : degrees(value % 360));

interface SaidCurrent {
  readonly kn?: number | undefined;
  readonly toDeg?: number | undefined;
  readonly depthM?: number | undefined;
}
const MAX_CURRENTS = 3;

/** Those with a speed and a depth, the shallowest first. */
export function currentsOf(said: readonly (SaidCurrent | undefined)[]): readonly Current[] | undefined {
  const currents: Current[] = [];
  for (const one of said)
    if (one?.kn !== undefined && one.depthM !== undefined)
      currents.push({
        depthM: one.depthM,
        kn: knots(one.kn),
        ...(one.toDeg === undefined ? {} : { toDeg: degrees(one.toDeg) }),
      });
  if (currents.length === 0) return undefined;
  return currents.sort((a, b) => a.depthM - b.depthM).slice(0, MAX_CURRENTS);
}

/** The fields that the messages say alike. */
function common(said: MetHydro | ShipWeather): Loose<Weather> {
  const { visibilityNm, visibilityBeyond } = said;
  return {
    windKn: kn(said.windKn),
    windFromDeg: deg(said.windFromDeg),
    airC: said.airC,
    humidityPercent: said.humidityPercent,
    pressureHpa: said.pressureHpa,
    visibilityNm,
    visibilityBeyond: visibilityNm !== undefined && visibilityBeyond === true ? true : undefined,
    waveHeightM: said.waveHeightM,
    wavePeriodS: said.wavePeriodS,
    waveFromDeg: deg(said.waveFromDeg),
    swellHeightM: said.swellHeightM,
    swellPeriodS: said.swellPeriodS,
    swellFromDeg: deg(said.swellFromDeg),
    waterC: said.waterC,
  };
}

function fromMetHydro(said: MetHydro): Loose<Weather> {
  return {
    ...common(said),
    gustKn: kn(said.gustKn),
    gustFromDeg: deg(said.gustFromDeg),
    dewPointC: said.dewPointC,
    pressureTendency: said.pressureTendency,
    waterLevelM: said.waterLevelM,
    waterLevelTrend: said.waterLevelTrend,
    currents: currentsOf([
      said.current === undefined ? undefined : { ...said.current, depthM: 0 },
      said.current2,
      said.current3,
    ]),
    seaState: said.seaState,
    salinityPermille: said.salinityPermille,
    precipitation: said.precipitation,
    ice: said.ice === undefined ? undefined : said.ice === 'yes',
  };
}

/** WMO code a (BUFR 0 10 063): 0…3 higher than three hours ago, 4 the same, 5…8 lower. */
const tendencyOf = (code: number | undefined) =>
  code === undefined ? undefined : code < 4 ? 'rising' : code === 4 ? 'steady' : 'falling';

/** The ship's present weather as FI 31 says precipitation: rain, snow, thunderstorm. */
const PRECIPITATION: Readonly<Record<number, number>> = { 2: 1, 4: 5, 7: 2 };

function fromShip(said: ShipWeather): Loose<Weather> {
  const { presentWeather } = said;
  return {
    ...common(said),
    pressureTendency: tendencyOf(said.pressureCode),
    precipitation: presentWeather === undefined ? undefined : PRECIPITATION[presentWeather],
  };
}

const rounded = (value: number, per: number): number => Math.round(value * per) / per;
const speed = (mps: number | undefined) =>
  mps === undefined ? undefined : knots(rounded(metresPerSecondToKnots(mps), 10));
const celsius = (kelvin: number | undefined) =>
  kelvin === undefined ? undefined : rounded(kelvin - 273.15, 100);

function fromWmo(said: ShipWeatherWmo): Loose<Weather> {
  const { visibilityM, swell1 } = said;
  return {
    windKn: speed(said.windMps),
    windFromDeg: deg(said.windFromDeg),
    gustKn: speed(said.gustMps),
    gustFromDeg: deg(said.gustFromDeg),
    airC: celsius(said.airK),
    humidityPercent: said.humidityPercent,
    pressureHpa: said.pressureHpa,
    pressureTendency: tendencyOf(said.pressureCode),
    visibilityNm: visibilityM === undefined ? undefined : rounded(metresToNauticalMiles(visibilityM), 100),
    waveHeightM: said.waveHeightM,
    wavePeriodS: said.wavePeriodS,
    swellHeightM: swell1?.heightM,
    swellPeriodS: swell1?.periodS,
    swellFromDeg: deg(swell1?.fromDeg),
    waterC: celsius(said.waterK),
  };
}

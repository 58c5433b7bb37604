/** What a site would say of each simulated feed in its configuration. */
import { type Coverage, SensorKind, type SensorSettings } from '../../proto/domain/sensor.ts';
import { degrees, metres } from '../../proto/domain/units.ts';
import type { Scenario } from './scenario.ts';
import type { Neighbour, RadarSite } from './scenariosensing.ts';
import { smallestSeenM } from './sensing/radar.ts';

export interface SimulatedFeed {
  readonly name: string;
  readonly format: 'ais' | 'nmea' | 'asterix' | 'sapient' | 'cot' | 'adsb';
  /** In words. */
  readonly title: string;
  /** Of a feed that is one sensor. */
  readonly sensor?: SensorSettings;
  /** By the sensors' own ids, where the format has such. Nodes of a SAPIENT feed say themselves what they are. */
  readonly sensors?: Readonly<Record<string, SensorSettings>>;
}

export function feedsOf(scenario: Scenario): SimulatedFeed[] {
  const stations = [...new Set(scenario.stations.map((s) => s.feed))];
  return [
    ...stations.map((name): SimulatedFeed => ({ name, format: 'ais', title: name })),
    ...scenario.radars.map(radarFeed),
    ...scenario.neighbours.map(neighbourFeed),
    ...named(scenario.border, 'sapient'),
    ...named(scenario.units, 'cot'),
    ...named(scenario.air, 'adsb'),
  ];
}

const named = (
  of: { readonly feed: string; readonly name: string } | undefined,
  format: SimulatedFeed['format'],
): SimulatedFeed[] => (of === undefined ? [] : [{ name: of.feed, format, title: of.name }]);

/** What is promised of hulls of the smallest size or more, all the way out; smaller ones are seen nearer by. */
const PROMISED_PROBABILITY = 0.85;

function radarFeed(site: RadarSite): SimulatedFeed {
  const sectors = (list: RadarSite['blindSectors']) =>
    list.map(({ fromDeg, toDeg }) => ({ fromDeg: degrees(fromDeg), toDeg: degrees(toDeg) }));
  const coverage: Coverage = {
    minRangeM: metres(site.minRangeM),
    rangeM: metres(site.rangeM),
    ...(site.sectors === undefined ? {} : { sectors: sectors(site.sectors) }),
    blindSectors: sectors(site.blindSectors),
    detectionProbability: PROMISED_PROBABILITY,
    minSizeM: metres(Math.ceil(smallestSeenM(site, PROMISED_PROBABILITY))),
  };
  const sensor: SensorSettings = {
    name: site.name,
    kind: SensorKind.radar,
    lat: degrees(site.lat),
    lon: degrees(site.lon),
    heightM: metres(site.heightM),
    coverage,
    sigmaRangeM: metres(site.sigmaRangeM),
    sigmaAzimuthDeg: degrees(site.sigmaAzimuthDeg),
    periodMs: site.periodMs,
  };
  return site.output === 'ttm'
    ? { name: site.feed, format: 'nmea', title: site.name, sensor }
    : { name: site.feed, format: 'asterix', title: site.name, sensors: { [sourceOf(site)]: sensor } };
}

/** Its own id: system area and identification code. */
const sourceOf = ({ sac = 0, sic = 0 }: { sac?: number | undefined; sic?: number | undefined }): string =>
  `${sac}-${sic}`;

const neighbourFeed = (plan: Neighbour): SimulatedFeed => ({
  name: plan.feed,
  format: 'asterix',
  title: plan.name,
  sensors: {
    [sourceOf(plan)]: {
      name: plan.name,
      kind: SensorKind.neighbour,
      sigmaM: metres(plan.sigmaM),
      periodMs: Math.round((plan.periodMs[0] + plan.periodMs[1]) / 2),
    },
  },
});

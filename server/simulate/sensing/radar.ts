/** A radar turning: which bodies its beam finds, where it takes them to be, and what it sees that is not there. */
import { gaussian, type Random } from '../../../proto/domain/random.ts';
import type { RadarSite } from '../scenariosensing.ts';
import type { Vessel } from '../vessel.ts';
import { azimuthOf, inSector, siteAt } from './earth.ts';
import { type Body, ECHO_PER_SQUARE_LENGTH } from './scene.ts';

export interface RadarPlot {
  readonly atMs: number;
  /** Slant range and azimuth as measured: with noise and misalignment. */
  readonly rangeM: number;
  readonly azimuthDeg: number;
  /** The length of what it takes for one echo, 0 for clutter. */
  readonly lengthM: number;
  /** Whose echo it is, the strongest first; none of clutter. */
  readonly of: readonly Vessel[];
}

/** Hears of a turn in order of time. */
export interface RadarListener {
  plot(plot: RadarPlot): void;
  /** The beam passed north. */
  north(atMs: number): void;
  /** The beam entered one of {@link RADAR_SECTORS} sectors, 0 from north on. */
  sector(atMs: number, sector: number): void;
}

export const RADAR_SECTORS = 32;
/** Chance of a false alarm in a resolution cell: the threshold of the detector. */
const FALSE_ALARM = 1e-6;
/** Signal to noise at which a fluctuating echo (Swerling I) is seen in every second turn: P = Pfa^(1/(1+snr)). */
const HALF_SEEN_SNR = Math.log(FALSE_ALARM) / Math.log(0.5) - 1;
const BOAT_ECHO_M2 = 10;
/** Radar horizon over 4/3 of the earth's radius: 4.12 km · (√antenna + √echo), metres (ITU-R P.834). */
const HORIZON = 4120;
/** From this share of the horizon on echoes fade. */
const FADES_FROM = 0.92;
/** The echo wanders over a hull by this share of its length, one standard deviation. */
const GLINT = 0.05;

/** The smallest hull that is seen with a probability (below the site's highest) at the end of the radar's range, metres. */
export function smallestSeenM(site: RadarSite, probability: number): number {
  const snr = Math.log(FALSE_ALARM) / Math.log(probability) - 1;
  const echoM2 = ((BOAT_ECHO_M2 * snr) / HALF_SEEN_SNR) * (site.rangeM / site.boatRangeM) ** 4;
  return Math.sqrt(echoM2 / ECHO_PER_SQUARE_LENGTH);
}

interface Echo {
  readonly atMs: number;
  readonly rangeM: number;
  readonly azimuthDeg: number;
  readonly lengthM: number;
  readonly strength: number;
  readonly of: readonly Vessel[];
}

export class Radar {
  readonly site: RadarSite;
  private readonly random: Random;
  private readonly enu: ReturnType<typeof siteAt>;
  /** When it looked north for the first time after the epoch. */
  private readonly phaseMs: number;
  /** Sector marks since then that have been passed. */
  private nextMark: number | undefined;
  /** Echoes that others may still join: those of one beam width. */
  private open: Echo[] = [];

  constructor(site: RadarSite, random: Random) {
    this.site = site;
    this.random = random;
    this.enu = siteAt(site.lat, site.lon, site.heightM);
    this.phaseMs = Math.floor(random() * site.periodMs);
  }

  /** Turns through the second that begins now; `bodies` as they are at its beginning. */
  turn(secondMs: number, bodies: readonly Body[], listener: RadarListener): void {
    const { periodMs, resolutionAzimuthDeg } = this.site;
    for (const body of bodies) this.look(body, secondMs);
    this.clutter(secondMs);
    this.open.sort((a, b) => a.atMs - b.atMs);
    // What the beam still touches may be joined: it, and the marks behind it, wait for the next second.
    const untilMs = secondMs + 1000 - (resolutionAzimuthDeg / 360) * periodMs;
    const plots = this.resolved(untilMs);
    const stepMs = periodMs / RADAR_SECTORS;
    this.nextMark ??= Math.ceil((secondMs - this.phaseMs) / stepMs);
    for (; this.phaseMs + this.nextMark * stepMs < untilMs; this.nextMark++) {
      const atMs = this.phaseMs + this.nextMark * stepMs;
      while (plots.length > 0 && plots[0]!.atMs < atMs) listener.plot(plots.shift()!);
      const sector = this.nextMark % RADAR_SECTORS;
      if (sector === 0) listener.north(atMs);
      listener.sector(atMs, sector);
    }
    for (const plot of plots) listener.plot(plot);
  }

  /** The chance that the beam sees a body at a range in one turn. */
  probability(body: Pick<Body, 'echoM2' | 'heightM'>, rangeM: number): number {
    const { site } = this;
    const horizonM = HORIZON * (Math.sqrt(site.heightM) + Math.sqrt(body.heightM));
    if (rangeM < site.minRangeM || rangeM > Math.min(site.rangeM, horizonM)) return 0;
    const snr = HALF_SEEN_SNR * (body.echoM2 / BOAT_ECHO_M2) * (site.boatRangeM / rangeM) ** 4;
    const fade = Math.min(1, (1 - rangeM / horizonM) / (1 - FADES_FROM));
    return Math.min(site.maxProbability, FALSE_ALARM ** (1 / (1 + snr))) * fade;
  }

  /** Whether it looks into a direction at all. */
  looksAt(azimuthDeg: number): boolean {
    const { sectors, blindSectors } = this.site;
    if (sectors !== undefined && !sectors.some((s) => inSector(azimuthDeg, s))) return false;
    return !blindSectors.some((s) => inSector(azimuthDeg, s));
  }

  /** When in the second the beam passes a direction; undefined when it does not. */
  private passesMs(azimuthDeg: number, secondMs: number): number | undefined {
    const { periodMs } = this.site;
    const atMs = this.phaseMs + (azimuthDeg / 360) * periodMs;
    const inMs = (((atMs - secondMs) % periodMs) + periodMs) % periodMs;
    return inMs < 1000 ? secondMs + inMs : undefined;
  }

  private look(body: Body, secondMs: number): void {
    const { site } = this;
    const seen = this.enu(body);
    const groundM = Math.hypot(seen.eastM, seen.northM);
    if (groundM > site.rangeM) return;
    const azimuthDeg = azimuthOf(seen.eastM, seen.northM);
    // The antenna says its own, misaligned direction.
    const atMs = this.passesMs(azimuthDeg + (site.bias?.azimuthDeg ?? 0), secondMs);
    if (atMs === undefined || !this.looksAt(azimuthDeg)) return;
    const seconds = (atMs - secondMs) / 1000;
    const eastM = seen.eastM + body.eastMps * seconds;
    const northM = seen.northM + body.northMps * seconds;
    const rangeM = Math.hypot(eastM, northM, seen.upM);
    if (this.random() >= this.probability(body, rangeM)) return;
    this.open.push({
      atMs,
      rangeM,
      azimuthDeg: azimuthOf(eastM, northM),
      lengthM: body.lengthM,
      strength: body.echoM2,
      of: [body.vessel],
    });
  }

  private clutter(secondMs: number): void {
    const { clutter, minRangeM, rangeM, periodMs } = this.site;
    const draw = (mean: number, rangeOf: () => number): void => {
      for (let n = poisson(this.random, (mean * 1000) / periodMs); n > 0; n--) {
        const atMs = secondMs + this.random() * 1000;
        const azimuthDeg = (((((atMs - this.phaseMs) / periodMs) % 1) + 1) * 360) % 360;
        const echoM = rangeOf();
        if (this.looksAt(azimuthDeg) && echoM < rangeM)
          this.open.push({ atMs, rangeM: echoM, azimuthDeg, lengthM: 0, strength: 1, of: [] });
      }
    };
    draw(clutter.sea, () => minRangeM - clutter.seaScaleM * Math.log(1 - this.random()));
    // Alike over the area.
    draw(clutter.uniform, () => Math.sqrt(this.random() * (rangeM ** 2 - minRangeM ** 2) + minRangeM ** 2));
  }

  /** The plots of all that can no longer be joined by another echo: what cannot be told apart is one plot. */
  private resolved(untilMs: number): RadarPlot[] {
    const { resolutionRangeM, resolutionAzimuthDeg } = this.site;
    const plots: RadarPlot[] = [];
    while (this.open.length > 0 && this.open[0]!.atMs < untilMs) {
      const first = this.open[0]!;
      const joined = this.open.filter(
        (e) =>
          e === first ||
          (Math.abs(e.rangeM - first.rangeM) < resolutionRangeM &&
            Math.abs(((e.azimuthDeg - first.azimuthDeg + 540) % 360) - 180) < resolutionAzimuthDeg),
      );
      this.open = this.open.filter((e) => !joined.includes(e));
      plots.push(this.measured(joined));
    }
    return plots;
  }

  private measured(echoes: readonly Echo[]): RadarPlot {
    const { site, random } = this;
    const strongest = echoes.toSorted((a, b) => b.strength - a.strength);
    const first = strongest[0]!;
    const total = echoes.reduce((sum, e) => sum + e.strength, 0);
    let rangeM = 0;
    let offDeg = 0;
    for (const e of echoes) {
      rangeM += (e.rangeM * e.strength) / total;
      offDeg += ((((e.azimuthDeg - first.azimuthDeg + 540) % 360) - 180) * e.strength) / total;
    }
    const glintM = GLINT * first.lengthM;
    rangeM += (site.bias?.rangeM ?? 0) + Math.hypot(site.sigmaRangeM, glintM) * gaussian(random);
    const acrossDeg = (glintM / Math.max(rangeM, 1)) * (180 / Math.PI);
    offDeg += (site.bias?.azimuthDeg ?? 0) + Math.hypot(site.sigmaAzimuthDeg, acrossDeg) * gaussian(random);
    return {
      atMs: first.atMs,
      rangeM: Math.max(1, rangeM),
      azimuthDeg: (first.azimuthDeg + offDeg + 360) % 360,
      lengthM: first.lengthM,
      of: strongest.flatMap((e) => e.of),
    };
  }
}

/** Poisson distributed (Knuth 1969); for means of up to some dozens. */
function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random();
  let n = 0;
  while (product > limit) {
    product *= random();
    n++;
  }
  return n;
}

/** A vessel's transponder: sends reports when they are owed, on two channels in turn. */
import { between, type Random } from '../../proto/domain/random.ts';
import { metresPerSecondToKnots } from '../../proto/domain/units.ts';
import type { AisMessage } from '../decode/ais/message.ts';
import { CourseWatch, owedMs, STATIC_INTERVAL_MS } from './owed.ts';
import { positionReport, staticReports } from './reports.ts';
import { type Reading, Sensors } from './sensors.ts';
import type { Vessel } from './vessel.ts';

export type Channel = 'A' | 'B';

/** Puts a message on the air at a time, from a place. */
export type Transmit = (
  atMs: number,
  message: AisMessage,
  channel: Channel,
  from: { readonly lat: number; readonly lon: number },
  weak: boolean,
) => void;

/** Everybody's name and position are heard within this time of the beginning, milliseconds. */
const FIRST_REPORTS_MS = 4000;
/** Slots are chosen within a tenth of the interval round the nominal one (M.1371-5 annex 2, 3.3.4.2.1). */
const SLOT_CHOICE = 0.1;

export class Transmitter {
  private readonly vessel: Vessel;
  private readonly random: Random;
  private readonly sensors: Sensors;
  private readonly watch = new CourseWatch();
  /** The nominal time of the next report, and the time chosen for it. */
  private nominalMs: number;
  private chosenMs: number;
  private staticMs: number;
  private sent = 0;

  constructor(vessel: Vessel, random: Random, startMs: number) {
    this.vessel = vessel;
    this.random = random;
    this.sensors = new Sensors(random);
    this.nominalMs = startMs + FIRST_REPORTS_MS * random();
    this.chosenMs = this.nominalMs;
    this.staticMs = startMs + FIRST_REPORTS_MS * random();
  }

  /** Sends what is owed in the second that begins now. */
  tick(secondMs: number, transmit: Transmit): void {
    const { vessel } = this;
    if (!vessel.present || vessel.conduct?.transmits(secondMs) === false) return;
    const endMs = secondMs + 1000;
    const turning = vessel.ship.transponder === 'A' && this.watch.heading(vessel.motion.headingDeg);
    const sogKn = metresPerSecondToKnots(vessel.sogMps);
    const owed = owedMs(vessel.ship.transponder, vessel.navStatus, sogKn, turning);
    // A shorter interval holds from now on.
    if (this.nominalMs - secondMs > owed * (1 + SLOT_CHOICE) + 1000)
      this.choose(secondMs + owed * this.random(), 0);
    while (this.chosenMs < endMs) {
      // After a time off the air one report makes up for all.
      const atMs = Math.max(this.chosenMs, secondMs);
      const report = positionReport(vessel, this.read(secondMs), secondMs / 1000, this.sent);
      if (report !== undefined) this.send(atMs, report, transmit);
      this.choose(Math.max(this.nominalMs, secondMs - owed) + owed, owed);
    }
    if (this.staticMs < endMs) {
      for (const message of staticReports(vessel))
        this.send(Math.max(this.staticMs, secondMs), message, transmit);
      this.staticMs = Math.max(this.staticMs, secondMs) + STATIC_INTERVAL_MS;
    }
  }

  private read(secondMs: number): Reading {
    const reading = this.sensors.read(this.vessel, secondMs / 1000);
    const claimed = this.vessel.conduct?.claimed(reading.lat, reading.lon, secondMs);
    return claimed === undefined ? reading : { ...reading, ...claimed };
  }

  private choose(nominalMs: number, owed: number): void {
    this.nominalMs = nominalMs;
    this.chosenMs = nominalMs + between(this.random, -SLOT_CHOICE, SLOT_CHOICE) * owed;
  }

  private send(atMs: number, message: AisMessage, transmit: Transmit): void {
    this.sent++;
    const { motion, ship } = this.vessel;
    const weak = ship.transponder === 'B-CS' || ship.transponder === 'B-SO';
    transmit(atMs, message, this.sent % 2 === 0 ? 'B' : 'A', { lat: motion.lat, lon: motion.lon }, weak);
  }
}

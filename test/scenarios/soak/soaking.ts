/** A day of the demonstration at a pace, looked at every hour of its own time. */
import { ALL, HARBOUR, soakClient } from './soakclients.ts';
import { type SoakSample, startSoakServer } from './soakserver.ts';

const HOUR_MS = 3_600_000;
/** Of its time: how often somebody opens a page and closes it again. */
const VISIT_EVERY_MS = 10 * 60_000;
/** The machine's time. */
const LOOK_EVERY_MS = 200;
/** The first part of a soak fills caches, compiles, and learns. */
const WARM_UP_SHARE = 1 / 4;

export interface Soak {
  /** At most: a busy machine is slower. */
  readonly pace: number;
  readonly hours: number;
  readonly onSample?: (sample: object) => void;
}

export interface Soaked {
  readonly samples: readonly SoakSample[];
  readonly warm: readonly SoakSample[];
  readonly clients: readonly { readonly frames: number; readonly faults: number }[];
  readonly output: string;
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Ends with the server; two clients watch all the time, one comes and goes. */
export async function soak({ pace, hours, onSample }: Soak): Promise<Soaked> {
  const server = await startSoakServer(pace);
  const clients = [soakClient(server.url, ALL, 1), soakClient(server.url, HARBOUR, 2)];
  let visitor = soakClient(server.url, HARBOUR, 2);
  let visits = 1;
  const samples: SoakSample[] = [];
  const beganMs = performance.now();
  try {
    while (samples.length < hours) {
      await after(LOOK_EVERY_MS);
      const nowMs = await server.nowMs();
      if (nowMs >= visits * VISIT_EVERY_MS) {
        visits += 1;
        visitor.close();
        visitor = soakClient(server.url, HARBOUR, 2);
      }
      if (nowMs < (samples.length + 1) * HOUR_MS) continue;
      const sample = await server.sample();
      samples.push(sample);
      const watched = clients.map(({ frames, tracks, faults, cuts }) => ({ frames, tracks, faults, cuts }));
      const pacedBy = (sample.hour * HOUR_MS) / (performance.now() - beganMs);
      onSample?.({ ...sample, pacedBy: Math.round(pacedBy * 10) / 10, clients: watched });
    }
  } finally {
    for (const client of [...clients, visitor]) client.close();
    await server.close();
  }
  const warm = samples.slice(Math.ceil(samples.length * WARM_UP_SHARE) - 1);
  return { samples, warm, clients, output: server.output() };
}

/** Of `of` by the hour, by least squares. */
export function slopeAnHour(samples: readonly SoakSample[], of: (sample: SoakSample) => number): number {
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const x = mean(samples.map(({ hour }) => hour));
  const y = mean(samples.map(of));
  const covariance = samples.reduce((sum, one) => sum + (one.hour - x) * (of(one) - y), 0);
  const variance = samples.reduce((sum, one) => sum + (one.hour - x) ** 2, 0);
  return covariance / variance;
}

/** `watchfloor simulate`: every simulated feed's bytes, and the truth behind them. */
import { parseArgs } from 'node:util';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import type { CommandHost } from './commandhost.ts';
import { type LoadRequest, parseArea, parseVessels, writeLoad } from './loadcommand.ts';
import { withReception } from './reception.ts';
import { Recordings } from './recordings.ts';
import type { Scenario } from './scenario.ts';
import { readScenario } from './scenariofile.ts';
import { createSimulation } from './simulation.ts';

export const SIMULATE_SUMMARY = 'the bytes of every simulated feed, and the truth behind them';

export const SIMULATE_HELP = `watchfloor simulate --scenario NAME --seed N --duration 1h [--start TIME] [--out DIR|-] [--truth FILE]
watchfloor simulate --vessels N --area S,W,N,E [--rate N] --seed N --duration 1h …

Writes what every feed receives, in order of arrival. A file a feed, by its format:
  .nmea     AIVDM or TTM sentences with tag blocks (s: the station, c: its time in milliseconds)
  .pcap     ASTERIX datagrams with the times of their arrival
  .sapient  SAPIENT messages with their lengths; connections are not kept apart, and answers are not awaited
  .cot      Cursor on Target events as XML, one after another
  .sbs      BaseStation lines
  --scenario NAME    a file of fixtures/scenarios without .json (southern-adriatic)
  --seed N           the same seed, start and scenario give the same bytes (1)
  --duration D       seconds, or with s, m, h, d: 90, 30m, 1h (1h)
  --start TIME       ISO 8601; now
  --out DIR|-        a file a feed (DIR/<feed>.<format>), or the AIS sentences alone on standard output (-)
  --truth FILE       what each vessel, person, vehicle and aircraft really does, a JSON line for each every 10 s
  --loss SHARE       share of messages that a station loses close by, 0…1, instead of the scenario's
  --delay MS         delay from the air to the feed, instead of the scenario's
Traffic of any amount, for loads, instead of a scenario: one feed, load.nmea.
  --vessels N        so many, straight on with a turn now and then; land is no hindrance to them
  --area S,W,N,E     where they keep to, degrees (--area=-36,… where it begins with a minus); it may cross 180°
  --rate N           messages a second in all, with room for all of them on the air; without it everybody reports as
                     often as the standard says, over slots and to ranges as a coast's stations have them
Exit 0, 1 when the scenario is unusable or a file cannot be written, 2 for wrong usage.
`;

const MOST_RATE = 100_000;
const UNITS_MS: Record<string, number> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** "90", "90s", "30m", "1.5h", "2d" in milliseconds; undefined when it is no duration. */
export function parseDurationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text);
  if (match === null) return undefined;
  const value = Number(match[1]) * UNITS_MS[match[2] ?? '']!;
  return value > 0 ? value : undefined;
}

/** Runs the command line after `simulate`; the exit code. */
export async function simulateCommand(args: readonly string[], host: CommandHost): Promise<0 | 1 | 2> {
  let request: Request | LoadRequest;
  try {
    request = readRequest(args, host.nowMs());
  } catch (error) {
    host.complain(`watchfloor simulate: ${reason(error)}\nwatchfloor simulate --help says how.\n`);
    return 2;
  }
  if ('vessels' in request) return said(() => writeLoad(request, host), host);
  const read = readScenario(request.scenario, host.scenarioFolder);
  if (!read.ok) {
    for (const fault of read.faults) host.complain(`watchfloor simulate: ${fault}\n`);
    return 1;
  }
  return said(() => write(withReception(read.scenario, request.reception), request, host), host);
}

async function said(work: () => Promise<object>, host: CommandHost): Promise<0 | 1> {
  try {
    const summary = await work();
    host.complain(`${JSON.stringify(summary)}\n`);
    return 0;
  } catch (error) {
    host.complain(`watchfloor simulate: ${reason(error)}\n`);
    return 1;
  }
}

interface Request {
  readonly scenario: string;
  readonly seed: number;
  readonly startMs: EpochMs;
  readonly durationMs: number;
  readonly out: string;
  readonly truth: string | undefined;
  readonly reception: Parameters<typeof withReception>[1];
}

function readRequest(args: readonly string[], nowMs: EpochMs): Request | LoadRequest {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: text,
      seed: text,
      duration: text,
      start: text,
      out: text,
      truth: text,
      loss: text,
      delay: text,
      vessels: text,
      area: text,
      rate: text,
    },
  });
  const durationMs = parseDurationMs(values.duration ?? '1h');
  if (durationMs === undefined)
    throw new Error(`--duration: "${values.duration}" is no duration such as 30m or 1h`);
  const startMs = values.start === undefined ? nowMs : Date.parse(values.start);
  if (Number.isNaN(startMs)) throw new Error(`--start: "${values.start}" is no ISO 8601 time`);
  const lossRatio = numberIn('loss', values.loss, 0, 1);
  const delayMs = numberIn('delay', values.delay, 0, 60_000);
  const seed = numberIn('seed', values.seed, 0, 2 ** 32 - 1) ?? 1;
  const common = { seed, startMs: epochMs(startMs), durationMs, out: values.out ?? '-', truth: values.truth };
  const reception = {
    ...(lossRatio === undefined ? {} : { lossRatio }),
    ...(delayMs === undefined ? {} : { delayMs }),
  };
  const messagesPerS = numberIn('rate', values.rate, 0.1, MOST_RATE);
  if (values.vessels === undefined) {
    const alone = values.area === undefined ? '--rate' : '--area';
    if (values.area !== undefined || messagesPerS !== undefined)
      throw new Error(`${alone}: of --vessels, which is not given`);
    return { ...common, scenario: values.scenario ?? 'southern-adriatic', reception };
  }
  if (values.scenario !== undefined) throw new Error('--scenario: not together with --vessels');
  const load = { vessels: parseVessels(values.vessels), area: parseArea(values.area) };
  return { ...common, ...load, ...reception, ...(messagesPerS !== undefined && { messagesPerS }) };
}

function numberIn(option: string, text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value >= low && value <= high))
    throw new Error(`--${option}: "${text}" is no number from ${low} to ${high}`);
  return value;
}

const TRUTH_EVERY_MS = 10_000;

async function write(scenario: Scenario, request: Request, host: CommandHost): Promise<object> {
  const { seed, startMs, durationMs } = request;
  const simulation = createSimulation(scenario, seed, startMs);
  const recordings = new Recordings();
  const toStdout = request.out === '-';
  const sentences = new Set(simulation.feeds.filter((f) => f.format === 'ais').map((f) => f.name));
  if (!toStdout) recordings.openFeeds(request.out, simulation.feeds);
  const truth = request.truth === undefined ? undefined : recordings.open(request.truth);
  const text = new TextEncoder();

  let bytes = 0;
  let alive = true;
  const endMs = startMs + durationMs;
  for (let atMs = startMs; alive && atMs < endMs; ) {
    atMs = epochMs(Math.min(endMs, atMs + TRUTH_EVERY_MS));
    const printed: Uint8Array[] = [];
    simulation.advance(atMs, (feed, piece, arrivedMs) => {
      if (toStdout && !sentences.has(feed)) return;
      bytes += piece.length;
      if (toStdout) printed.push(piece);
      else recordings.add(feed, piece, arrivedMs);
    });
    if (toStdout) alive = await host.write(Buffer.concat(printed).toString('latin1'));
    if (truth !== undefined)
      for (const one of [...simulation.truth(atMs), ...simulation.actors(atMs)])
        recordings.put(truth, text.encode(`${JSON.stringify({ atMs, ...one })}\n`));
    await recordings.flush();
  }
  await recordings.close();
  const vessels = simulation.truth(epochMs(endMs)).length;
  const feeds = simulation.feeds.map((f) => f.name).filter((name) => !toStdout || sentences.has(name));
  return { scenario: scenario.name, seed, startMs, durationMs, feeds, vessels, bytes };
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Five hundred clients before the whole server (the demonstration: ten feeds, zones, detectors, alerts, the recorder), all cut
 * at once as a broken cable does it. While they are away a vessel in distress is reported and a zone drawn. How long until
 * each has a picture again and has asked for alerts and decisions; whether each knows of both, and shows what the server shows.
 */
import { fork } from 'node:child_process';
import { on } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Figures, ranAsSide, report, runFresh, type Side } from './harness.ts';
import { cpuS, shareOfCore, signInAs, startWholeServer } from './whole/server.ts';

/** Of a core: where a process gets less, how long something takes says more of the others. */
const QUIET = 0.9;
const CLIENTS = Number(process.env.WATCHFLOOR_BENCH_CLIENTS ?? 500);
const CUTS = 3;

/** Floors and figures are of the slowest of these. */
async function cut(): Promise<Figures> {
  const server = await startWholeServer(['--demo']);
  const program = fileURLToPath(new URL('returning.side.ts', import.meta.url));
  const clients = fork(program, [server.url, String(CLIENTS)], { execArgv: ['--import', 'tsx'] });
  try {
    const cookie = await signInAs(server.url, 'arta.leka');
    const send = async (method: string, path: string, body?: object): Promise<unknown> => {
      const response = await fetch(`${server.url}${path}`, {
        method,
        headers: { cookie, 'Content-Type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    };
    const alertIds = async (): Promise<string[]> =>
      ((await send('GET', '/api/alerts')) as { alerts: { id: string }[] }).alerts.map(({ id }) => id);
    const { records } = (await send('GET', '/api/zones')) as { records: { value: { marking: object } }[] };
    const marking = records[0]!.value.marking;
    const messages = on(clients, 'message');
    const told = async (): Promise<Record<string, number>> => (await messages.next()).value[0];
    await told();
    process.stderr.write(`${CLIENTS} clients are there\n`);
    let lastMs = 0;
    let medianMs = 0;
    let serverMs = 0;
    let share = 1;
    let [same, other, knowAlert, knowDecision, ships] = [CLIENTS, 0, CLIENTS, CLIENTS, 0];
    for (let i = 0; i < CUTS; i += 1) {
      const before = new Set(await alertIds());
      share = Math.min(share, shareOfCore());
      const serverS = cpuS(server.pid);
      clients.send({ cut: true });
      const name = `Cut ${i}`;
      const corner = { lat: 41.5 + i / 10, lon: 18.5 };
      const rings = [[corner, { lat: corner.lat + 0.05, lon: 18.5 }, { lat: corner.lat, lon: 18.55 }]];
      await send('POST', '/api/zones', {
        value: { name, shape: { kind: 'polygon', rings }, purpose: 'informative', life: 'active', marking },
      });
      const place = { kind: 'point', ...corner, uncertaintyM: 500 };
      await send('POST', '/api/contacts', {
        report: { kind: 'seaContact', place, distress: true, saidBy: 'a fisherman' },
      });
      const back = await told();
      process.stderr.write(`cut ${i + 1} of ${CUTS}: ${JSON.stringify(back)}\n`);
      serverMs = Math.max(serverMs, (cpuS(server.pid) - serverS) * 1000);
      lastMs = Math.max(lastMs, back.lastMs ?? Number.NaN);
      medianMs = Math.max(medianMs, back.medianMs ?? Number.NaN);
      let alert: string | undefined;
      while (alert === undefined) alert = (await alertIds()).find((id) => !before.has(id));
      // The server says what is new at once; two of its seconds are enough to be told.
      await new Promise((resolve) => void setTimeout(resolve, 2000));
      clients.send({ alert, zone: name });
      const seen = await told();
      process.stderr.write(`${JSON.stringify(seen)}\n`);
      same = Math.min(same, seen.same ?? 0);
      other = Math.max(other, seen.other ?? 0);
      knowAlert = Math.min(knowAlert, seen.knowAlert ?? 0);
      knowDecision = Math.min(knowDecision, seen.knowDecision ?? 0);
      ships = seen.ships ?? 0;
    }
    return {
      ...{ lastMs, medianMs, serverCpuMs: serverMs, shareOfCore: share, ships },
      samePicture: same,
      otherPicture: other,
      knowAlert,
      knowDecision,
    };
  } finally {
    clients.kill();
    await server.stop();
  }
}

const NAME = `${CLIENTS} clients`;
const sides: readonly Side[] = [{ name: NAME, run: cut }];

if (!(await ranAsSide(sides))) {
  const figures = await runFresh(import.meta.url, NAME);
  const isJudged = (figures.shareOfCore ?? 0) >= QUIET;
  if (!isJudged) console.error('This machine has other work: how soon all are back is said, and not judged.');
  const { lastMs, samePicture, knowAlert, knowDecision } = figures;
  report(`cut: ${CLIENTS} clients at once, ${CUTS} times, the slowest of each`, new Map([[NAME, figures]]), [
    { what: '5 s / the last is back', ratio: 5000 / (lastMs ?? Number.NaN), floor: isJudged ? 1 : 0 },
    { what: 'share that shows what the server shows', ratio: (samePicture ?? 0) / CLIENTS, floor: 1 },
    { what: 'share that knows the alert', ratio: (knowAlert ?? 0) / CLIENTS, floor: 1 },
    { what: 'share that knows the decision', ratio: (knowDecision ?? 0) / CLIENTS, floor: 1 },
  ]);
}

/** Checks a scenario: its shape, that every name stands for something, that ports have room. */
import { type MooringUse, type Scenario, scenarioSchema } from './scenario.ts';
import { sensingFaults } from './sensingcheck.ts';

export type ScenarioResult =
  | { readonly ok: true; readonly scenario: Scenario }
  /** Each fault names its place and what is wrong there. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** Checks a parsed scenario file: its shape, then the names it uses, then the berths. */
export function checkScenario(value: unknown): ScenarioResult {
  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (i) => `${i.path.map(String).join('.') || '(file)'}: ${i.message}`,
    );
    return { ok: false, faults };
  }
  const dangling = [...danglingNames(parsed.data), ...sensingFaults(parsed.data)];
  const faults = dangling.length > 0 ? dangling : missingBerths(parsed.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, scenario: parsed.data };
}

/** A fault for each name that stands for nothing. */
function danglingNames(s: Scenario): string[] {
  const faults: string[] = [];
  const check = (kind: string, known: ReadonlySet<string>, place: string, names: readonly string[]) => {
    for (const n of names) if (!known.has(n)) faults.push(`${place}: there is no ${kind} "${n}"`);
  };
  const reached = new Set(s.fairways.flatMap((f) => f.between));
  const ids = (list: readonly { id: string }[]) => new Set(list.map((x) => x.id));
  const flags = new Set(s.flags.map((f) => f.code));
  const ports = ids(s.ports);
  const waypoints = new Set(Object.keys(s.waypoints));
  s.fairways.forEach((f, i) => {
    check('waypoint', waypoints, `fairways.${i}`, f.between);
  });
  for (const list of ['gates', 'ports', 'anchorages', 'grounds', 'bays'] as const)
    s[list].forEach((x, i) => {
      check('waypoint on a fairway', reached, `${list}.${i}`, [x.waypoint]);
    });
  s.anchorages.forEach((a, i) => {
    check('port', ports, `anchorages.${i}`, a.forPorts);
  });
  s.merchants.forEach((m, i) => {
    check('flag', flags, `merchants.${i}`, m.flags);
    if (m.trade === 'port') check('port', ports, `merchants.${i}`, m.ports);
  });
  s.ferries.forEach((f, i) => {
    check('flag', flags, `ferries.${i}`, [f.flag]);
    check(
      'port',
      ports,
      `ferries.${i}`,
      f.calls.map((c) => c.port),
    );
  });
  s.fishing.forEach((f, i) => {
    check('flag', flags, `fishing.${i}`, [f.flag]);
    check('port', ports, `fishing.${i}`, [f.port]);
    check('ground', ids(s.grounds), `fishing.${i}`, f.grounds);
  });
  s.pleasure.forEach((p, i) => {
    check('flag', flags, `pleasure.${i}`, p.flags);
    check('port', ports, `pleasure.${i}`, [p.port]);
    check('bay', ids(s.bays), `pleasure.${i}`, p.bays);
  });
  s.services.forEach((v, i) => {
    check('flag', flags, `services.${i}`, [v.flag]);
    check('port', ports, `services.${i}`, [v.port]);
    check('waypoint on a fairway', reached, `services.${i}`, v.beat);
  });
  s.aircraft.forEach((a, i) => {
    check('flag', flags, `aircraft.${i}`, [a.flag]);
    check('waypoint on a fairway', reached, `aircraft.${i}`, a.route);
  });
  s.stations.forEach((t, i) => {
    check('flag', flags, `stations.${i}`, [t.flag]);
  });
  for (const list of ['weather', 'notices'] as const)
    s.broadcasts[list].forEach((b, i) => {
      check('station', ids(s.stations), `broadcasts.${list}.${i}`, [b.station]);
    });
  return faults;
}

/** A fault for each port with fewer berths than the vessels that live there or call by timetable. */
function missingBerths(s: Scenario): string[] {
  const needed = new Map<string, number>();
  const need = (port: string, use: MooringUse, count: number) => {
    const key = `${port} ${use}`;
    needed.set(key, (needed.get(key) ?? 0) + count);
  };
  for (const line of s.ferries)
    for (const port of new Set(line.calls.map((c) => c.port))) need(port, 'ferry', 1);
  for (const fleet of s.fishing) need(fleet.port, 'fishing', fleet.count);
  for (const fleet of s.pleasure) need(fleet.port, 'marina', fleet.count);
  for (const service of s.services) need(service.port, 'service', service.count);
  return s.ports.flatMap((port) =>
    (['ferry', 'fishing', 'marina', 'service'] as const).flatMap((use) => {
      const count = needed.get(`${port.id} ${use}`) ?? 0;
      const berths = port.moorings.filter((m) => m.use === use).reduce((sum, m) => sum + m.slots.length, 0);
      return count > berths
        ? [`port "${port.id}": moorings for ${use} are needed for ${count} vessels, there are ${berths}`]
        : [];
    }),
  );
}

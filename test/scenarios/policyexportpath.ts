/** What files of zones have in them for somebody. */
import { expect } from 'vitest';
import { type Ask, sorted } from './policyasking.ts';
import type { Expected } from './policyexpected.ts';
import type { PolicyServer, Someone } from './policyserver.ts';

export async function zonesExported(
  server: PolicyServer,
  person: Someone,
  ask: Ask,
  expected: Expected,
): Promise<void> {
  const mayExport = server.access.decide(person.asker, 'export', { kind: 'any' }).verdict !== 'no';
  const zones = expected.records.flatMap((one) =>
    one.kind === 'zone' && one.shown && 'name' in one.shown ? [one.shown.name] : [],
  );
  for (const format of ['geojson', 'kml', 'csv']) {
    const { status, bytes } = await ask.get(`/api/zones.${format}`);
    expect([format, status]).toEqual([format, mayExport ? 200 : 403]);
    const names = new Set(bytes.toString().match(/QZON\d+Q/g) ?? []);
    expect([format, sorted([...names])]).toEqual([format, mayExport ? sorted(zones) : []]);
  }
}

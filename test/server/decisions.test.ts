/** What people decide, opened as the server opens it: the demonstration's agencies, and a site before its set-up. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { feedId } from '../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { type AgencyId, agencyId } from '../../proto/domain/operations/agency.ts';
import type { Asker } from '../../server/access/asker.ts';
import { systemClock } from '../../server/clock.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { openDecisions } from '../../server/decisions.ts';
import { readDemonstrationPlans } from '../../server/demonstrationplans.ts';
import { startServer } from '../../server/main.ts';

const folders: string[] = [];
function configOf(...args: string[]): Config {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-data-'));
  folders.push(folder);
  const read = readConfig(['--data', folder, '--port', '0', ...args], {});
  if ('faults' in read) throw new Error(read.text);
  return read.config;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const asker = (agency: AgencyId): Asker => ({
  name: 'x',
  agency,
  roles: ['operator'],
  how: 'session',
  credential: 'x',
});
const seen = (kind: TrackKind, feed: string, distress = false) => ({
  id: '1-1',
  ...{ kind, distress, nature: Nature.synthetic, feeds: { feeds: [feedId(feed)] } },
});

describe('the demonstration', () => {
  const { feeds } = readDemonstrationPlans();

  it('lets its viewer see every feed, and others what is released to them', () => {
    const config = configOf('--demo');
    const { access, close } = openDecisions({ config, clock: systemClock });
    const viewer = access.asker({})!;
    expect(viewer).toMatchObject({ agency: 'xa-coast-guard', how: 'demonstration' });
    const own = access.audience(viewer)!;
    for (const feed of feeds.keys()) expect([feed, own.seesFeed(feed)]).toEqual([feed, true]);
    const north = access.audience(asker(agencyId('xc-coast-guard')))!;
    expect(north.sight(seen(TrackKind.classA, 'ais-albania'))).toBe('whole');
    expect(north.sight(seen(TrackKind.seaContact, 'radar-sazan'))).toMatchObject({ withoutIdentity: true });
    expect(north.sight(seen(TrackKind.person, 'land-border'))).toBe('none');
    expect(north.sight(seen(TrackKind.vehicle, 'land-border'))).toBe('none');
    const rescue = access.audience(asker(agencyId('xb-rescue')))!;
    expect(rescue.sight(seen(TrackKind.seaContact, 'radar-sazan'))).toBe('none');
    expect(rescue.sight(seen(TrackKind.seaContact, 'radar-sazan', true))).toBe('whole');
    close();
  });

  it('is loaded once: what is decided in it stands after a restart', () => {
    const config = configOf('--demo');
    const first = openDecisions({ config, clock: systemClock });
    const { revision } = first.records;
    expect(first.desk.answer(undefined)).toMatchObject({ needsSetup: false });
    const offered = first.desk.answer(undefined).demonstration ?? [];
    expect(offered.map(({ login }) => login)).toContain('arta.leka');
    first.close();
    const second = openDecisions({ config, clock: systemClock });
    expect(second.records.revision).toBe(revision);
    second.close();
  });
});

describe('a site', () => {
  it('offers a token that only its user may read, and no look without a session', () => {
    const config = configOf('--feed', 'tcp://127.0.0.1:1');
    const { access, desk, close } = openDecisions({ config, clock: systemClock });
    expect(desk.needsSetup).toBe(true);
    expect(access.asker({})).toBeUndefined();
    expect(statSync(path.join(config.dataDir, 'setup-token')).mode & 0o777).toBe(0o600);
    close();
  });

  it('that others reach does not begin before somebody can sign in', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-config-'));
    folders.push(folder);
    const file = path.join(folder, 'site.json');
    writeFileSync(file, JSON.stringify({ host: '0.0.0.0', origins: ['https://watch.example'] }));
    const started = startServer(configOf('--config', file), pino({ level: 'silent' }));
    await expect(started).rejects.toThrow('nobody can sign in yet');
  });
});

/**
 * A site whose alerts are to be answered: one AIS feed that the test writes into, a zone with a rule, and people of three
 * agencies, one of them a rescue centre.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Alert, AlertAct } from '../../proto/domain/alert/alert.ts';
import type { ZoneRule } from '../../proto/domain/alert/rules.ts';
import { destination } from '../../proto/domain/geo.ts';
import type { LatLon, Shape } from '../../proto/domain/operations/area.ts';
import { degrees, METRES_PER_NAUTICAL_MILE } from '../../proto/domain/units.ts';
import { encodeAis } from '../../server/decode/ais/encode.ts';
import type { AisMessage } from '../../server/decode/ais/message.ts';
import { Receiver } from './receiver.ts';
import { type Site, startSite } from './site.ts';

/** Open water: nothing to draw but the alerts. */
export const PLACE = { lat: degrees(43.1), lon: degrees(15.2) };
/** The Alerts workspace there. */
export const QUEUE = '?w=alerts&c=43.1000,15.2000,11.00';
export const HOME = 'xa-coast-guard';
export const ZONE_NAME = 'Quiet water';
export const ZONE_RADIUS_M = 2000;

const MARKING = { owner: HOME, purpose: 'borderSurveillance', retention: 'decisions' };
const DAY_MS = 86_400_000;
const AROUND_M = 100_000;
const PASSWORD = 'nine herons by the weir';
const PEOPLE = {
  /** Of the same agency as the site's first person. */
  jon: { name: 'Jon Desk', login: 'jon', agency: HOME, roles: ['operator'] },
  rita: { name: 'Rita Rescue', login: 'rita', agency: 'xb-rescue', roles: ['operator'] },
  carl: { name: 'Carl Customs', login: 'carl', agency: 'xa-customs', roles: ['operator'] },
} as const;
export type Known = keyof typeof PEOPLE;
export const RESCUE_NAME = 'Rescue Centre West';
/** What `startSite` calls the first person. */
export const MIRA = 'Mira Test';

export interface AlertSite {
  readonly site: Site;
  /** The session's cookie of another person. */
  readonly cookies: Readonly<Record<Known, string>>;
  /** Sends messages into the feed now. */
  send(...messages: readonly AisMessage[]): void;
  /** The same as heard at another time: a receiver's tag block says when. */
  sendAt(atMs: number, message: AisMessage): void;
  /** A vessel that comes from outside the zone at 40 knots, a report a second, until it is told to end. */
  sailIn(mmsi: number, bearingDeg: number): () => void;
  zone(name: string, shape: Shape, rules: readonly ZoneRule[]): Promise<void>;
  /** The feed is the customs' to see, whole, from now on. */
  release(): Promise<void>;
  /** What the server answers to an act: its status. */
  act(id: string, act: AlertAct, said?: object, cookie?: string): Promise<number>;
  /** As a person is told them; the first person's where none is named. */
  alerts(cookie?: string): Promise<readonly Alert[]>;
  close(): Promise<void>;
}

const KNOTS = 40;
/** Outside for certain, and inside for certain some seconds later. */
export const BEGINS_OUTSIDE_M = 120;
const EVERY_MS = 1000;

/** An AIS-SART as it sends when it was switched on: where it is, that it is active, and the same in words. */
export const sart = (mmsi: number, { lat, lon }: LatLon): readonly AisMessage[] => [
  { type: 1, mmsi, navStatus: 14, lat, lon, sogKn: 0.3, cogDeg: 40, accurate: true },
  { type: 14, mmsi, text: 'SART ACTIVE' },
];

export const named = (mmsi: number, name: string): AisMessage => ({ type: 5, mmsi, name, shipType: 30 });

export async function startAlertSite(): Promise<AlertSite> {
  const receiver = new Receiver(() => {});
  await receiver.listen();
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-alertsite-'));
  const config = path.join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ feeds: [{ url: receiver.url, name: 'coast', format: 'ais' }] }));
  const site = await startSite(['--config', config]);
  const timers = new Set<ReturnType<typeof setInterval>>();

  const send = (...messages: readonly AisMessage[]): void =>
    receiver.write(
      `${messages.flatMap((message) => encodeAis(message, { sequenceId: 1 })).join('\r\n')}\r\n`,
    );

  const sendAt = (atMs: number, message: AisMessage): void => {
    const said = `c:${Math.floor(atMs / 1000)}`;
    const sum = [...said].reduce((xor, each) => xor ^ each.charCodeAt(0), 0);
    const block = `\\${said}*${sum.toString(16).toUpperCase().padStart(2, '0')}\\`;
    for (const sentence of encodeAis(message)) receiver.write(`${block}${sentence}\r\n`);
  };

  const request = (method: string, where: string, body?: object, cookie = site.cookie): Promise<Response> => {
    const headers = { Cookie: `watchfloor_session=${cookie}`, 'Content-Type': 'application/json' };
    const said = body && { body: JSON.stringify(body) };
    return fetch(new URL(where, site.url), { method, headers, ...said });
  };
  const ask = async (...asked: Parameters<typeof request>): Promise<Response> => {
    const [method, where] = asked;
    const answer = await request(...asked);
    if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  type Made = { readonly record: { readonly id: string; readonly version: number } };
  const make = async (where: string, value: object, id?: string): Promise<Made['record']> => {
    const answer = await ask('POST', where, { value, ...(id !== undefined && { id }) });
    return ((await answer.json()) as Made).record;
  };
  const enter = async (who: Known): Promise<string> => {
    const { id } = await make('/api/people', PEOPLE[who]);
    await ask('PUT', `/api/people/${id}/password`, { password: PASSWORD });
    const body = { login: PEOPLE[who].login, password: PASSWORD };
    const signedIn = await ask('POST', '/api/session', body, '');
    return /^watchfloor_session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? '';
  };

  await make(
    '/api/agencies',
    { name: RESCUE_NAME, country: 'XB', service: 'rescue', rescueCentre: true },
    'xb-rescue',
  );
  await make('/api/agencies', { name: 'Customs', country: 'XA', service: 'customs' }, 'xa-customs');
  const cookies = { jon: await enter('jon'), rita: await enter('rita'), carl: await enter('carl') };

  return {
    site,
    cookies,
    send,
    sendAt,
    sailIn(mmsi, bearingDeg) {
      let seconds = 0;
      const report = (): void => {
        const fromM = ZONE_RADIUS_M + BEGINS_OUTSIDE_M - (KNOTS * METRES_PER_NAUTICAL_MILE * seconds) / 3600;
        seconds += 1;
        const { lat, lon } = destination(PLACE, bearingDeg, fromM);
        const cogDeg = (bearingDeg + 180) % 360;
        send({
          type: 1,
          mmsi,
          navStatus: 0,
          lat,
          lon,
          sogKn: KNOTS,
          cogDeg,
          headingDeg: cogDeg,
          accurate: true,
        });
      };
      report();
      const timer = setInterval(report, EVERY_MS);
      timers.add(timer);
      return () => clearInterval(timer);
    },
    async zone(name, shape, rules) {
      const drawn = await make('/api/zones', {
        name,
        shape,
        purpose: 'vigilance',
        life: 'draft',
        rules,
        marking: MARKING,
      });
      const where = `/api/zones/${drawn.id}`;
      const valid = await ask('POST', `${where}/validate`, { version: drawn.version });
      const { version } = ((await valid.json()) as Made).record;
      await ask('POST', `${where}/activate`, { version });
    },
    async release() {
      const bounds = { fromMs: Date.now() - DAY_MS, untilMs: Date.now() + DAY_MS, marking: MARKING };
      const around = { kind: 'circle', centre: PLACE, radiusM: AROUND_M };
      const agreement = await make('/api/agreements', {
        ...{ title: 'One picture', reference: 'invented', parties: [HOME, 'xa-customs'] },
        ...{ areas: [{ area: around, host: HOME }], forms: ['own'], types: ['surveillance'] },
        ...{ powers: ['observe'], command: 'host', release: ['vessels', 'contacts', 'sensors'] },
        ...bounds,
      });
      const what = { kind: 'feed', feedId: 'coast' };
      const reason = 'a search together';
      await make('/api/releases', { what, to: ['xa-customs'], agreement: agreement.id, reason, ...bounds });
    },
    act: async (id, act, said = {}, cookie) =>
      (await request('POST', `/api/alerts/${id}/${act}`, said, cookie)).status,
    async alerts(cookie = site.cookie) {
      const answer = await ask('GET', '/api/alerts?since=0', undefined, cookie);
      return ((await answer.json()) as { readonly alerts: readonly Alert[] }).alerts;
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      await site.close();
      await receiver.cut();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const QUIET_WATER: Shape = { kind: 'circle', centre: PLACE, radiusM: ZONE_RADIUS_M };

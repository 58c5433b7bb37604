/** The real server over a random world: records in a real SQLite file, the real policy, people signed in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io } from 'socket.io-client';
import { PictureReceiver } from '../../client/link/frame.ts';
import { TrackStore } from '../../client/store/tracks.ts';
import { seeded } from '../../proto/domain/random.ts';
import { tilesCovering } from '../../proto/domain/tiles.ts';
import { epochMs } from '../../proto/domain/units.ts';
import type { Access } from '../../server/access/access.ts';
import { personById } from '../../server/access/accounts/people.ts';
import type { Asker } from '../../server/access/asker.ts';
import { AccessControl } from '../../server/access/control.ts';
import { AccessDesk } from '../../server/access/desk.ts';
import { SYSTEM } from '../../server/operations/actor.ts';
import { AlertBook } from '../../server/operations/alerts/book.ts';
import { AuditLog } from '../../server/operations/audit/log.ts';
import { Lookahead } from '../../server/operations/checks/lookahead.ts';
import { CoverageBook } from '../../server/operations/coverage/book.ts';
import { Database } from '../../server/operations/database.ts';
import { KINDS } from '../../server/operations/kinds.ts';
import { done } from '../../server/operations/outcome.ts';
import { Plans } from '../../server/operations/plans.ts';
import { Records } from '../../server/operations/records.ts';
import { unitPlaces } from '../../server/unitplaces.ts';
import { manualClock } from '../manualclock.ts';
import { COAST, FEEDS, MARKINGS, NOW_MS, RESCUE } from '../server/access/worlds.ts';
import type { Client } from '../server/publish/socketclient.ts';
import { serve } from '../server/publish/testserver.ts';
import { policyAlerts } from './policyalerts.ts';
import { OWNERS, policyWorld } from './policyworld.ts';

const SEA = { west: 18, south: 40, east: 20, north: 42 };

/** The same access, but for one answer. */
const holed = (access: AccessControl, decide: Access['decide']): Access => ({
  get revision() {
    return access.revision;
  },
  asker: (credentials) => access.asker(credentials),
  decide: (...question) => (question[2].kind === 'alert' ? decide : access.decide.bind(access))(...question),
  audience: (asker) => access.audience(asker),
  onChange: (listener) => access.onChange(listener),
});

/** Somebody who is signed in, and how the policy knows them. */
export interface Someone {
  readonly secret: string;
  readonly asker: Asker;
}

/** @param hole in the policy, as the server asks it: to see that it is found */
export async function policyServer(seed: number, hole?: Access['decide']) {
  const world = policyWorld(seeded(seed));
  const { picture, entered } = world;
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-policy-'));
  const clock = manualClock(NOW_MS);
  const database = Database.open(path.join(folder, 'operations.sqlite'));
  // What is kept safe is tested elsewhere: here nobody waits for the disk, nor for a group of looks to fill.
  database.get('PRAGMA synchronous = OFF');
  const after = (_ms: number, task: () => void) => {
    const soon = setImmediate(task);
    return () => clearImmediate(soon);
  };
  const audit = AuditLog.open({ database, clock, after });
  const records = Records.open({ database, audit, clock });
  records.together(() => {
    for (const { kind, id, value } of entered) {
      const made = records.create(kind, value as never, { by: SYSTEM, reason: 'QWHY1Q' }, id);
      if (!made.ok) throw new Error(made.fault.what);
    }
    return done(undefined);
  });
  const markings = (feed: string) => MARKINGS[feed];
  const access = new AccessControl({
    ...{ database, audit, records, clock, markings, home: COAST, demonstration: false },
  });
  const rescueCentres = () => [{ id: RESCUE, name: 'Rescue' }];
  const book = AlertBook.open({ database, audit, clock, rescueCentres });
  const alerts = policyAlerts(seeded(seed + 1000), world);
  const taken = book.tick(alerts, epochMs(NOW_MS));
  if (!taken.ok) throw new Error(taken.fault.what);
  const whereIs = unitPlaces(records, picture);
  const lookahead = new Lookahead({ records, clock, whereIs });
  const server = await serve(picture, {
    clock,
    access: hole ? holed(access, hole) : access,
    alerts: { book, machine: clock, rescueCentres },
    desk: new AccessDesk({ access, records, demonstration: true }),
    decisions: {
      plans: new Plans({ records, clock, rules: Object.values(KINDS) }),
      records,
      audit,
      database,
    },
    assist: {
      whereIs,
      coverage: new CoverageBook(database),
      findings: (fromMs, untilMs) => lookahead.findings(fromMs, untilMs),
    },
    feeds: () =>
      FEEDS.map((id) => ({ snapshot: { id, name: id }, history: {} })) as unknown as ReturnType<
        NonNullable<NonNullable<Parameters<typeof serve>[1]>['feeds']>
      >,
  });
  server.publisher.tick();
  // A few connections, used again and again.
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });

  /** Everybody signs in; every other coordinator looks through another agency's eyes. */
  const people: Someone[] = records.list('person').map(({ id }, i) => {
    const begun = access.accounts.begin(personById(records, id)!, '127.0.0.1', 'demonstration');
    if (!begun.ok) throw new Error(begun.fault.what);
    const { secret, session } = begun.value;
    if (i % 2 === 1) access.accounts.look(session, OWNERS[i % 4], SYSTEM);
    return { secret, asker: access.asker({ session: secret })! };
  });

  return {
    ...server,
    ...world,
    ...{ records, access, people, alerts, book },
    /** The bytes of an answer, as they came. */
    get({ secret }: Someone, where: string): Promise<{ status: number; bytes: Buffer }> {
      const headers = { cookie: `watchfloor_session=${secret}` };
      return new Promise((resolve, reject) => {
        const request = get(`${server.url}${where}`, { agent, headers }, async (response) => {
          const parts: Buffer[] = [];
          for await (const part of response) parts.push(part as Buffer);
          resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(parts) });
        });
        request.once('error', reject);
      });
    },
    /** What the first whole frame leaves a client with; undefined: it was not let in. */
    live({ secret }: Someone): Promise<{ store: TrackStore; bytes: Buffer; sensors: string[] } | undefined> {
      return new Promise((resolve, reject) => {
        const client: Client = io(server.url, {
          ...{ transports: ['websocket'], reconnection: false, forceNew: true },
          extraHeaders: { Cookie: `watchfloor_session=${secret}` },
        });
        const store = new TrackStore();
        const receiver = new PictureReceiver(store);
        const all: Buffer[] = [];
        client.once('connect_error', () => {
          client.disconnect();
          resolve(undefined);
        });
        client.once('cut', (reason) => reject(new Error(reason)));
        client.once('hello', () => {
          // What is chosen by its id is sent wherever it is: hidden tracks are asked for too.
          const chosen = Array.from({ length: 64 }, (_, slot) => picture.id(slot));
          const tiles = tilesCovering(SEA, 1, 64);
          client.emit('watch', receiver.request({ tiles, aggregate: false, plots: true, chosen }));
        });
        client.on('picture', (bytes, applied) => {
          const whole = new Uint8Array(bytes);
          const result = receiver.apply(whole);
          if (!result.ok) return reject(new Error(result.fault));
          all.push(Buffer.from(whole));
          applied();
          if (result.frame.partial || result.frame.watch === 0) return;
          client.disconnect();
          const sensors = (result.frame.sensors?.sensors ?? []).map(({ id }) => id ?? '');
          resolve({ store, bytes: Buffer.concat(all), sensors });
        });
      });
    },
    async close(): Promise<void> {
      agent.destroy();
      await server.web.close();
      access.close();
      audit.close();
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type PolicyServer = Awaited<ReturnType<typeof policyServer>>;

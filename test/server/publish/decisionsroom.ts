/** A server with real people, records, a log and the policy: two agencies of one country, and one across the border. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type FeedId, feedId } from '../../../proto/domain/ids.ts';
import { type AgencyId, agencyId, type Marking } from '../../../proto/domain/operations/agency.ts';
import { SetupToken, setupTokenFile } from '../../../server/access/accounts/setuptoken.ts';
import { AccessControl } from '../../../server/access/control.ts';
import { AccessDesk } from '../../../server/access/desk.ts';
import { PastAccess } from '../../../server/access/then.ts';
import { AlertBook } from '../../../server/operations/alerts/book.ts';
import { AuditLog } from '../../../server/operations/audit/log.ts';
import { findings } from '../../../server/operations/checks/findings.ts';
import { Lookahead } from '../../../server/operations/checks/lookahead.ts';
import { CoverageBook } from '../../../server/operations/coverage/book.ts';
import { Database } from '../../../server/operations/database.ts';
import { KINDS } from '../../../server/operations/kinds.ts';
import { PastRecords } from '../../../server/operations/pastrecords.ts';
import { Plans } from '../../../server/operations/plans.ts';
import { Records } from '../../../server/operations/records.ts';
import type { ArchiveRoom } from '../../../server/publish/archive/archiveroom.ts';
import { manualClock } from '../../manualclock.ts';
import { TestPicture } from './testpicture.ts';
import { START_MS, serve } from './testserver.ts';

export const PASSWORD = 'seven gulls over the mole';
export const GUARD = agencyId('xa-coast-guard');
export const POLICE = agencyId('xa-border-police');
export const NORTH = agencyId('xc-coast-guard');

export const markingOf = (owner: AgencyId): Marking => ({
  owner,
  purpose: 'borderSurveillance',
  retention: 'decisions',
});

const FEEDS: ReadonlyMap<FeedId, Marking> = new Map([
  [feedId('mast'), markingOf(GUARD)],
  [feedId('north'), markingOf(NORTH)],
  [feedId('tower 5'), markingOf(NORTH)],
]);

/** What a browser keeps, and how it asks. */
export class Browser {
  cookie = '';
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async ask(method: string, where: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.#url}${where}`, {
      method,
      headers: {
        ...(this.cookie !== '' && { cookie: `watchfloor_session=${this.cookie}` }),
        ...(method !== 'GET' && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const given = response.headers.get('set-cookie');
    if (given !== null) this.cookie = /watchfloor_session=([^;]*)/.exec(given)?.[1] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json;');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  }

  get = (where: string) => this.ask('GET', where);
  post = (where: string, body: unknown) => this.ask('POST', where, body);
  put = (where: string, body: unknown) => this.ask('PUT', where, body);
  delete = (where: string, body: unknown) => this.ask('DELETE', where, body);
}

/** @param asksOf answers what is asked of the archive; absent: nothing is recorded. @param keeping its lists */
export async function decisionsRoom(asksOf?: ArchiveRoom['ask'], keeping?: ArchiveRoom['keeping']) {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-decisions-'));
  const clock = manualClock(START_MS);
  const database = Database.open(path.join(folder, 'operations.sqlite'));
  const audit = AuditLog.open({ database, clock });
  const records = Records.open({ database, audit, clock });
  const plans = new Plans({
    ...{ records, clock, rules: Object.values(KINDS) },
    findings: (kind, value, id) => findings(kind, value, records, clock.nowMs(), { id }),
  });
  const markings = (feed: FeedId) => FEEDS.get(feed);
  const access = new AccessControl({
    ...{ database, audit, records, clock, demonstration: false, markings },
    passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  });
  const desk = new AccessDesk({ access, records, demonstration: false, setupToken: new SetupToken(folder) });
  const picture = new TestPicture();
  const rescueCentres = () => [{ id: 'xb-rescue', name: 'Rescue' }];
  const book = AlertBook.open({ database, audit, clock, rescueCentres });
  const decisions = { plans, records, audit, database };
  const whereIs = () => undefined;
  const lookahead = new Lookahead({ records, clock, whereIs });
  const assist = {
    whereIs,
    coverage: new CoverageBook(database),
    findings: (fromMs: number, untilMs: number) => lookahead.findings(fromMs, untilMs),
  };
  const alerts = { book, machine: clock, rescueCentres };
  const past = new PastAccess({
    ...{ now: access, past: new PastRecords(database), records, markings, home: undefined },
  });
  const keepDays = { sea: 180, land: 7, own: 1095, decisions: 1095 };
  const archive = asksOf && { ask: asksOf, past, machine: clock, keepDays, ...(keeping && { keeping }) };
  const server = await serve(picture, {
    ...{ clock, access, desk, decisions, assist, alerts },
    ...(archive && { archive }),
  });
  const browser = (): Browser => new Browser(server.url);
  const admin = browser();
  const signedIn = async (login: string): Promise<Browser> => {
    const one = browser();
    const answer = await one.post('/api/session', { login, password: PASSWORD });
    if (answer.status !== 200) throw new Error(answer.text);
    return one;
  };
  return {
    ...server,
    ...{ folder, clock, access, records, plans, audit, database, picture, book, admin, browser, signedIn },
    setUpToken: (): string => readFileSync(setupTokenFile(folder), 'utf8').trim(),
    /** Enters a person by the administrator, and signs them in. */
    async person(login: string, agency: AgencyId, roles: readonly string[]): Promise<Browser> {
      const value = { name: `Somebody ${login}`, login, agency, roles };
      const made = await admin.post('/api/people', { value });
      if (made.status !== 201) throw new Error(made.text);
      const { id } = made.json.record;
      const set = await admin.put(`/api/people/${id}/password`, { password: PASSWORD });
      if (set.status !== 204) throw new Error(set.text);
      return signedIn(login);
    },
    close: async (): Promise<void> => {
      await server.web.close();
      access.close();
      audit.close();
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const OTHERS = [
  { id: POLICE, value: { name: 'Border Police', country: 'XA', service: 'borderPolice' } },
  { id: NORTH, value: { name: 'Coast Guard of the north', country: 'XC', service: 'coastGuard' } },
];

/** The same, set up, with somebody who works in each coast guard. */
export async function settledRoom(asksOf?: ArchiveRoom['ask'], keeping?: ArchiveRoom['keeping']) {
  const room = await decisionsRoom(asksOf, keeping);
  const agency = { id: GUARD, name: 'Coast Guard', country: 'XA', service: 'coastGuard' };
  const person = { name: 'Alba Zeqo', login: 'alba', agency: GUARD, roles: ['administrator'] };
  const token = room.setUpToken();
  await room.admin.post('/api/setup', { token, agency, person, password: PASSWORD });
  for (const other of OTHERS) await room.admin.post('/api/agencies', other);
  const coordinator = await room.person('mira', GUARD, ['supervisor', 'analyst']);
  const north = await room.person('jelena', NORTH, ['supervisor']);
  return { ...room, coordinator, north };
}

export type SettledRoom = Awaited<ReturnType<typeof settledRoom>>;
export type DecisionsRoom = Awaited<ReturnType<typeof decisionsRoom>>;

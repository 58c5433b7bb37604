/** Access with a database of its own, as the server opens it; passwords are hashed weakly, to be quick. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { AgencyId, Role } from '../../../proto/domain/operations/agency.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { personById } from '../../../server/access/accounts/people.ts';
import { SetupToken } from '../../../server/access/accounts/setuptoken.ts';
import { AccessControl } from '../../../server/access/control.ts';
import { AccessDesk } from '../../../server/access/desk.ts';
import { SYSTEM } from '../../../server/operations/actor.ts';
import { AuditLog } from '../../../server/operations/audit/log.ts';
import { Database } from '../../../server/operations/database.ts';
import { type ManualClock, manualClock } from '../../manualclock.ts';
import { COAST, MARKINGS, NOW_MS, recordsWithAgencies, type TestRecords } from './worlds.ts';

export const WEAK = { memoryCost: 64, timeCost: 1, parallelism: 1 };
/** Good enough for the rules, and found again in the bytes of a file. */
export const PASSWORD = 'four quiet herons at dusk';
export const HERE = '10.0.0.7';

interface Opening {
  readonly home?: AgencyId | undefined;
  readonly demonstration?: boolean;
  readonly dir?: string;
  readonly clock?: ManualClock;
  readonly records?: TestRecords;
  readonly cost?: typeof WEAK;
}

export function accessFolder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'watchfloor-access-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export function openAccess(opening: Opening = {}) {
  const { dir = accessFolder(), clock = manualClock(NOW_MS), demonstration = false } = opening;
  const records = opening.records ?? recordsWithAgencies();
  const home = 'home' in opening ? opening.home : COAST;
  const database = Database.open(path.join(dir, 'operations.sqlite'));
  // Groups are written when somebody asks for them: no timer of the machine decides.
  const audit = AuditLog.open({
    database,
    clock,
    after: (_ms, task) => {
      queueMicrotask(task);
      return () => undefined;
    },
  });
  const access = new AccessControl({
    database,
    audit,
    records,
    clock,
    markings: (feed) => MARKINGS[feed],
    ...(home !== undefined && { home }),
    demonstration,
    passwordCost: opening.cost ?? WEAK,
  });
  const desk = new AccessDesk({
    access,
    records,
    demonstration,
    ...(!demonstration && { setupToken: new SetupToken(dir) }),
  });
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    access.close();
    audit.close();
    database.close();
  };
  onTestFinished(close);

  const opened = {
    dir,
    clock,
    records,
    database,
    audit,
    access,
    desk,
    close,
    /** A person of the coast guard with {@link PASSWORD}. */
    async withPerson(login: string, roles: readonly Role[], agency: AgencyId = COAST) {
      records.set('person', `p-${login}`, { name: 'Jo Doe', login, agency, roles });
      const person = personById(records, `p-${login}`)!;
      const set = await access.accounts.setPassword(person, PASSWORD, SYSTEM);
      if (!set.ok) throw new Error(set.fault.what);
      return opened;
    },
    async signIn(login: string, password = PASSWORD, address = HERE) {
      const outcome = await desk.signIn(login, password, address);
      if (!outcome.ok) throw new Error(`${outcome.fault.kind}: ${outcome.fault.what}`);
      const asker = access.asker({ session: outcome.value.secret });
      if (!asker) throw new Error('signed in, and nobody');
      return { ...outcome.value, asker };
    },
    /** Actions in the log, the oldest first. */
    actions: () => opened.log().map(({ action, outcome }) => `${action} ${outcome}`),
    log: () => audit.find({ limit: 500 }).toReversed(),
    /** Every byte that is in the folder, but the file of the set-up token. */
    bytes: () =>
      readdirSync(dir)
        .filter((name) => name !== 'setup-token')
        .map((name) => readFileSync(path.join(dir, name), 'latin1'))
        .join('\n'),
  };
  return opened;
}

export const inMs = (clock: ManualClock, ms: number) => epochMs(clock.nowMs() + ms);

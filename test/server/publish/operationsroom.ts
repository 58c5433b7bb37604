/** A server at which people may do things: real contacts on a real disk, a picture that the test changes by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { feedId, type SensorId } from '../../../proto/domain/ids.ts';
import type { ManualObservation } from '../../../proto/domain/manual.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { Contacts } from '../../../server/operations/contacts.ts';
import { Registrations } from '../../../server/operations/registrations.ts';
import { type LookTask, Tasks } from '../../../server/operations/tasks.ts';
import { manualClock } from '../../manualclock.ts';
import { TestPicture } from './testpicture.ts';
import { START_MS, serve } from './testserver.ts';

export async function operationsRoom() {
  const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-operations-'));
  const picture = new TestPicture();
  const clock = manualClock(START_MS);
  const heard: ManualObservation[] = [];
  const looks: LookTask[] = [];
  const allowed: [SensorId, boolean][] = [];
  /** What the sensors answer to tasks, and the picture to associations. */
  const answers = { looks: true, associates: true };
  const contacts = await Contacts.open({
    file: path.join(folder, 'contacts.jsonl'),
    clock,
    feedOf: () => feedId('manual'),
    nature: Nature.real,
    emit: (observation) => heard.push(observation),
    associate: () => answers.associates,
  });
  const tasks = new Tasks({
    epoch: 1,
    clock,
    lookAt: (task) => {
      looks.push(task);
      return answers.looks;
    },
    sent: () => {},
  });
  const registrations = await Registrations.open({
    file: path.join(folder, 'registrations.jsonl'),
    clock,
    tell: (id, isAllowed) => allowed.push([id, isAllowed]),
  });
  const server = await serve(picture, { clock, operations: { contacts, tasks, registrations } });
  return {
    ...server,
    picture,
    heard,
    looks,
    allowed,
    answers,
    contacts,
    close: async (): Promise<void> => {
      await server.web.close();
      await contacts.close();
      await registrations.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type OperationsRoom = Awaited<ReturnType<typeof operationsRoom>>;

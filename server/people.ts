/** What people decide, joined to the picture and to the sensors. */
import path from 'node:path';
import type { Clock } from '../proto/domain/clock.ts';
import { feedId } from '../proto/domain/ids.ts';
import { Nature } from '../proto/domain/observation.ts';
import type { Observation } from '../proto/domain/observations.ts';
import { peopleFeed } from './access/world.ts';
import type { Config } from './config.ts';
import { Contacts } from './operations/contacts.ts';
import { Registrations } from './operations/registrations.ts';
import { Tasks } from './operations/tasks.ts';
import type { Pipeline } from './pipeline.ts';
import type { Operations } from './publish/routeoptions.ts';
import type { Picture } from './tracks/picture.ts';

/** Under this name the picture hears people whose agency nobody knows: what earlier versions kept. */
const PEOPLE = feedId('people');

interface Joined {
  readonly config: Config;
  readonly clock: Clock;
  readonly epoch: number;
  readonly picture: Picture;
  /** Takes what people report, as everything that is received. */
  readonly hear: (said: Observation) => void;
  readonly pipelines: readonly Pipeline[];
}

/** Rejects with a `JournalError` when what people reported before cannot be read or kept. */
export async function openOperations({
  config,
  clock,
  epoch,
  picture,
  hear,
  pipelines,
}: Joined): Promise<Operations> {
  const nature = natureOf(config, clock);
  const contacts = await Contacts.open({
    file: path.join(config.dataDir, `${FILE_PREFIX[nature]}contacts.jsonl`),
    clock,
    feedOf: (agency) => (agency === undefined ? PEOPLE : feedId(peopleFeed(agency))),
    nature,
    emit: hear,
    associate: (contactId, trackId) => picture.associate(contactId, trackId),
  });
  const registrations = await Registrations.open({
    file: path.join(config.dataDir, `${FILE_PREFIX[nature]}registrations.jsonl`),
    clock,
    tell: (sensorId, allowed) => picture.sensors.allowRegistration(sensorId, allowed),
  });
  const tasks = new Tasks({
    epoch,
    clock,
    lookAt: (request) => pipelines.some((pipeline) => pipeline.lookAt(request, clock.nowMs())),
    sent: ({ id, sensorId, trackId, sentMs }) => picture.sensors.taskSent(sensorId, id, trackId, sentMs),
  });
  return { contacts, tasks, registrations };
}

/** Each nature has files of its own: what was reported in an exercise is not there on watch, nor the other way round. */
export const FILE_PREFIX: Readonly<Record<Nature, string>> = {
  [Nature.real]: '',
  [Nature.synthetic]: 'demonstration-',
  [Nature.recorded]: 'recording-',
};

/** What is entered beside simulated or recorded traffic is no more real than that. */
export function natureOf({ demonstration }: Config, clock: Clock): Nature {
  if (demonstration) return Nature.synthetic;
  return clock.kind === 'replay' ? Nature.recorded : Nature.real;
}

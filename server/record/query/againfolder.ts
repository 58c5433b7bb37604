/** Where what is run again lies while somebody looks at it: under the record, for the query process reads nothing else. */
import path from 'node:path';

const ID = /^[a-z0-9]{1,64}$/;

/** Throws a RangeError for an id that is none of a replay: it must not lead elsewhere. */
export function againFolder(record: string, id: string): string {
  if (!ID.test(id)) throw new RangeError(`no replay's id: ${id.slice(0, 80)}`);
  return path.join(record, 'again', id);
}

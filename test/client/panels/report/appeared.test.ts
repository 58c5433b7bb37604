import { expect, test } from 'vitest';
import { whenNewContact } from '../../../../client/panels/report/appeared.ts';
import type { TrackTable } from '../../../../client/store/tracks.ts';
import { ContactState } from '../../../../proto/domain/track.ts';
import { tableOf } from '../../store/trackrows.ts';

test('the contact that was not there before is found when a frame brings it', async () => {
  const known = { id: '1-1', contact: ContactState.manual };
  let now = tableOf([known]);
  let tell = (): void => undefined;
  const table: TrackTable = {
    ...now,
    get count() {
      return now.count;
    },
    get statics() {
      return now.statics;
    },
    get contact() {
      return now.contact;
    },
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
  };
  const appeared = whenNewContact(table);
  tell();
  now = tableOf([known, { id: '1-2' }, { id: '1-3', contact: ContactState.manual }]);
  tell();
  expect(await appeared).toBe('1-3');
});

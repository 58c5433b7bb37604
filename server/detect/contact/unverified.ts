/** AIS that no sensor supports where one should see it. */
import { UNVERIFIED } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { ContactState } from '../../../proto/domain/track.ts';
import type { Detector, Watch } from '../detector.ts';
import { ContactStates, reasonClue, seenBy } from './states.ts';

export const unverified = (watch: Watch): Detector =>
  new ContactStates(watch, {
    name: 'contact/unverified',
    kind: 'unverified',
    state: ContactState.unverified,
    table: UNVERIFIED,
    asked: (thing) => (thing.class === 'unit' ? undefined : {}),
    clues: (thing) => [...reasonClue(watch, thing, 'unverified'), ...seenBy(watch, thing)],
  });

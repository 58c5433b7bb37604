/** Seen, sends nothing, and there is evidence that it should: it did before, or sensors call it a ship. */
import { DARK } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { ContactState } from '../../../proto/domain/track.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Detector, Watch } from '../detector.ts';
import { ContactStates, reasonClue, seenBy } from './states.ts';

const NOT_TOLD: ReadonlySet<string> = new Set(['unit', 'authority', 'military', 'rescue']);

export const dark = (watch: Watch): Detector =>
  new ContactStates(watch, {
    name: 'contact/dark',
    kind: 'darkContact',
    state: ContactState.dark,
    table: DARK,
    // Those who may switch off for their work, and our own.
    asked: (thing) => (NOT_TOLD.has(thing.class) ? undefined : {}),
    clues: (thing) => {
      const { silentSinceMs } = watch.picture.static(thing.slot);
      return [
        ...(silentSinceMs === undefined
          ? []
          : [{ what: 'lastHeard', atMs: epochMs(silentSinceMs) } as const]),
        ...reasonClue(watch, thing, 'dark'),
        ...seenBy(watch, thing),
      ];
    },
  });

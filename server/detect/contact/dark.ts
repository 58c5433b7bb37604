/** Seen, sends nothing, and there is evidence that it should: it did before, or sensors call it a ship. */
import { DARK } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { ContactState } from '../../../proto/domain/track.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Detector, Finding, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { ContactStates, reasonOf, seenBy } from './states.ts';

const NOT_TOLD: ReadonlySet<string> = new Set(['unit', 'authority', 'military', 'rescue']);

export const dark = (watch: Watch): Detector =>
  new ContactStates(watch, {
    name: 'contact/dark',
    kind: 'darkContact',
    state: ContactState.dark,
    table: DARK,
    // Those who may switch off for their work, and our own.
    asked: (thing) => (NOT_TOLD.has(thing.class) ? undefined : proofOf(watch, thing)),
    clues: (thing) => {
      const { silentSinceMs } = watch.picture.static(thing.slot);
      return [
        ...(silentSinceMs === undefined
          ? []
          : [{ what: 'lastHeard', atMs: epochMs(silentSinceMs) } as const]),
        ...seenBy(watch, thing),
      ];
    },
  });

/** What the picture knows that it should send by: the number is that of who decided, and not for how long it was seen. */
function proofOf(watch: Watch, thing: Thing): Partial<Finding> {
  const reason = reasonOf(watch, thing, 'dark');
  if (reason?.value === undefined || reason.threshold === undefined) return {};
  const { by, value, threshold, atMs } = reason;
  if (thing.mmsi !== undefined) {
    const { silentSinceMs } = watch.picture.static(thing.slot);
    const silentS = silentSinceMs === undefined ? value : (watch.nowMs - silentSinceMs) / 1000;
    return {
      rule: 'picture/switchedOff',
      measured: { value: Math.round(silentS), unit: 's' },
      threshold: { value: Math.round(threshold), unit: 's' },
      evidence: [{ what: 'mustSend', atMs: epochMs(atMs) }],
    };
  }
  const isFormer = by !== undefined && by !== 'ship';
  return {
    rule: isFormer ? 'picture/formerAis' : 'picture/callsItShip',
    measured: { value, unit: 'ratio' },
    threshold: { value: threshold, unit: 'ratio' },
    evidence: [
      isFormer
        ? { what: 'formerMmsi', text: by, atMs: epochMs(atMs) }
        : { what: 'callsItShip', atMs: epochMs(atMs) },
    ],
  };
}

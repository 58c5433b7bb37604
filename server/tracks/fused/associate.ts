/** A person decided that a report and a track are one thing: the track keeps its id and takes over what people said. */
import { epochMs } from '../../../proto/domain/units.ts';
import type { ManualContacts } from '../manual.ts';
import type { TrackRegistry } from '../registry.ts';

/** Remarks that go over with it. */
const REMARKS = ['saidBy', 'note'];

/** `contactId`: as the report named it, or the id of its track. False where either is not, or no longer, there. */
export function associateReport(
  tracks: TrackRegistry,
  manual: ManualContacts,
  contactId: string,
  trackId: string,
  nowMs: number,
): boolean {
  const from = manual.find(contactId) ?? tracks.slotOf(contactId);
  const to = tracks.slotOf(trackId);
  if (from === undefined || to === undefined || from === to) return false;
  const report = manual.reportOf(from);
  if (!report || manual.reportOf(to) || tracks.columns.nature[from] !== tracks.columns.nature[to])
    return false;
  const notes = tracks.notesOf(to);
  const source = tracks.notesOf(from);
  for (const name of REMARKS)
    if (source.remarks[name] !== undefined) notes.remark(name, source.remarks[name]);
  notes.inherit(source.reasons);
  notes.because({ atMs: epochMs(nowMs), what: 'associated', by: report.saidBy });
  // A transmitter's own name is not replaced by what people call it.
  const name = tracks.claims[from]?.name;
  if (name && !tracks.claims[to]?.name) tracks.setClaims(to, { ...tracks.claimsOf(to), name });
  manual.callFor(from, to);
  notes.stated = undefined;
  notes.count ??= report.count;
  tracks.remove(from, nowMs);
  tracks.columns.staticVersion[to]!++;
  tracks.touch(to);
  return true;
}

/** A release as it is being made, which agreements carry it, and how one stands at a time. Pure. */
import {
  type AgencyId,
  agreementId,
  type Release,
  type Released,
  type Retention,
} from '../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../proto/domain/operations/agreement.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { mustBeAgreed, trackClass } from '../../../proto/domain/operations/releasable.table.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { MessageKey } from '../../messages/words.ts';
import { isInForce } from './agreementdraft.ts';
import { typedMs } from './time.ts';

export interface ReleaseDraft {
  readonly what: Released;
  /** Of a track: `TrackKind`. */
  readonly trackKind?: number;
  readonly distress: boolean;
  readonly to: readonly AgencyId[];
  readonly agreement: string;
  readonly withoutIdentity: boolean;
  /** Metres and milliseconds; 0: not at all. */
  readonly roundM: number;
  readonly delayMs: number;
  readonly reason: string;
  readonly until: string;
  /** Of a distress: said after its warning. */
  readonly understood: boolean;
}

export const ROUND_M: readonly number[] = [0, 500, 1000, 5000, 20_000];
export const DELAY_MS: readonly number[] = [0, 60_000, 600_000, 3_600_000, 86_400_000];
export const RELEASED_RECORDS = ['zone', 'sector', 'patrol', 'unit', 'task', 'crossingPoint'] as const;

const LONGEST_MS = 366 * 86_400_000;

export const emptyRelease = (what: Released, distress = false, trackKind?: number): ReleaseDraft => ({
  what,
  ...(trackKind !== undefined && { trackKind }),
  distress,
  to: [],
  agreement: '',
  withoutIdentity: retentionOf(what, trackKind) === 'peopleOnLand',
  roundM: 0,
  delayMs: 0,
  reason: '',
  until: distress ? '+4h' : '+8h',
  understood: false,
});

/** By which class a release is kept, and so what must have been agreed for it. */
export function retentionOf(released: Released, trackKind: number | undefined): Retention {
  if (released.kind !== 'track' || trackKind === undefined) return 'decisions';
  const what = trackClass(trackKind);
  if (what === 'peopleOnLand') return 'peopleOnLand';
  return what === 'units' ? 'ownUnits' : 'decisions';
}

/** In force now, between the owner and everyone it goes to, and naming what it is; what ends last first. */
export function carriersOf(
  agreements: Iterable<Version<'agreement'>>,
  draft: Pick<ReleaseDraft, 'what' | 'trackKind' | 'to'>,
  owner: AgencyId,
  nowMs: number,
): readonly Version<'agreement'>[] {
  const needed = mustBeAgreed(draft.what, retentionOf(draft.what, draft.trackKind));
  return [...agreements]
    .filter(
      ({ value }) =>
        isInForce(value, nowMs) &&
        [owner, ...draft.to].every((one) => value.parties.includes(one)) &&
        needed.some((one) => value.release.includes(one)),
    )
    .sort((a, b) => b.value.untilMs - a.value.untilMs);
}

type FaultyField = 'what' | 'to' | 'agreement' | 'reason' | 'until' | 'understood';
export type ReleaseFaults = { readonly [F in FaultyField]?: MessageKey };
export type CheckedRelease =
  | { readonly ok: true; readonly value: Release }
  | { readonly ok: false; readonly faults: ReleaseFaults };

const isNamed = (what: Released): boolean =>
  what.kind === 'feed' ? what.feedId !== '' : what.kind === 'track' ? what.trackId !== '' : what.id !== '';

/** @param agreement the chosen one */
export function checkRelease(
  draft: ReleaseDraft,
  owner: AgencyId,
  nowMs: number,
  agreement: Agreement | undefined,
): CheckedRelease {
  const faults: { -readonly [F in FaultyField]?: MessageKey } = {};
  const { what, to, withoutIdentity, roundM, delayMs } = draft;
  const reason = draft.reason.trim();
  if (!isNamed(what)) faults.what = 'release.wrong.what';
  if (to.length === 0) faults.to = 'release.wrong.to';
  if (agreement === undefined) faults.agreement = 'release.wrong.agreement';
  if (reason === '') faults.reason = 'release.wrong.reason';
  if (draft.distress && !draft.understood) faults.understood = 'release.distress.wrong';
  const untilMs = typedMs(draft.until, nowMs);
  if (untilMs === undefined) faults.until = 'release.wrong.until';
  else if (untilMs <= nowMs) faults.until = 'release.wrong.past';
  else if (untilMs > Math.min(agreement?.untilMs ?? Number.POSITIVE_INFINITY, nowMs + LONGEST_MS))
    faults.until = 'release.wrong.late';
  if (untilMs === undefined || Object.keys(faults).length > 0) return { ok: false, faults };
  return {
    ok: true,
    value: {
      what,
      to,
      agreement: agreementId(draft.agreement),
      ...((withoutIdentity || roundM > 0 || delayMs > 0) && {
        reduction: {
          withoutIdentity,
          ...(roundM > 0 && { roundM }),
          ...(delayMs > 0 && { delayMs }),
        },
      }),
      reason,
      fromMs: epochMs(Math.max(nowMs, agreement?.fromMs ?? nowMs)),
      untilMs: epochMs(untilMs),
      marking: { owner, purpose: 'borderSurveillance', retention: retentionOf(what, draft.trackKind) },
    },
  };
}

export type ReleaseState = 'inForce' | 'void' | 'begins' | 'ended';

export const isReleaseInForce = ({ fromMs, untilMs, endedMs }: Release, nowMs: number): boolean =>
  endedMs === undefined && fromMs <= nowMs && nowMs < untilMs;

/** @param agreement that it rests upon, where it may be seen */
export function releaseState(
  release: Release,
  agreement: Agreement | undefined,
  nowMs: number,
): ReleaseState {
  if (release.endedMs !== undefined || nowMs >= release.untilMs) return 'ended';
  if (nowMs < release.fromMs) return 'begins';
  return agreement !== undefined && !isInForce(agreement, nowMs) ? 'void' : 'inForce';
}

const ORDER: readonly ReleaseState[] = ['inForce', 'void', 'begins', 'ended'];

/** Those in force first, what ends soonest at the top; the ended last, the newest of them first. */
export function sortedReleases(
  releases: Iterable<Version<'release'>>,
  agreementOf: (id: string) => Agreement | undefined,
  nowMs: number,
): readonly { readonly release: Version<'release'>; readonly state: ReleaseState }[] {
  const endMs = ({ value }: Version<'release'>): number => value.endedMs ?? value.untilMs;
  return [...releases]
    .map((release) => ({
      release,
      state: releaseState(release.value, agreementOf(release.value.agreement), nowMs),
    }))
    .sort(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        (a.state === 'ended' ? endMs(b.release) - endMs(a.release) : endMs(a.release) - endMs(b.release)),
    );
}

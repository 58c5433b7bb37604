/** A row as the outside sees it. */
import type { Claims } from './claims.ts';
import type { FusionStatus, FusionTrack } from './contract.ts';
import { PACKED, STATE } from './imm.ts';
import type { Reception } from './reception.ts';
import type { Tracks } from './tracks.ts';

/** A vessel that must send and of which nothing is known: class B under way. */
const UNKNOWN_INTERVAL_MS = 30_000;

/** Track in `row` at `atMs`, by default where its last measurement left it; `nowMs`: the newest time of all. */
export function trackAt(
  tracks: Tracks,
  row: number,
  claims: Claims,
  reception: Reception,
  nowMs: number,
  atMs?: number,
): FusionTrack {
  const { bank, scratch } = tracks;
  let from = row;
  let timeMs = tracks.timeMs[row]!;
  if (atMs !== undefined && atMs !== timeMs) {
    bank.copy(row, scratch);
    const stepS = (atMs - timeMs) / 1000;
    if (stepS > 0) bank.predict(scratch, stepS);
    else {
      bank.shift(scratch, stepS);
      bank.combine(scratch);
    }
    from = scratch;
    timeMs = atMs;
  }
  const at = from * STATE;
  const k = from * PACKED;
  const { mean, cov } = bank;
  const claim = claims.at(tracks.claim[row]!);
  const sensedMs = tracks.sensedMs[row]!;
  return {
    id: tracks.id[row]!,
    status: tracks.status[row]! as FusionStatus,
    timeMs,
    xM: mean[at]!,
    yM: mean[at + 1]!,
    vxMps: mean[at + 2]!,
    vyMps: mean[at + 3]!,
    pxx: cov[k]!,
    pxy: cov[k + 1]!,
    pyy: cov[k + 4]!,
    pvxvx: cov[k + 7]!,
    pvxvy: cov[k + 8]!,
    pvyvy: cov[k + 9]!,
    existence: tracks.existence[row]!,
    bornMs: tracks.bornMs[row]!,
    seenMs: tracks.seenMs[row]!,
    ...(Number.isFinite(sensedMs) ? { sensedMs } : {}),
    ...(claim === undefined
      ? {}
      : {
          key: claim.key,
          keyProbability: Math.exp(-claim.d2 / 60) * (claim.contested ? 0.5 : 1),
          keySinceMs: claim.sinceMs,
          keyHeardMs: claim.heardMs,
          ...(claim.silentSinceMs === undefined ? {} : { silentSinceMs: claim.silentSinceMs }),
          ...(claim.dark ? { dark: true as const } : {}),
          ...(claim.unverifiedSinceMs === undefined ? {} : { unverifiedSinceMs: claim.unverifiedSinceMs }),
        }),
    expectedAis:
      claim === undefined
        ? reception.expected(mean[at]!, mean[at + 1]!, 'B', nowMs - tracks.bornMs[row]!, UNKNOWN_INTERVAL_MS)
        : reception.expected(
            mean[at]!,
            mean[at + 1]!,
            claim.transmitter,
            nowMs - claim.fix.timeMs,
            claim.intervalMs,
          ),
  };
}

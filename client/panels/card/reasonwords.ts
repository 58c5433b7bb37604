/** The reasons of a track in plain words, with the numbers that decided. */
import type { TrackId } from '../../../proto/domain/ids.ts';
import type { Reason } from '../../../proto/domain/track.ts';
import type { Words } from '../../messages/words.ts';
import { formatAge, formatDecimal, formatPercent, formatSigma } from '../../ui/format.ts';

export interface ReasonWords {
  readonly what: string;
  /** What was measured against what; absent where nothing was. */
  readonly numbers?: string;
}

const MMSI = /^\d{9}$/;
const TRACK = /^\d+-\d+$/;

/**
 * @param nameOf what another track is called
 * @see Reason for what `value` is of which kind: shares of one, looks that were missed, seconds, or squared distances
 */
export function reasonWords(t: Words, reason: Reason, nameOf: (id: TrackId) => string): ReasonWords {
  const { what, by } = reason;
  const who =
    by === undefined
      ? undefined
      : MMSI.test(by)
        ? t('why.ais', { mmsi: by })
        : TRACK.test(by)
          ? nameOf(by as TrackId)
          : by;
  const numbers = reasonNumbers(t, reason);
  return { what: sentence(t, what, who), ...(numbers !== undefined && { numbers }) };
}

function sentence(t: Words, what: Reason['what'], who: string | undefined): string {
  switch (what) {
    case 'bound':
    case 'unbound':
    case 'silent':
    case 'resumed':
    case 'unverified':
    case 'verified':
      return t(`why.${what}`, { who: who ?? t('why.transmitter') });
    case 'merged':
      return t('why.merged', { who: who ?? t('why.other') });
    case 'associated':
      return t('why.associated', { who: who ?? t('why.somebody') });
    case 'dark':
      return who === 'ship' || who === undefined ? t('why.dark.ship') : t('why.dark', { who });
    case 'identity':
    case 'reported':
    case 'distress':
      return who === undefined ? t(`why.${what}`) : t('why.by', { what: t(`why.${what}`), who });
    case 'born':
    case 'confirmed':
    case 'coasting':
    case 'seenAgain':
    case 'uncooperative':
      return t(`why.${what}`);
    default:
      return what satisfies never;
  }
}

/** A number stays with its unit when a line is full. */
const kept = (text: string): string => text.replaceAll(' ', '\u00a0');

function reasonNumbers(t: Words, { what, value, threshold, runnerUp, by }: Reason): string | undefined {
  if (value === undefined) return undefined;
  const withLimit = (measured: string, limit: (value: number) => string): string =>
    threshold === undefined ? measured : t('why.limit', { measured, limit: limit(threshold) });
  const seconds = (value: number): string => kept(formatAge(value * 1000));
  const share = (value: number): string => kept(formatPercent(value));
  switch (what) {
    case 'bound':
    case 'unbound': {
      // A squared distance in standard deviations; its root is what people compare.
      const apart = (squared: number): string => kept(formatSigma(Math.sqrt(Math.max(0, squared))));
      const own = withLimit(t('why.apart', { sigma: apart(value) }), apart);
      return runnerUp === undefined ? own : t('why.runnerUp', { own, next: apart(runnerUp) });
    }
    case 'coasting':
    case 'unverified':
      return withLimit(t('why.missed', { looks: formatDecimal(value) }), formatDecimal);
    case 'silent':
      return withLimit(t('why.quiet', { age: seconds(value) }), seconds);
    case 'dark':
      // Over one it is no share: a Class A transmitter was silent for so many seconds.
      return by === 'Class A' || value > 1
        ? withLimit(t('why.quiet', { age: seconds(value) }), seconds)
        : withLimit(t('why.expected', { share: share(value) }), share);
    case 'uncooperative':
      return withLimit(t('why.expected', { share: share(value) }), share);
    case 'confirmed':
      return withLimit(t('why.existence', { share: share(value) }), share);
    default:
      return withLimit(formatDecimal(value), formatDecimal);
  }
}

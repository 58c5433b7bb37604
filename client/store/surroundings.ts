/** What stations tell of the world around: notices and weather. Written by `client/link`, read by everyone. */
import { create } from 'zustand';
import type { AreaNotice, NoticeArea, Weather } from '../../proto/domain/application.ts';
import { isDistressNotice, WEATHER_OLD_MS, type WeatherPart } from '../../proto/domain/surroundings.ts';

interface SaidInfo {
  readonly id: string;
  readonly feedId: string;
  readonly nature: 'real' | 'synthetic' | 'recorded';
  /** Who says so: a number, `TrackKind`, and a name where one is known. */
  readonly mmsi: number;
  readonly senderKind: number;
  readonly senderName?: string;
  readonly lastMs: number;
}

/** A notice that stands. What is not known is absent. */
export interface NoticeInfo extends SaidInfo {
  readonly linkage: number;
  readonly about: AreaNotice['about'];
  readonly description?: number;
  /** Absent: from when it was said. */
  readonly startMs?: number;
  /** Absent: until it is taken back. */
  readonly endMs?: number;
  readonly areas: readonly NoticeArea[];
  readonly text?: string;
  /** For this ship alone. */
  readonly addressedTo?: number;
  readonly firstMs: number;
}

export interface StationInfo extends SaidInfo {
  readonly lat: number;
  readonly lon: number;
  readonly site?: number;
  /** The newest first; no value is in two. */
  readonly parts: readonly WeatherPart[];
}

export interface SurroundingsState {
  readonly notices: readonly NoticeInfo[];
  readonly stations: readonly StationInfo[];
}

/** The lists are replaced when the server says that anything of them changed. */
export const useSurroundings = create<SurroundingsState>()(() => ({ notices: [], stations: [] }));

/** Of another picture, or of another person: it is not ours any more. */
export const forgetSurroundings = (): void => useSurroundings.setState({ notices: [], stations: [] });

export type NoticeStanding = 'announced' | 'inForce' | 'over';

/** Announced before its time. What is over is no longer told of, and seen only while nothing comes. */
export function noticeStanding(
  { startMs, endMs }: Pick<NoticeInfo, 'startMs' | 'endMs'>,
  nowMs: number,
): NoticeStanding {
  if (endMs !== undefined && endMs <= nowMs) return 'over';
  return startMs !== undefined && startMs > nowMs ? 'announced' : 'inForce';
}

/** Those that the map draws: what is not over, and of somebody in distress whether notices are wanted or not. */
export const noticesToDraw = (
  notices: readonly NoticeInfo[],
  isWanted: boolean,
  nowMs: number,
): readonly NoticeInfo[] =>
  notices.filter(
    (notice) => (isWanted || isDistressNotice(notice)) && noticeStanding(notice, nowMs) !== 'over',
  );

/** How much a notice asks of a watch: what it is drawn as. Circ.289's description falls into ranges. */
export type NoticeRank = 'distress' | 'restricted' | 'caution' | 'information';

export function noticeRank({ about, description }: Pick<NoticeInfo, 'about' | 'description'>): NoticeRank {
  if (about !== 'area' || description === undefined) return 'information';
  if (isDistressNotice({ about, description })) return 'distress';
  if (description <= 31) return 'caution';
  if (description <= 39 || description === 41 || description === 42) return 'restricted';
  if (description >= 56 && description <= 63) return 'restricted';
  if (description === 82 || description === 83) return 'restricted';
  return description >= 93 && description <= 112 ? 'caution' : 'information';
}

/** A value with when it was measured. */
export interface Measured<T> {
  readonly value: T;
  readonly observedMs: number;
  readonly isOld: boolean;
}

/** The part in which a value is said. */
export function measured<K extends keyof Weather>(
  { parts }: Pick<StationInfo, 'parts'>,
  field: K,
  nowMs: number,
): Measured<NonNullable<Weather[K]>> | undefined {
  for (const { observedMs, weather } of parts) {
    const value = weather[field];
    if (value !== undefined && value !== null)
      return { value, observedMs, isOld: nowMs - observedMs >= WEATHER_OLD_MS };
  }
  return undefined;
}

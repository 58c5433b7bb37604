/** Vessels of watch lists, found by any one of what a vessel claims. Names are compared as they are heard, not as they are spelt. */

import type { WatchList } from '../../../proto/domain/alert/rules.ts';
import type { WatchedStatic } from '../../../proto/domain/detecting.ts';

type Listed = WatchList['vessels'][number];

export interface ListedVessel {
  readonly listId: string;
  readonly vessel: Listed;
}

/** What of a claim is on a list, in words of the catalogue, as it was claimed. */
export interface Match extends ListedVessel {
  readonly matched: readonly {
    readonly what: `matched${'Mmsi' | 'Imo' | 'CallSign' | 'Name'}`;
    readonly text: string;
  }[];
}

/** Capital letters and digits, one space between words, no accents: ITU-R M.1371 has no others. */
export const normalName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const normalCallSign = (callSign: string): string => normalName(callSign).replaceAll(' ', '');

export class ListedVessels {
  readonly #byClaim = new Map<string, ListedVessel[]>();

  get isEmpty(): boolean {
    return this.#byClaim.size === 0;
  }

  add(listId: string, vessel: Listed): void {
    const one = { listId, vessel };
    for (const key of keysOf(vessel)) {
      const there = this.#byClaim.get(key);
      if (there) there.push(one);
      else this.#byClaim.set(key, [one]);
    }
  }

  /** One match a list at most: the first entry that any claim fits, with everything of it that fits. */
  matches(claims: Pick<WatchedStatic, 'mmsi' | 'imo' | 'callSign' | 'name'>): readonly Match[] {
    const { mmsi, imo, callSign, name } = claims;
    const said = [
      ['matchedMmsi', mmsi === undefined ? undefined : digits(mmsi), mmsiKey] as const,
      ['matchedImo', imo === undefined ? undefined : String(imo), imoKey] as const,
      ['matchedCallSign', callSign, callSignKey] as const,
      ['matchedName', name, nameKey] as const,
    ];
    const found = new Map<string, { listed: ListedVessel; matched: Match['matched'][number][] }>();
    for (const [what, text, keyOf] of said) {
      if (text === undefined) continue;
      for (const listed of this.#byClaim.get(keyOf(text)) ?? []) {
        const known = found.get(listed.listId);
        if (!known) found.set(listed.listId, { listed, matched: [{ what, text }] });
        else if (known.listed.vessel === listed.vessel) known.matched.push({ what, text });
      }
    }
    return [...found.values()].map(({ listed, matched }) => ({ ...listed, matched }));
  }
}

const digits = (mmsi: number): string => String(mmsi).padStart(9, '0');
const mmsiKey = (text: string): string => `mmsi ${text}`;
const imoKey = (text: string): string => `imo ${text}`;
const callSignKey = (text: string): string => `call ${normalCallSign(text)}`;
const nameKey = (text: string): string => `name ${normalName(text)}`;

function keysOf({ mmsi, imo, callSign, name }: Listed): readonly string[] {
  return [
    ...(mmsi === undefined ? [] : [mmsiKey(mmsi)]),
    ...(imo === undefined ? [] : [imoKey(String(imo))]),
    // Signs alone are no name.
    ...(callSign === undefined || normalCallSign(callSign) === '' ? [] : [callSignKey(callSign)]),
    ...(name === undefined || normalName(name) === '' ? [] : [nameKey(name)]),
  ];
}

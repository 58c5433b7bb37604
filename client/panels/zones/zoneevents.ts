/** Which events a zone's card offers: by its life, and only to its owner's people. The server has the last word. */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Zone, ZoneLife } from '../../../proto/domain/operations/zone.ts';

export type ZoneEvent = 'validate' | 'activate' | 'withdraw' | 'expire' | 'reopen';

export interface ZoneOffer {
  readonly event: ZoneEvent;
  readonly from: readonly ZoneLife[];
  readonly needsReason?: true;
}

const OFFERS: readonly ZoneOffer[] = [
  { event: 'validate', from: ['draft'] },
  { event: 'activate', from: ['validated'] },
  { event: 'withdraw', from: ['validated', 'active'], needsReason: true },
  { event: 'expire', from: ['validated', 'active'], needsReason: true },
  { event: 'reopen', from: ['expired'] },
];

export interface Person {
  readonly agency: AgencyId | undefined;
  may(action: string): boolean;
}

export const isOwn = ({ marking }: { readonly marking: Zone['marking'] }, { agency }: Person): boolean =>
  marking.owner === agency;

/** One with a time to come begins by itself. */
export const zoneOffers = (zone: Zone, person: Person, nowMs: number): readonly ZoneOffer[] =>
  !isOwn(zone, person) || !person.may('approve')
    ? []
    : OFFERS.filter(
        ({ event, from }) =>
          from.includes(zone.life) &&
          !(event === 'activate' && zone.schedule?.fromMs !== undefined && zone.schedule.fromMs > nowMs),
      );

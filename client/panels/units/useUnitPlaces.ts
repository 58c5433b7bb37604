/** Which tracks of the picture are units', as the server tells: it knows them by every number that they are bound by. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { useServices } from '../services.ts';

/** Of `GET /api/units/places`: WGS-84 degrees, and when it was heard there. */
export interface UnitPlace {
  readonly unitId: string;
  readonly trackId: TrackId;
  readonly lat: number;
  readonly lon: number;
  readonly observedMs: number;
}

/** By the unit's id; one that is not heard, or whose track may not be seen whole, is missing. */
export const useUnitPlaces = create<{ readonly places: ReadonlyMap<string, UnitPlace> }>()(() => ({
  places: new Map(),
}));

const ASK_EVERY_MS = 5000;

/** Asks again and again while something shows it. */
export function useAskUnitPlaces(): void {
  const { exchange } = useServices();
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await exchange<{ readonly places: readonly UnitPlace[] }>('GET', '/api/units/places');
      if (gone) return;
      // What was told last is no longer true when nothing is told.
      const places = answer.ok ? answer.value.places : [];
      useUnitPlaces.setState({ places: new Map(places.map((place) => [place.unitId, place])) });
      timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
      useUnitPlaces.setState({ places: new Map() });
    };
  }, [exchange]);
}

/**
 * When the list's order is made anew: at once for what the user asks (sort, filter, the button), soon after the map has
 * moved, otherwise every {@link CALM_MS}, and neither while a pointer or the focus is in the list. Between two orders
 * rows stay where they are.
 */
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { flagOf } from '../../../proto/domain/flag.ts';
import type { TrackId } from '../../../proto/domain/ids.ts';
import { useView } from '../../store/view.ts';
import { useServices } from '../services.ts';
import { changesSince, orderTracks, type Sort, USUAL_SORT } from './order.ts';

/** Least time between two orders that nobody asked for. */
export const CALM_MS = 8000;
/** How often it is counted what has come and gone. */
const COUNT_EVERY_MS = 1000;

interface ListOrder {
  readonly ids: readonly TrackId[];
  readonly sort: Sort;
}

/** The order on screen: the list draws it, the keys for the next and previous track walk it. */
export const useListOrder = create<ListOrder>()(() => ({ ids: [], sort: USUAL_SORT }));

export interface OrderControl {
  readonly ids: readonly TrackId[];
  /** Tracks that came or went since this order was made. */
  readonly changes: number;
  readonly refresh: () => void;
  /** While true, only the user changes the order. */
  readonly hold: (held: boolean) => void;
}

export function useOrder(): OrderControl {
  const { table } = useServices();
  const filter = useView((view) => view.filter);
  const { ids, sort } = useListOrder();
  const [changes, setChanges] = useState(0);
  const [held, setHeld] = useState(false);
  const [asked, setAsked] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the user's request for a new order
  useEffect(() => {
    let madeAt = performance.now();
    let shown: ReadonlySet<TrackId> = new Set();
    let madeFor = useView.getState().viewport;
    let seen = madeFor;
    const make = (): void => {
      madeAt = performance.now();
      madeFor = useView.getState().viewport;
      const ids = orderTracks(table, filter, sort, flagOf);
      shown = new Set(ids);
      useListOrder.setState({ ids });
      setChanges(0);
    };
    /** The map was moved and has come to rest: other tracks are asked for. */
    const hasArrived = (): boolean => {
      const { viewport } = useView.getState();
      const rests = viewport === seen;
      seen = viewport;
      return rests && viewport !== madeFor;
    };
    make();
    const timer = setInterval(() => {
      const changed = changesSince(shown, table, filter);
      // The first tracks, and those of a server that began anew, are shown at once: there is nothing to keep steady.
      if (changed > shown.size) make();
      else if (!held && (hasArrived() || performance.now() - madeAt >= CALM_MS)) make();
      else setChanges(changed);
    }, COUNT_EVERY_MS);
    return () => clearInterval(timer);
  }, [table, filter, sort, held, asked]);

  return { ids, changes, refresh: () => setAsked((n) => n + 1), hold: setHeld };
}

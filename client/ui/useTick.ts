/** Ways for a component to look again at something outside React, at a calm pace. */
import { useEffect, useState, useSyncExternalStore } from 'react';

/** One timer for each pace, shared by all who look at it: ages on the screen change together and agree. */
const ticks = new Map<number, Tick>();

interface Tick {
  readonly subscribe: (listener: () => void) => () => void;
  readonly now: () => number;
}

function tickOf(everyMs: number): Tick {
  let tick = ticks.get(everyMs);
  if (tick === undefined) {
    tick = newTick(everyMs);
    ticks.set(everyMs, tick);
  }
  return tick;
}

function newTick(everyMs: number): Tick {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = performance.now();
  const turn = (): void => {
    now = performance.now();
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(turn, everyMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

/** Draws the component again every `everyMs` (one of a few paces); returns `performance.now()` of that moment. */
export function usePageNow(everyMs: 250 | 500 | 1000 | 4000): number {
  const tick = tickOf(everyMs);
  return useSyncExternalStore(tick.subscribe, tick.now, tick.now);
}

/** What may be watched: it calls back when it changed and says which version it is now. */
export interface Watchable {
  readonly version: number;
  subscribe(listener: () => void): () => void;
}

/** Draws the component again when the source changed, `everyMs` apart at least; returns the version drawn. */
export function useVersion(source: Watchable, everyMs: number): number {
  const [watch] = useState(() => throttledWatch(source, everyMs));
  return useSyncExternalStore(watch.subscribe, watch.version, watch.version);
}

function throttledWatch(
  source: Watchable,
  everyMs: number,
): { subscribe: (listener: () => void) => () => void; version: () => number } {
  let seen = source.version;
  return {
    version: () => seen,
    subscribe: (listener) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let last = Number.NEGATIVE_INFINITY;
      const look = (): void => {
        timer = undefined;
        last = performance.now();
        if (seen === source.version) return;
        seen = source.version;
        listener();
      };
      const stop = source.subscribe(() => {
        timer ??= setTimeout(look, Math.max(0, last + everyMs - performance.now()));
      });
      look();
      return () => {
        stop();
        clearTimeout(timer);
      };
    },
  };
}

/** Size of an element in CSS pixels, watched. */
export function useSize(element: HTMLElement | null): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

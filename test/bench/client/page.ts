/** What a page of the client's benches does when it is told to, whichever side it is. */
import type { Deck } from '@deck.gl/core';

export interface Side {
  readonly deck: Deck;
  /** Before the first data. */
  start(): void;
  /** Takes what came over the wire. */
  apply(bytes: ArrayBuffer): void;
  /** To the graphics card, without drawing. */
  upload(): void;
  /** Time goes on without data. */
  move(ms: number): void;
  shown(): number;
}

export interface ViewState {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

export interface BenchPage {
  /** Brings the wire's bytes into the page, without looking at them. */
  fetch(path: string): Promise<number>;
  /** Applies and draws what was brought, one after the other; answers the ships that are shown. */
  apply(): Promise<number>;
  /** Draws as often, with nothing new. */
  draw(times: number): Promise<void>;
  /** Applies what was brought, and after each piece draws so many times, time going on: without waiting for the screen. */
  run(draws: number): number;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

type Opening = (canvas: HTMLCanvasElement, viewState: ViewState, tiles: readonly number[]) => Promise<Side>;

/** The frame after the next: deck.gl has updated its layers by then. */
const turn = (): Promise<void> =>
  new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Opens the side on the page's canvas; `window.bench` is there when it can begin. */
export async function begin(open: Opening): Promise<void> {
  const canvas = document.querySelector('canvas')!;
  const { viewState, tiles } = (await (await fetch('/begin')).json()) as {
    viewState: ViewState;
    tiles: number[];
  };
  const side = await open(canvas, viewState, tiles);
  await new Promise<void>((resolve) => {
    side.deck.setProps({ onLoad: resolve });
  });
  side.start();
  let fetched: ArrayBuffer[] = [];
  window.bench = {
    async fetch(path) {
      const bytes = await (await fetch(path)).arrayBuffer();
      fetched.push(bytes);
      return bytes.byteLength;
    },
    async apply() {
      const taken = fetched;
      fetched = [];
      for (const bytes of taken) {
        side.apply(bytes);
        await turn();
        side.deck.redraw('data');
      }
      return side.shown();
    },
    run(draws) {
      const taken = fetched;
      fetched = [];
      for (const bytes of taken) {
        side.apply(bytes);
        side.upload();
        for (let i = 0; i < draws; i += 1) {
          side.move(16);
          side.deck.redraw('time');
        }
      }
      return side.shown();
    },
    async draw(times) {
      for (let i = 0; i < times; i += 1) {
        side.move(16);
        await turn();
        side.deck.redraw('time');
      }
    },
  };
}

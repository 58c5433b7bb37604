/** Somebody before the Alerts workspace: what they see, hear and press, and when. */
import type { Browser, Locator, Page } from 'playwright-core';
import { en } from '../../client/messages/en.table.ts';
import { openWatch, type Watch } from './watch.ts';

export interface Desk {
  readonly watch: Watch;
  readonly page: Page;
  /** Below the top bar: distress, and the most urgent that waits. */
  readonly strip: Locator;
  readonly queue: Locator;
  readonly card: Locator;
  row(words: string | RegExp): Locator;
  /** Chooses an alert in the queue; its card is there when this resolves. */
  choose(words: string): Promise<void>;
  /** Presses a button of the card, by its label: those with a key say the key after it. */
  press(label: string): Promise<void>;
  /** The form that an act opened. */
  form(label: string): Locator;
  close(): Promise<void>;
}

/** A tone that began, by the page's clock. */
export interface Tone {
  readonly atMs: number;
  readonly hz: number;
  readonly state: string;
}

/** Runs in the page: keeps when each oscillator is started, by a real `AudioContext`. */
function listen(): void {
  const tones: Tone[] = [];
  Object.assign(window, { tones });
  const Real = window.AudioContext;
  window.AudioContext = class extends Real {
    override createOscillator(): OscillatorNode {
      const made = super.createOscillator();
      const start = made.start.bind(made);
      made.start = (when) => {
        tones.push({ atMs: Date.now(), hz: made.frequency.value, state: this.state });
        start(when);
      };
      return made;
    }
  };
}

export async function openDesk(browser: Browser, url: string, cookie?: string): Promise<Desk> {
  const watch = await openWatch(browser, url, cookie, listen);
  const { page } = watch;
  const queue = page.getByRole('grid', { name: en['alerts.queue'], exact: true });
  const card = page.getByRole('region', { name: en['alerts.card'], exact: true });
  const row = (words: string | RegExp): Locator => queue.getByRole('row').filter({ hasText: words });
  return {
    ...{ watch, page, queue, card, row },
    strip: page.locator('.alertstrip'),
    async choose(words) {
      await row(words).first().locator('.alert-sentence').click();
      await card.getByRole('heading', { name: words }).waitFor();
    },
    press: (label) =>
      card
        .getByRole('button', { name: new RegExp(`^${label}`) })
        .first()
        .click(),
    form: (label) => card.getByRole('form', { name: label }),
    close: watch.close,
  };
}

/** Tones of these pitches that began after a time. */
export const tonesSince = (
  { page }: Desk,
  sinceMs: number,
  pitches: readonly number[],
): Promise<readonly Tone[]> =>
  page.evaluate(
    ({ sinceMs, pitches }) =>
      (window as unknown as { readonly tones: readonly Tone[] }).tones.filter(
        ({ atMs, hz }) => atMs >= sinceMs && pitches.includes(hz),
      ),
    { sinceMs, pitches },
  );

/** Ends when the strip says this: with the page's time then. */
export const shownInStrip = ({ page }: Desk, words: string): Promise<number> =>
  page.evaluate(
    (text) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector('.alertstrip')?.textContent?.includes(text)) resolve(Date.now());
          else setTimeout(look, 10);
        };
        look();
      }),
    words,
  );

/** A person who plans: signed in by one click, before the Patrols workspace; and what their own session is told over REST. */
import type { Browser, Locator } from 'playwright-core';
import { en } from '../../client/messages/en.table.ts';
import type { AnyVersion } from '../../proto/domain/operations/record.ts';
import { openWatch, shown, type Watch } from './watch.ts';

/** A GeoJSON feature of `/api/tracks`, as far as it is looked at here. */
export interface TrackFeature {
  readonly id: string;
  readonly geometry: { readonly coordinates: readonly [number, number] };
  readonly properties: Readonly<Record<string, unknown>> & {
    readonly kind: string;
    readonly sources: readonly string[];
  };
}

export const utc = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
/** Hours and minutes as the clock of the sector's place says. */
export const local = (ms: number): string =>
  new Date(ms).toLocaleTimeString('en-GB', { timeZone: 'Europe/Tirane', hour: '2-digit', minute: '2-digit' });

const LAND: ReadonlySet<string> = new Set([
  'landContact',
  'person',
  'group',
  'vehicle',
  'animal',
  'unitFoot',
  'unitVehicle',
]);
export const isOnLand = ({ properties }: TrackFeature): boolean => LAND.has(properties.kind);
export const isByRadarAlone = ({ properties }: TrackFeature): boolean => `${properties.sources}` === 'radar';

const IDENTITY = /^(mmsi|imo|name|callSign|shipType|destination)$/;
/** What says who it is. */
export const identityIn = (properties: TrackFeature['properties']): readonly string[] =>
  Object.keys(properties).filter((key) => IDENTITY.test(key));

export interface Planner {
  readonly watch: Watch;
  readonly board: Locator;
  /** Beside the board: what is chosen, findings, tasks, sectors. */
  readonly side: Locator;
  /** A patrol that is being changed. */
  readonly form: Locator;
  tab(name: 'card' | 'findings' | 'tasks' | 'sectors'): Promise<void>;
  /** Chooses a patrol by its bar on the board. */
  pick(title: string): Promise<void>;
  /** Presses a button beside the board. */
  press(label: string, within?: Locator): Promise<void>;
  /** Asks the server with this person's own session. */
  get<T>(path: string): Promise<T>;
  /** Percent of the chosen patrol's or sector's area that was seen, as the card says. */
  achieved(): Promise<number>;
  records(): Promise<readonly AnyVersion[]>;
  tracks(): Promise<readonly TrackFeature[]>;
}

/** Takes the option whose words begin with these. */
export async function choose(select: Locator, words: string): Promise<void> {
  const option = select.locator('option').filter({ hasText: new RegExp(`^${words}`) });
  await select.selectOption((await option.first().getAttribute('value')) ?? '');
}

/** Opens the site as nobody, takes a person of the demonstration by one click. The address names the Patrols workspace. */
export async function openPlanner(browser: Browser, url: string, name: string): Promise<Planner> {
  const watch = await openWatch(browser, url, 'nobody');
  const { page } = watch;
  await page.getByRole('banner').getByRole('button', { name: en['signin.do'] }).click();
  const dialog = page.getByRole('dialog', { name: en['signin.title'] });
  await dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name, exact: true }).waitFor();

  const board = page.getByRole('region', { name: en['board.label'], exact: true });
  const side = page.getByRole('region', { name: en['plan.tabs'], exact: true });
  await board.getByText('Delfin 1', { exact: true }).first().waitFor();
  await board.getByRole('button', { name: '6 h', exact: true }).click();

  const get = async <T>(path: string): Promise<T> => {
    const [cookie] = (await page.context().cookies()).filter((each) => each.name === 'watchfloor_session');
    const headers = { Cookie: `watchfloor_session=${cookie?.value}` };
    const answer = await fetch(new URL(path, url), { headers });
    return (await answer.json()) as T;
  };
  return {
    watch,
    board,
    side,
    form: side.getByRole('form'),
    async tab(tab) {
      await side
        .getByRole('navigation')
        .getByRole('button', { name: new RegExp(`^${en[`plan.tab.${tab}`]}`) })
        .click();
    },
    async pick(title) {
      const bar = board.getByTitle(new RegExp(`^${title}, `));
      await bar.first().click();
      await side.getByRole('heading', { name: title, exact: true }).waitFor();
    },
    get,
    press: (label, within = side) => within.getByRole('button', { name: label, exact: true }).click(),
    async achieved() {
      const figure = await shown(side.getByRole('region', { name: en['cover.label'], exact: true }));
      return Number(/Achieved [<>]?(\d+)/.exec(figure)?.[1] ?? Number.NaN);
    },
    records: async () =>
      (await get<{ readonly records: readonly AnyVersion[] }>('/api/operations?since=0')).records,
    tracks: async () => (await get<{ readonly features: readonly TrackFeature[] }>('/api/tracks')).features,
  };
}

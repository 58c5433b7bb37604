/** What the pictures of the screen show: where in the demonstration, and what is waited for before one is taken. */
import { setTimeout } from 'node:timers/promises';

/** Fewer ships than this in the whole picture are no picture to show. */
const ENOUGH = 20;

/** The layers that show what sensors do. */
const SENSING = 'labels,vectors,borders,outlines,ellipses,coverage';
/** What happens in the demonstration happens within its first minutes. */
const AGAIN_MS = 2000;
const PATIENCE_MS = 600_000;

/** What is shown: the part of the address that says where, at a desk's size, or how to find it; and what is waited for. */
export const SHOTS = [
  { name: 'picture', query: { c: [41.0, 18.6, 7.7] }, prepare: listed },
  { name: 'card', query: offAPort, prepare: carded },
  { name: 'feeds', query: { w: 'feeds', c: [41.0, 18.6, 7.7] }, prepare: charted },
  { name: 'wall', query: { w: 'wall', c: [41.0, 18.6, 7.9] }, prepare: counted },
];

/** What only the demonstration has. */
export const DEMONSTRATION_SHOTS = [
  { name: 'strait', query: { c: [40.55, 19.0, 9.4], l: `${SENSING},plots` }, prepare: listed },
  { name: 'fused', query: fused, prepare: evident },
  { name: 'contact', query: uncooperative, prepare: carded },
  { name: 'border', query: overTheLine, prepare: lookedAt },
  { name: 'sensors', query: { w: 'feeds', c: [41.0, 18.6, 7.7] }, prepare: misaligned },
  { name: 'report', query: { c: [40.47, 19.2, 11.5], l: SENSING }, prepare: reported },
  {
    name: 'plan',
    as: 'mira.dushi',
    query: { side: 'plan', rec: 'zone/buna-mouth', c: [41.72, 19.3, 9] },
    prepare: planned,
  },
  {
    name: 'patrols',
    as: 'besa.kola',
    query: { w: 'patrols', rec: 'patrol/green-watch', c: [41.6, 19.2, 8.3] },
    prepare: boarded,
  },
  {
    name: 'alerts',
    as: 'arta.leka',
    query: { w: 'alerts', c: [41.0, 18.9, 8] },
    prepare: alarmed,
  },
  {
    name: 'load',
    as: 'arta.leka',
    query: { w: 'alerts', c: [41.0, 18.9, 8] },
    prepare: weighed,
  },
  {
    name: 'administration',
    as: 'arta.leka',
    query: { w: 'administration', c: [41.0, 18.6, 7.7] },
    prepare: administered,
  },
  {
    name: 'archive',
    as: 'dpo.sara',
    query: { w: 'administration', c: [41.0, 18.6, 7.7] },
    prepare: archived,
  },
  {
    name: 'replay',
    as: 'ilir.bardhi',
    query: { w: 'replay', c: [41.0, 18.9, 8] },
    prepare: replayed,
  },
];

/** Zones and their list, and the card of the chosen one. */
async function planned(page) {
  await page.getByText('Porto Romano terminal').first().waitFor();
  await page.getByRole('heading', { name: 'Buna mouth' }).first().waitFor();
}

/** The board has its bars, and the chosen patrol its card. */
async function boarded(page) {
  await page.getByText('Green border watch').first().waitFor();
  await page.getByRole('heading', { name: 'Green border watch' }).first().waitFor();
}

/** The queue, and the card of the vessel that switched off its AIS. */
async function alarmed(page) {
  const row = page.getByText(/MARA LUNE stopped sending/).first();
  await row.waitFor({ timeout: PATIENCE_MS });
  await row.click();
  await page
    .getByRole('heading', { name: /MARA LUNE stopped sending/ })
    .first()
    .waitFor();
}

/** How much is asked of those who watch. */
async function weighed(page) {
  await page.getByText('Load', { exact: true }).first().click();
  await page.getByText('Sector without a unit').first().waitFor();
}

/** What is released now. */
async function administered(page) {
  // Its name goes on with what the part is for.
  await page
    .getByRole('button', { name: /^Releases/ })
    .first()
    .click();
  await page.getByRole('row').nth(2).waitFor();
}

/** What is kept of each class; the young demonstration has no finished hour yet. */
async function archived(page) {
  await page
    .getByRole('button', { name: /^Archive/ })
    .first()
    .click();
  await page.getByRole('row').nth(4).waitFor();
}

/** Who was off the coast, their ways, one chosen, and the picture of then. */
async function replayed(page) {
  await page.locator('.replay-tag').waitFor();
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByLabel('Question').selectOption('area');
  await page.getByLabel('Or take').selectOption({ label: 'Durrës coast' });
  await page.getByRole('textbox', { name: /^Purpose/ }).fill('Case 12: fuel at sea');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  const row = page.getByRole('grid', { name: 'Answer' }).getByRole('row').filter({ hasText: 'VENTO GRIGIO' });
  await row.first().click();
  await page.getByRole('button', { name: 'Replay from there' }).click();
  await page.getByRole('button', { name: '+1 min', exact: true }).click();
  await page.getByRole('region', { name: 'Selected track' }).waitFor();
  // The card is beside the map, and the map where the way is.
  await setTimeout(AGAIN_MS);
}

/** The list is full and in order. */
async function listed(page) {
  await page.getByRole('row').nth(ENOUGH).waitFor();
  const refresh = page.getByRole('button', { name: 'update order' });
  if (await refresh.isVisible()) await refresh.click();
}

/** Where ships are looked at from near: the roads of Durrës, of Brindisi, of Vlorë; then anywhere. */
const APPROACHES = [
  '19.38,41.26,19.50,41.33',
  '17.90,40.60,18.05,40.70',
  '19.35,40.35,19.52,40.48',
  '16,39,20,43',
];
/** Ship types that a port is for: 60…89, passengers, cargo, tankers (ITU-R M.1371-5, table 53). */
const isMerchant = ({ shipType = 0 }) => shipType >= 60 && shipType < 90;

/** The fastest ship with a name off a port, chosen and seen from near. */
async function offAPort(url) {
  for (const bbox of APPROACHES) {
    const answer = await fetch(`${url}/api/tracks?bbox=${bbox}`);
    const { features } = await answer.json();
    const ship = features
      .filter(({ properties }) => properties.name && isMerchant(properties) && properties.sogKn !== undefined)
      .toSorted((a, b) => b.properties.sogKn - a.properties.sogKn)[0];
    if (ship === undefined) continue;
    const [lon, lat] = ship.geometry.coordinates;
    return { c: [lat, lon, 13.3], sel: ship.id, t: 20 };
  }
  throw new Error('no ship off any port: let the picture live longer');
}

/** The card says what made the track, and why it is as it is. */
async function carded(page) {
  const card = page.getByRole('region', { name: 'Selected track' });
  for (const name of ['Evidence', 'Why']) await card.getByRole('heading', { name }).waitFor();
}

/** The end of a long card is in sight. */
async function evident(page) {
  await carded(page);
  await page.getByRole('region', { name: 'Why', exact: true }).scrollIntoViewIfNeeded();
}

/** The curves of the feed in full are drawn. */
async function charted(page) {
  await page.getByRole('img', { name: /^Messages a second/ }).waitFor();
}

/** The wall says how many there are. */
async function counted(page) {
  await page.getByRole('term').filter({ hasText: 'Tracks' }).waitFor();
}

/** Asks until there is such a track in the box: the best of them, by a number. */
async function awaited(url, bbox, wanted, merit) {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += AGAIN_MS) {
    const answer = await fetch(`${url}/api/tracks?bbox=${bbox}`);
    const { features } = await answer.json();
    const best = features
      .filter(({ properties }) => properties.life === 'live' && wanted(properties))
      .toSorted((a, b) => merit(b.properties) - merit(a.properties))[0];
    if (best !== undefined) return best;
    await setTimeout(AGAIN_MS);
  }
  throw new Error(`nothing of what is to be shown came to ${bbox}`);
}

const seenFromNear = ({ id, geometry: { coordinates } }, zoom, layers) => ({
  c: [coordinates[1], coordinates[0], zoom],
  sel: id,
  l: layers,
});

/** Where the three radars see. */
const COVERED = '18.6,40.2,19.6,42.1';

/** A ship that AIS and radar say the same of. */
async function fused(url) {
  const both = ({ sources, name, sogKn }) =>
    name && sogKn > 5 && sources.includes('ais') && sources.includes('radar');
  const ship = await awaited(url, COVERED, both, ({ sogKn, sources }) => sources.length * 100 + sogKn);
  return seenFromNear(ship, 11.2, `${SENSING},plots`);
}

/** The fastest that sends nothing. */
async function uncooperative(url) {
  const silent = ({ contact }) => contact === 'uncooperative' || contact === 'dark';
  const contact = await awaited(url, COVERED, silent, ({ sogKn = 0 }) => sogKn);
  return seenFromNear(contact, 11.5, `${SENSING},trails,plots`);
}

/** Whoever is over the line, away from the crossing point: to radar a person, until a camera looks. */
async function overTheLine(url) {
  const person = await awaited(
    url,
    '19.335,42.036,19.356,42.048',
    ({ kind }) => kind === 'person' || kind === 'group',
    ({ contactCount = 0 }) => contactCount,
  );
  return seenFromNear(person, 14.6, `${SENSING},trails`);
}

/** The nearest camera was told to look there, does, and says how many they are. */
async function lookedAt(page) {
  const card = page.getByRole('region', { name: 'Selected track' });
  const look = card.getByRole('region', { name: 'Look at this', exact: true });
  await look.getByRole('button', { name: 'Look at this' }).click();
  await look.getByRole('group').locator('button:enabled').first().click();
  await page.keyboard.press('Escape');
  await look.getByRole('listitem').filter({ hasText: 'Completed' }).first().waitFor();
  await card.getByRole('heading', { name: /^Group of people/ }).waitFor();
}

/** The radar whose error is beyond the limits. */
async function misaligned(page) {
  await page.getByRole('button', { name: 'Sensors', exact: true }).click();
  const beyond = page.getByRole('row').filter({ hasText: 'Beyond limits' });
  await beyond.first().getByRole('button').click();
  await page.getByRole('heading', { name: 'Registration' }).waitFor();
}

/** The form of a report is filled in, and its place is drawn. */
async function reported(page) {
  await page.getByRole('row').nth(1).waitFor();
  await page.keyboard.press('w');
  const form = page.getByRole('form', { name: 'Report a contact' });
  await form.getByLabel('Position').fill('40°29.400′N 019°09.600′E');
  await form.getByLabel('Within (95 %)').fill('1500');
  await form.getByLabel('Who said so').fill('Fishing vessel by VHF 16');
  await form.getByLabel('Speed').fill('30');
  await form.getByLabel('Course').fill('250');
  await form.getByLabel('Name', { exact: true }).fill('White RHIB');
}

/** The page's start: words, the view from the URL, the link, then everything that is drawn. */
import { createRoot } from 'react-dom/client';
import placesText from '../fixtures/geo/places.json?raw';
import { App } from './App.tsx';
import { actOn, actOnMany, fetchAlertLoad } from './link/alerts.ts';
import * as archive from './link/archive.ts';
import { kept } from './link/keeprecords.ts';
import {
  allowRegistration,
  associateContact,
  fetchContacts,
  fetchDistress,
  lookAt,
  reportContact,
  updateContact,
  withdrawContact,
} from './link/operations.ts';
import { tellPresence } from './link/presence.ts';
import {
  changeRecord,
  checkRecord,
  createRecord,
  exchange,
  fetchVersions,
  removeRecord,
  tellEvent,
} from './link/records.ts';
import { ReplayControl } from './link/replays.ts';
import { fetchExtent, fetchFeedHistory, fetchTrackDetail, searchTracks } from './link/rest.ts';
import { seeAs, setUp, signIn, signOut } from './link/session.ts';
import { serveWhoeverSits } from './link/sit.ts';
import { keepTrails } from './link/trails.ts';
import { rampColour } from './map/archive/ramp.ts';
import { BASE_MAP_CREDITS } from './map/basestyle/credits.ts';
import { classColour, css, zoneColour } from './map/colours.ts';
import { startWords, writing } from './messages/words.ts';
import type { Services } from './panels/services.ts';
import { findAgain } from './panels/shell/again.ts';
import { followBeside } from './panels/shell/besidecamera.ts';
import { beginAtTracks } from './panels/shell/firstview.ts';
import { joinUrl } from './panels/shell/viewurl.ts';
import { readPlaces } from './places.ts';
import { watchRates } from './store/feedhistory.ts';
import { rememberChosen } from './store/known.ts';
import { tracks } from './store/tracks.ts';
import { trails } from './store/trails.ts';
import './styles/main.css';

const services: Services = {
  table: tracks,
  places: readPlaces(placesText),
  credits: BASE_MAP_CREDITS.map(({ text, licence, url }) => ({ name: text, licence, url })),
  classColour: (palette, vesselClass) => css(classColour(palette, vesselClass)),
  zoneColour: (palette, purpose) => css(zoneColour(palette, purpose)),
  rampColour: (palette, share) => css(rampColour(palette, share)),
  replay: new ReplayControl(),
  archive,
  fetchExtent: () => fetchExtent(),
  fetchTrackDetail: (id) => fetchTrackDetail(id),
  searchTracks: (text) => searchTracks(text),
  fetchFeedHistory: (feedId) => fetchFeedHistory(feedId),
  lookAt: (sensor, track) => lookAt(sensor, track),
  allowRegistration: (sensor, allowed) => allowRegistration(sensor, allowed),
  fetchContacts: () => fetchContacts(),
  reportContact: (report, observedMs) => reportContact(report, observedMs),
  updateContact: (id, report, observedMs) => updateContact(id, report, observedMs),
  withdrawContact: (id) => withdrawContact(id),
  associateContact: (id, track) => associateContact(id, track),
  fetchDistress: () => fetchDistress(),
  signIn,
  signOut,
  setUp,
  seeAs,
  createRecord: (...said) => kept(createRecord(...said)),
  changeRecord: (...said) => kept(changeRecord(...said)),
  removeRecord: (...said) => kept(removeRecord(...said)),
  tellEvent: (...said) => kept(tellEvent(...said)),
  fetchVersions,
  checkRecord,
  actOnAlert: (id, act, said) => actOn(id, act, said),
  actOnAlerts: (act, ids, said) => actOnMany(act, ids, said),
  fetchAlertLoad: () => fetchAlertLoad(),
  tellPresence,
  exchange,
};

startWords();
Object.assign(document.documentElement, writing());
beginAtTracks(services);
joinUrl();
followBeside();
watchRates();
serveWhoeverSits();
keepTrails();
rememberChosen(tracks);
findAgain(services);
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App services={services} trails={trails} />);

/** Somebody sits down: the link, the records and the alerts begin anew for them, and end when they leave. */
import { forgetAlerts } from '../store/alerts.ts';
import { clearMarked } from '../store/alertview.ts';
import { forgetArchive } from '../store/find.ts';
import { rememberSectors } from '../store/mysectors.ts';
import { forgetRecords } from '../store/records.ts';
import { forgetReplays } from '../store/replay.ts';
import { type SessionState, useSession } from '../store/session.ts';
import { connectLink, type Link, type LinkOptions } from './connect.ts';
import { keepAlerts } from './keepalerts.ts';
import type { Keeper } from './keeper.ts';
import { keepRecords } from './keeprecords.ts';
import { fetchSession } from './session.ts';

const AGAIN_MS = 2000;
/** Without a picture nobody tells what is new: it is asked for. */
const UNTOLD_EVERY_MS = 5000;

/** Two equal ones may go on with the same picture. */
const seatOf = ({ status, me, seesAs }: SessionState): string =>
  status === 'signedIn' ? [me?.how, me?.personId, me?.agency, me?.roles, seesAs].join('|') : '';

/** Asks who is there, again and again until the server answers, and serves them from then on. */
export function serveWhoeverSits(options: LinkOptions = {}): void {
  let link: Link | undefined;
  let records: Keeper | undefined;
  let alerts: Keeper | undefined;
  let asks: ReturnType<typeof setInterval> | undefined;
  let sat = false;
  const begin = (): void => {
    link?.stop();
    records?.stop();
    alerts?.stop();
    clearInterval(asks);
    forgetRecords();
    forgetAlerts();
    // What the first to sit down finds in the URL is theirs.
    if (sat) {
      forgetReplays();
      forgetArchive();
    }
    clearMarked();
    link = records = alerts = undefined;
    const { status, me } = useSession.getState();
    rememberSectors(me?.personId);
    if (status !== 'signedIn') return;
    sat = true;
    const keeper = keepRecords(options.url);
    records = keeper;
    keeper.refresh();
    if (me?.may.includes('see') === false) {
      // Whoever may not see the picture would be turned away again and again.
      asks = setInterval(() => {
        keeper.refresh();
        void fetchSession(options.url);
      }, UNTOLD_EVERY_MS);
      return;
    }
    const told = keepAlerts(options.url);
    alerts = told;
    told.refresh();
    link = connectLink({
      ...options,
      onRevision: (revision) => {
        keeper.told(revision);
        // What people release and agree decides which alerts one sees.
        told.refresh();
      },
      onAlerts: told.told,
      onAnew: told.refresh,
      onRefused: () => void fetchSession(options.url),
    });
  };
  useSession.subscribe((now, before) => {
    if (seatOf(now) !== seatOf(before)) begin();
  });
  const ask = async (): Promise<void> => {
    const answer = await fetchSession(options.url);
    if (!answer.ok) setTimeout(() => void ask(), AGAIN_MS);
  };
  void ask();
}

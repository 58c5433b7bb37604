/** Somebody sits down: the link and the records begin anew for them, and end when they leave. */
import { forgetRecords } from '../store/records.ts';
import { type SessionState, useSession } from '../store/session.ts';
import { connectLink, type Link, type LinkOptions } from './connect.ts';
import { keepRecords, type RecordKeeper } from './keeprecords.ts';
import { fetchSession } from './session.ts';

const AGAIN_MS = 2000;

/** Two equal ones may go on with the same picture. */
const seatOf = ({ status, me, seesAs }: SessionState): string =>
  status === 'signedIn' ? [me?.how, me?.personId, me?.agency, me?.roles, seesAs].join('|') : '';

/** Asks who is there, again and again until the server answers, and serves them from then on. */
export function serveWhoeverSits(options: LinkOptions = {}): void {
  let link: Link | undefined;
  let records: RecordKeeper | undefined;
  const begin = (): void => {
    link?.stop();
    records?.stop();
    forgetRecords();
    link = records = undefined;
    if (useSession.getState().status !== 'signedIn') return;
    const keeper = keepRecords(options.url);
    records = keeper;
    keeper.refresh();
    link = connectLink({
      ...options,
      onRevision: keeper.told,
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

/** Who is before the screen, asked of the server and told to it; what it answers is in the session store. */
import type { Agency, AgencyId, Person } from '../../proto/domain/operations/agency.ts';
import type { SessionAnswer } from '../../proto/domain/operations/session.ts';
import { useSession } from '../store/session.ts';
import { type Change, exchange } from './records.ts';

export type Credentials =
  | { readonly login: string; readonly password: string }
  | { readonly demonstration: string };

/** The first agency and its administrator, by the token that the server wrote into its data folder. */
export interface FirstSite {
  readonly token: string;
  readonly agency: Agency & { readonly id: AgencyId };
  readonly person: Person;
  readonly password: string;
}

function taken(answer: Change<SessionAnswer>): Change<SessionAnswer> {
  if (!answer.ok) return answer;
  const { me, needsSetup, demonstration = [] } = answer.value;
  const status = me !== undefined ? 'signedIn' : needsSetup ? 'setup' : 'signedOut';
  useSession.setState({
    status,
    me,
    demonstration,
    seesAs: me?.seesAs,
    ...(status === 'signedIn' && { left: false }),
  });
  return answer;
}

export const fetchSession = async (base = ''): Promise<Change<SessionAnswer>> =>
  taken(await exchange('GET', '/api/session', undefined, base));

export const signIn = async (who: Credentials): Promise<Change<SessionAnswer>> =>
  taken(await exchange('POST', '/api/session', who));

export async function signOut(): Promise<Change<SessionAnswer>> {
  const answer = await exchange<SessionAnswer>('DELETE', '/api/session');
  if (answer.ok) useSession.setState({ left: true });
  return taken(answer);
}

export const setUp = async (site: FirstSite): Promise<Change<SessionAnswer>> =>
  taken(await exchange('POST', '/api/setup', site));

/** Looks as another agency would; undefined: as oneself again. */
export const seeAs = async (agency: AgencyId | undefined): Promise<Change<SessionAnswer>> =>
  taken(await exchange('PUT', '/api/session/sees-as', { agency: agency ?? null }));

/** `docs/access.md`, made of the tables that decide. */
import { RELEASABLE, ROLES } from '../../proto/domain/operations/agency.ts';
import { RECORD_KINDS } from '../../proto/domain/operations/record.ts';
import { RECORD_CLASS, TRACK_CLASS } from '../../proto/domain/operations/releasable.table.ts';
import {
  HASHING,
  KNOWN_ADDRESSES,
  PASSWORD_COST,
  PASSWORD_DIFFERENT_CHARACTERS,
  PASSWORD_LENGTH,
  SESSION,
  THROTTLE,
  THROTTLE_FORGETS_MS,
  TOKEN,
} from './accounts/limits.ts';
import { ALERT_RULES } from './alertrules.table.ts';
import { DEEDS, type Deed, permission, ROLE_TABLE } from './roles.table.ts';
import {
  ACTION_RECORDS,
  ASKER_RULES,
  AUDIT_RULES,
  CHANGE_RULES,
  FEED_RULES,
  LESSENING,
  RECORD_RULES,
} from './rules.table.ts';

const VERDICTS: Readonly<Record<string, string>> = {
  yes: 'yes',
  no: 'no',
  reduced: 'in part',
  released: 'as released',
};
const PERMISSIONS = { yes: 'yes', no: '–', withoutIdentity: 'without identity' } as const;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

const deeds = Object.keys(DEEDS) as Deed[];

const roleTable = (): string =>
  table(
    ['', ...ROLES.map((role) => `\`${role}\``)],
    deeds.map((deed) => [DEEDS[deed], ...ROLES.map((role) => PERMISSIONS[permission([role], deed)])]),
  );

const roleReasons = (): string =>
  ROLES.map((role) => {
    const { text, deeds: granted, otherwise } = ROLE_TABLE[role];
    const reasons = deeds.flatMap((deed) => {
      const given = granted[deed];
      return given ? [`- ${DEEDS[deed]}${given[0] === 'yes' ? '' : ' (without identity)'}: ${given[1]}`] : [];
    });
    return [`### \`${role}\`: ${text}`, ...reasons, `- nothing else: ${otherwise}`].join('\n');
  }).join('\n\n');

const recordTable = (): string =>
  table(
    ['', ...ROLES.map((role) => `\`${role}\``)],
    RECORD_KINDS.map((kind) => [
      kind,
      ...ROLES.map((role) => (ROLE_TABLE[role].records.includes(kind) ? 'yes' : '–')),
    ]),
  );

interface Row {
  readonly name: string;
  readonly text: string;
  readonly verdict: string;
}

const ruleTable = (rules: readonly Row[]): string =>
  table(
    ['', 'Rule', 'It says', 'Then'],
    rules.map(({ name, text, verdict }, i) => [
      String(i + 1),
      `\`${name}\``,
      text,
      VERDICTS[verdict] ?? verdict,
    ]),
  );

const classTable = (): string =>
  table(
    ['An agreement says', 'Tracks', 'Records'],
    RELEASABLE.map((what) => [
      `\`${what}\``,
      what === 'sensors'
        ? 'none; the sensors behind a feed, and their plots'
        : listed(Object.entries(TRACK_CLASS).filter(([, one]) => one === what)),
      listed(Object.entries(RECORD_CLASS).filter(([, one]) => one === what)),
    ]),
  );

const listed = (entries: readonly (readonly [string, unknown])[]): string =>
  entries.map(([name]) => name).join(', ') || 'none';

const actionTable = (): string =>
  table(
    ['Action', 'Kinds of records'],
    Object.entries(ACTION_RECORDS).map(([action, kinds]) => [`\`${action}\``, kinds.join(', ')]),
  );

const minutes = (ms: number): string => `${ms / 60_000} min`;
const hours = (ms: number): string => `${ms / 3_600_000} h`;
const days = (ms: number): string => `${ms / 86_400_000} days`;

const throttleTable = (): string => {
  const { known, stranger, account, address } = THROTTLE;
  const of = { known, stranger, account, address };
  const texts: Readonly<Record<keyof typeof of, string>> = {
    known: 'an account at an address from which it signed in before; nothing else counts there',
    stranger: 'an account at any other address',
    account: 'an account, over all addresses that it does not know',
    address: 'an address, over all accounts that did not sign in from it before',
  };
  return table(
    ['Counted', 'Free failures', 'First wait', 'Longest wait'],
    (Object.keys(of) as (keyof typeof of)[]).map((name) => [
      texts[name],
      String(of[name].free),
      `${of[name].firstWaitMs / 1000} s`,
      minutes(of[name].longestWaitMs),
    ]),
  );
};

/** Markdown. Compared with the file by `test/server/access/accesspage.test.ts`. */
export const accessPage = (): string => `# Who may see and do what

This page is made of the tables in \`server/access\` by which the program decides; do not edit it. After a change there: \`WRITE_ACCESS_PAGE=1 npx vitest run test/server/access/accesspage.test.ts\`.

One function decides on every question: *may this person do this to that thing, or see this part of it?* It answers yes, no, or in part: without identity, with the position moved to the middle of a coarse cell, or some time late. The live picture, REST, search, export, alerts and the log ask it and nobody else. It knows what stands now: agencies, agreements, releases, patrols. A change of these, and a beginning or an end by time, takes effect everywhere within a second.

A question is answered in this order: the tables of roles say whether the person may do such a thing at all; the rules say of which things. Rules are read from the top; the first that holds decides.

## Roles

Somebody with several roles may what any of them may. A wall display has no other role.

${roleTable()}

Which kinds of records a role may see, as far as the rules below let it:

${recordTable()}

${roleReasons()}

## Before anything else

${ruleTable(ASKER_RULES)}

## Seeing the picture

A track comes from one or more feeds. These rules are asked for each feed that it comes from now, through the eyes of the person's agency. The track is seen if any answer lets it be seen; it is seen whole if any is whole, otherwise with the mildest of the reductions (identity counts most, then age, then place), never with a mixture of two. What a single feed or sensor said is shown only to those who see that feed.

${ruleTable(FEED_RULES)}

A release counts from its beginning to its end, only while its agreement is in force, only between parties of that agreement, only for what its owner owns, and only for the classes of things that the agreement names. What a sensor for people on land (retention class \`peopleOnLand\`) has not told apart counts as people on land. A feed that nobody marked is the site's own; what an agency's people report is their agency's.

${classTable()}

What is taken away besides:

${Object.entries(LESSENING)
  .map(([name, text]) => `- \`${name}\`: ${text}`)
  .join('\n')}

## Seeing records

“In part” leaves out what names or describes persons: of a unit its name, its transmitter and the functions of its crew; of a patrol its liaison officers, notes and who answered; of a person what they sign in with; of a release its reason.

${ruleTable(RECORD_RULES)}

## Seeing alerts

An alert is one happening with one or several conditions. These rules are asked for each condition; the alert is shown with those that may be seen, the most urgent of them first, and not at all where none may.

${ruleTable(ALERT_RULES)}

## Changing things

Each action is for certain kinds of records:

${actionTable()}

${ruleTable(CHANGE_RULES)}

## The log

${ruleTable(AUDIT_RULES)}

## Signing in

People are entered by administrators. On the first start of a new site a one-time token lies in \`setup-token\` in the data folder, readable for the server's user alone; whoever has it enters the first agency and its first administrator, and it is gone. There is no default password. In the demonstration, and nowhere else, its invented people sign in by one click.

- **Passwords**: ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters, at least ${PASSWORD_DIFFERENT_CHARACTERS} different ones; not the name or login, not a repetition, not a sequence. Kept as Argon2id with ${PASSWORD_COST.memoryCost / 1024} MiB, ${PASSWORD_COST.timeCost} passes, ${PASSWORD_COST.parallelism} lane (OWASP Password Storage Cheat Sheet); a hash made with other parameters is renewed at the next sign-in. ${HASHING.atOnce} are compared at once, ${HASHING.waiting} wait, more are asked to come again.
- **Sessions**: a 256-bit random secret in a cookie, of which the server keeps the SHA-256. A person's session ends ${minutes(SESSION.idleMs)} after its last use (a page that shows the live picture is in use, typed at or not: whoever only watches is not signed out, and what ends is a page that was closed) and after ${hours(SESSION.absoluteMs)} in any case; a wall display's after ${days(SESSION.wallMs)}. At most ${SESSION.perPerson} of one person. They survive a restart. They end at once with signing out, when the person loses a role, changes agency, is barred or removed, and when the password changes, except the one in which it was changed.
- **Tokens** for programs: a name, some of the owner's roles, an end within ${days(TOKEN.longestMs)}; at most ${TOKEN.perPerson} a person. Shown once; the SHA-256 is kept. A token never has a role that its owner no longer has. Tokens make no tokens and change no passwords. They end with the owner's password, and when the owner goes to another agency.
- **Guessing** is slowed down: each failure beyond the free ones doubles the wait. Failures are forgotten after ${minutes(THROTTLE_FORGETS_MS)} of quiet. An address is known to an account for ${days(KNOWN_ADDRESSES.forMs)} after a sign-in, at most ${KNOWN_ADDRESSES.perPerson} of them. So a stranger who tries somebody's login from elsewhere makes that account wait at new places, and never at the desk where it is used.

${throttleTable()}

- **The log** has every sign-in, failed sign-in, sign-out, end of a session and why, every password change, and every token made, first used and ended. It never has a password, a secret or its hash; nor a login that is nobody's, because people type passwords there.
- The answer to a failed sign-in does not tell whether the login or the password was wrong, and takes as long.

**Other ways to prove who one is** have their place: an account has a list of means, of which \`password\` is the only one today. OpenID Connect and passkeys will be others, each with a row of its own in \`access_account\`; sessions, tokens, roles and rules do not know by which means somebody signed in.
`;

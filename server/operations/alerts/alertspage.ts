/** `docs/alerts.md`: how an alert goes on, in words that need no program to be read. */
import { PRIORITIES } from '../../../proto/domain/alert/alert.ts';
import { CHATTERING, FLOOD, STANDING_MS } from '../../../proto/domain/alert/load.ts';
import { MAX_ACTED, MAX_OPEN } from './book.ts';
import { HISTORY_LINES } from './changed.ts';
import {
  COMES_BACK_WITHIN_MS,
  EVIDENCE_A_TICK,
  EVIDENCE_WAITS_MS,
  FOUND_AGAIN_WITHIN_MS,
} from './incoming.ts';
import { CLOSED_KEPT_MS, MAX_CLOSED } from './memory.ts';
import {
  ALERT_ROWS,
  type AlertRow,
  CLAIMED_ESCALATES_AFTER_MS,
  ESCALATES_AFTER_MS,
  LONGEST_SHELF_MS,
  SILENCE_MS,
} from './states.table.ts';

const BY: Readonly<Record<AlertRow['by'], string>> = {
  data: 'the detectors',
  time: 'time',
  person: 'a person',
};

/** `soundsAgain` → sounds again */
const plain = (word: string): string => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const number = (value: number): string => value.toLocaleString('en');
const seconds = (ms: number): string => `${ms / 1000} s`;
const minutes = (ms: number): string => `${ms / 60_000} minutes`;
const hours = (ms: number): string => `${ms / 3_600_000} hours`;

const stateRow = ({ event, from, to, by, text, condition }: AlertRow): string =>
  row(
    `**${plain(event)}**`,
    from.join(', ') || '–',
    to === 'same' ? 'the same' : to,
    BY[by],
    condition === undefined ? text : `If ${condition}: ${text}`,
  );

const escalationRows = PRIORITIES.map((priority) => {
  const after = (ms: number | undefined): string => (ms === undefined ? 'never' : seconds(ms));
  return row(priority, after(ESCALATES_AFTER_MS[priority]), after(CLAIMED_ESCALATES_AFTER_MS[priority]));
});

/** Markdown. Compared with the file by `test/server/operations/alerts/alertspage.test.ts`. */
export const alertsPage = (): string => `# Alerts

What the detectors find ([detectors.md](detectors.md)) and what becomes of it. This page is made of the tables in \`server/operations/alerts\`; do not edit it. After a change there: \`WRITE_DOCS=1 npx vitest run test/server/operations/alerts/alertspage.test.ts\`.

Priorities and states borrow the words of IEC 62923-1 and IMO MSC.302(87), which are written for a ship's bridge; no conformity is claimed. An alert is one happening: one condition leads, others that belong to it are its parts. Who may see and answer it is said in [access.md](access.md), how it is asked for in [api.md](api.md).

## States

- **unacknowledged**: it is so, and nobody has said that they know. It sounds by its priority.
- **silenced**: the same, quiet for ${seconds(SILENCE_MS)}.
- **acknowledged**: it is so, and somebody knows; for every station at once.
- **rectified**: it is over, and nobody had acknowledged it. It stays in the list until somebody does.
- **closed**.

An alert on the shelf or under another alert keeps its state, and asks for nobody's attention.

| what happens | from | to | by | means |
|---|---|---|---|---|
${ALERT_ROWS.map(stateRow).join('\n')}

## When nobody answers

Unacknowledged, neither shelved nor grouped for so long, and it goes to the supervisor (MSC.302(87) and IEC 62923-1 let an unacknowledged alarm be transferred, and a warning escalate within five minutes; emergencies and alarms are quicker here, because a control room has somebody to escalate to). What worsens or comes back begins anew, claimed before or not; so does everything after a restart. Whoever answers alerts may escalate one sooner.

| priority | claimed by nobody, after | since somebody claimed it, after |
|---|---|---|
${escalationRows.join('\n')}

## The shelf

Putting aside needs a reason, and is for this occurrence, 15 minutes, an hour, or the rest of the person's shift, ${hours(LONGEST_SHELF_MS)} at most. Its time is that of the behaviour: what began until then stays aside however long it lasts, the same behaviour under a new happening too; what begins later is news. Whatever worsens comes off the shelf. What is shelved is a list of its own, reviewed at every hand-over. A standing exception belongs into a zone's rule, with an owner and an end.

## Emergencies

Somebody's life is at stake: no shelf, no group, no limit and no setting of the detectors hides an emergency, and none closes to make room. Every agency that is a rescue coordination centre sees it at once; that it was told, and to whom, is a line of the alert and of the log (\`distressTold\`).

## Load

Counted of what the asker may see, for everything and for each sector in which an alert's place is; times are the machine's. What is raised, worsens or comes back counts each time, on the shelf it does not. A flood (EEMUA 191) is ${FLOOD.begins} alarms and warnings within ${minutes(FLOOD.windowMs)}, until fewer than ${FLOOD.ends} are; emergencies count for themselves. Standing: open for ${hours(STANDING_MS)} and longer. Chattering: came back ${CHATTERING.times} times and more within ${minutes(CHATTERING.windowMs)}.

## What is kept

- All changes of one tick are one transaction, and told when it is on the disk; what people do is there, with its row in the log, before the answer. Nothing that was told is lost when the process is killed. Where the disk fails, alerts are told all the same (\`unsaved\` in \`/healthz\`) and written as soon as it works again; what people do is refused (507).
- Evidence that is only brought up to date waits ${seconds(EVIDENCE_WAITS_MS)}, ${number(EVIDENCE_A_TICK)} alerts a second; whatever changes priority, state or parts is told at once.
- After a restart open alerts stand as they stood. What is found again goes on as the alert that it was, by the names of its conditions; what is not found within ${minutes(FOUND_AGAIN_WITHIN_MS)} of the data's time is over. Where nobody watched for more than ${minutes(COMES_BACK_WITHIN_MS)}, all of it is over, and what is found again asks for attention anew, a distress too that was acknowledged before.
- At most ${number(MAX_OPEN)} are open: beyond, the oldest of the least urgent closes and is counted (\`madeRoom\`). Closed ones stay at hand for ${hours(CLOSED_KEPT_MS)}, ${number(MAX_CLOSED)} at most, and in the file after that. The last ${HISTORY_LINES} lines of a history are told, all of them are in the file. An act goes for ${number(MAX_ACTED)} alerts at most.

## The mark on the track

Tracks of an open alert of warning and more, neither shelved nor grouped, are marked on the map and sent at every zoom. The mark says that there is an alert, so it is for those who see everything that the alert speaks of: each of its tracks whole, and of records their own. Whoever sees a track in part never sees it.

## The system's own troubles

| trouble | when |
|---|---|
| storage | alerts could not be kept; the data folder's disk has less than 1 GiB or a twentieth free (a warning), less than 256 MiB (an alarm); what is recorded cannot be written, archived or asked (docs/record.md, docs/archive.md, docs/questions.md) |
| clock | the machine's clock jumped by 2 s and more against its own steady one; ten messages of a feed in a minute are more than 30 s ahead |
| picture stale | the picture stood for 10 s (a warning), 30 s (an alarm) |
`;

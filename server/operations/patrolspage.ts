/** `docs/patrols.md`: the tables of states and of findings, in words that need no program to be read. */
import { PATROL_STATES } from '../../proto/domain/operations/patrol.ts';
import type { Finding } from '../../proto/domain/operations/record.ts';
import { CROSSING_REACH_MIN, FINDINGS, type FindingRule } from './checks/finding.table.ts';
import type { StateTable, Transition } from './kind.ts';
import { KINDS } from './kinds.ts';

const WHO: Readonly<Record<Transition['who'], string>> = {
  owner: 'the owner',
  lead: 'the lead',
  party: 'an agency that is asked',
  unit: 'the unit',
  system: 'by itself',
};

const FORBIDS: Readonly<Record<FindingRule['forbids'], string>> = {
  joint: 'of a joint patrol',
  sameAgency: 'within one agency',
  never: 'no',
};

const REMEDIES: Readonly<Record<NonNullable<Finding['remedy']>['code'], string>> = {
  useUnit: 'another unit',
  startAt: 'a later start',
  citeAgreement: 'another agreement',
  joinPatrol: 'joining that patrol',
  shorten: 'an earlier end',
  askPowers: 'asking for the powers',
};

/** `underWay` → under way */
const plain = (word: string): string => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly string[]): string[] => [
  row(...heads),
  `|${'---|'.repeat(heads.length)}`,
  ...rows,
];

/** Rows of one event and outcome are told in one line. */
function stateSection(
  title: string,
  about: string,
  { first, rows, onChange = [] }: Pick<StateTable, 'first' | 'rows' | 'onChange'>,
): string[] {
  const steps = rows.map(({ event, from, to, who, needsReason, text, condition }) =>
    row(
      `**${plain(event)}**`,
      from.map(plain).join(', '),
      plain(to),
      WHO[who],
      needsReason ? 'yes' : '',
      condition === undefined ? text : `If ${condition}: ${text}`,
    ),
  );
  const changes = onChange.map(({ from, to, text }) => row(from.map(plain).join(', '), plain(to), text));
  return [
    `## ${title}`,
    '',
    about,
    '',
    `It begins as **${plain(first)}**. What stands in no row cannot happen.`,
    '',
    ...table(['What happens', 'From', 'To', 'Who', 'Reason needed', 'What it means'], steps),
    ...(changes.length === 0
      ? []
      : [
          '',
          'What a change of the thing itself does:',
          '',
          ...table(['In', 'Becomes', 'What it means'], changes),
        ]),
    '',
  ];
}

function findingsSection(): string[] {
  const rows = FINDINGS.map(({ code, forbids, text, remedies }) =>
    row(`**${plain(code)}**`, FORBIDS[forbids], text, remedies.map((one) => REMEDIES[one]).join(', ')),
  );
  return [
    '## What the checks find',
    '',
    'Before a plan is saved it is held against all others. Whatever is found is shown with whom it speaks of and what would help most. What forbids a plan does so from its proposal on; a draft is never forbidden, and a patrol that is settled goes on whatever is found later: then a person decides.',
    '',
    ...table(['Finding', 'Forbids', 'When', 'What is proposed'], rows),
    '',
    `A unit that is proposed belongs to an agency that takes part, is of a kind that can go there, is free, in service and on duty for the whole time, within its range, and is the soonest there. Ways are the shortest over the ground; the ${CROSSING_REACH_MIN} minutes to a crossing point too.`,
    '',
  ];
}

/** The whole page; the same for the same tables. */
export function patrolsPage(): string {
  const section = (
    title: string,
    about: string,
    states: Pick<StateTable, 'first' | 'rows' | 'onChange'> | undefined,
  ): string[] => (states === undefined ? [] : stateSection(title, about, states));
  return [
    '# Zones, crossing points, patrols, tasks and releases: how each goes on',
    '',
    'This page is made from the tables by which the program decides, and a test checks that it is current: it does not describe the rules, it is them. Every step is written into the audit log with who did it, when, and why. Which people of an agency may act for it says [access.md](access.md).',
    '',
    '*The owner* is the agency that entered the thing. *The lead* is the agency whose coordinator leads a patrol. *An agency that is asked* answers for itself alone. *The unit* answers through its equipment, or a person of its agency writes down what it said. What happens *by itself* is due by time.',
    '',
    ...section('Zone', 'An area or line that matters, from its drawing to its end.', KINDS.zone.states),
    ...section(
      'Crossing point',
      'A border crossing point and whether it is open.',
      KINDS.crossingPoint.states,
    ),
    ...section(
      'Patrol',
      `Sectors, a period and units, own or joint. Its states: ${PATROL_STATES.map(plain).join(', ')}. No patrol is accepted, briefed or under way while an agency that is asked has not accepted.`,
      KINDS.patrol.states,
    ),
    ...section('Task', 'What a unit was told to do, and what it answered.', KINDS.task.states),
    ...section(
      'Release',
      'One agency lets others see something of its own. It is made only under an agreement that names both as parties, covers its whole time and names what may be released; people on land only where the agreement names them, and without identity; nothing that is marked TLP:RED.',
      KINDS.release.states,
    ),
    ...findingsSection(),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

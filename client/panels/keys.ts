/** The one table of keys: it drives the handler, the `?` list and the hints on buttons. */
import type { MessageKey } from '../messages/words.ts';
import type { Workspace } from '../store/view.ts';

export type ActionName =
  | 'commands'
  | 'filter'
  | 'keys'
  | 'close'
  | 'picture'
  | 'alerts'
  | 'alertNext'
  | 'alertPrevious'
  | 'alertShow'
  | 'alertReplay'
  | 'acknowledge'
  | 'silence'
  | 'rowNext'
  | 'rowPrevious'
  | 'claim'
  | 'shelve'
  | 'escalate'
  | 'comment'
  | 'mark'
  | 'join'
  | 'patrols'
  | 'replay'
  | 'replayPlay'
  | 'replayReverse'
  | 'replaySlower'
  | 'replayFaster'
  | 'replayStepBackSecond'
  | 'replayStepOnSecond'
  | 'replayStepBack'
  | 'replayStepOn'
  | 'replayStepBackMinute'
  | 'replayStepOnMinute'
  | 'replayAlertPrevious'
  | 'replayAlertNext'
  | 'replayLoop'
  | 'replayBookmark'
  | 'feeds'
  | 'wall'
  | 'administration'
  | 'follow'
  | 'centre'
  | 'pin'
  | 'assist'
  | 'next'
  | 'previous'
  | 'labels'
  | 'vectors'
  | 'trails'
  | 'outlines'
  | 'graticule'
  | 'borders'
  | 'ellipses'
  | 'coverage'
  | 'plots'
  | 'zones'
  | 'crossings'
  | 'notices'
  | 'weather'
  | 'plan'
  | 'longer'
  | 'shorter'
  | 'measure'
  | 'report'
  | 'list'
  | 'clear'
  | 'palette'
  | 'zoomIn'
  | 'zoomOut'
  | 'showAll';

export type KeyGroup = 'go' | 'track' | 'map' | 'screen' | 'alerts' | 'queue' | 'replay';

export interface KeyBinding {
  readonly action: ActionName;
  /** Any of these; `mod` is ⌘ on Apple keyboards and Ctrl elsewhere. */
  readonly chords: readonly string[];
  readonly group: KeyGroup;
  readonly label: MessageKey;
  /** Means this there alone, and before what it means elsewhere. */
  readonly where?: Workspace;
  /** Once a press, however long it is held: what it answers or turns over would be another each time. */
  readonly once?: boolean;
  /** Works while typing in a field, too. */
  readonly whileTyping?: boolean;
}

export const KEY_GROUPS: readonly KeyGroup[] = ['go', 'alerts', 'queue', 'replay', 'track', 'screen', 'map'];

export const KEY_BINDINGS: readonly KeyBinding[] = [
  { action: 'commands', chords: ['mod+k'], group: 'go', label: 'do.commands', whileTyping: true },
  { action: 'filter', chords: ['/'], group: 'go', label: 'do.filter' },
  { action: 'picture', chords: ['1'], group: 'go', label: 'do.picture' },
  { action: 'feeds', chords: ['2'], group: 'go', label: 'do.feeds' },
  { action: 'wall', chords: ['3'], group: 'go', label: 'do.wall' },
  { action: 'patrols', chords: ['4'], group: 'go', label: 'do.patrols' },
  { action: 'administration', chords: ['5'], group: 'go', label: 'do.administration' },
  { action: 'alerts', chords: ['6'], group: 'go', label: 'do.alerts' },
  { action: 'replay', chords: ['7'], group: 'go', label: 'do.replay' },
  { action: 'alertNext', chords: ['.'], group: 'alerts', label: 'do.alertNext' },
  { action: 'alertPrevious', chords: [','], group: 'alerts', label: 'do.alertPrevious' },
  { action: 'acknowledge', chords: ['y'], group: 'alerts', label: 'do.acknowledge', once: true },
  { action: 'silence', chords: ['i'], group: 'alerts', label: 'do.silence', once: true },
  { action: 'alertShow', chords: ['u'], group: 'alerts', label: 'do.alertShow' },
  { action: 'alertReplay', chords: ['9'], group: 'alerts', label: 'do.alertReplay' },
  {
    action: 'replayPlay',
    chords: [' '],
    group: 'replay',
    label: 'do.replayPlay',
    where: 'replay',
    once: true,
  },
  {
    action: 'replayReverse',
    chords: ['r'],
    group: 'replay',
    label: 'do.replayReverse',
    where: 'replay',
    once: true,
  },
  { action: 'replaySlower', chords: ['<', ';'], group: 'replay', label: 'do.replaySlower', where: 'replay' },
  { action: 'replayFaster', chords: ['>', "'"], group: 'replay', label: 'do.replayFaster', where: 'replay' },
  {
    action: 'replayStepBackSecond',
    chords: ['['],
    group: 'replay',
    label: 'do.replayStepBackSecond',
    where: 'replay',
  },
  {
    action: 'replayStepOnSecond',
    chords: [']'],
    group: 'replay',
    label: 'do.replayStepOnSecond',
    where: 'replay',
  },
  {
    action: 'replayStepBack',
    chords: ['arrowleft'],
    group: 'replay',
    label: 'do.replayStepBack',
    where: 'replay',
  },
  {
    action: 'replayStepOn',
    chords: ['arrowright'],
    group: 'replay',
    label: 'do.replayStepOn',
    where: 'replay',
  },
  {
    action: 'replayStepBackMinute',
    chords: ['mod+arrowleft'],
    group: 'replay',
    label: 'do.replayStepBackMinute',
    where: 'replay',
  },
  {
    action: 'replayStepOnMinute',
    chords: ['mod+arrowright'],
    group: 'replay',
    label: 'do.replayStepOnMinute',
    where: 'replay',
  },
  {
    action: 'replayAlertPrevious',
    chords: [','],
    group: 'replay',
    label: 'do.replayAlertPrevious',
    where: 'replay',
  },
  { action: 'replayAlertNext', chords: ['.'], group: 'replay', label: 'do.replayAlertNext', where: 'replay' },
  {
    action: 'replayLoop',
    chords: ['g'],
    group: 'replay',
    label: 'do.replayLoop',
    where: 'replay',
    once: true,
  },
  { action: 'replayBookmark', chords: ['b'], group: 'replay', label: 'do.replayBookmark', where: 'replay' },
  { action: 'rowNext', chords: ['j'], group: 'queue', label: 'do.rowNext', where: 'alerts' },
  { action: 'rowPrevious', chords: ['k'], group: 'queue', label: 'do.rowPrevious', where: 'alerts' },
  { action: 'claim', chords: ['c'], group: 'queue', label: 'do.claim', where: 'alerts', once: true },
  { action: 'shelve', chords: ['s'], group: 'queue', label: 'do.shelve', where: 'alerts' },
  { action: 'escalate', chords: ['e'], group: 'queue', label: 'do.escalate', where: 'alerts' },
  { action: 'comment', chords: ['t'], group: 'queue', label: 'do.comment', where: 'alerts' },
  { action: 'mark', chords: ['m'], group: 'queue', label: 'do.mark', where: 'alerts', once: true },
  { action: 'join', chords: ['g'], group: 'queue', label: 'do.join', where: 'alerts' },
  { action: 'next', chords: ['j'], group: 'track', label: 'do.next' },
  { action: 'previous', chords: ['k'], group: 'track', label: 'do.previous' },
  { action: 'follow', chords: ['f'], group: 'track', label: 'do.follow' },
  { action: 'centre', chords: ['c'], group: 'track', label: 'do.centre' },
  { action: 'pin', chords: ['p'], group: 'track', label: 'do.pin' },
  { action: 'assist', chords: ['h'], group: 'track', label: 'do.assist' },
  { action: 'labels', chords: ['n'], group: 'map', label: 'do.labels' },
  { action: 'vectors', chords: ['v'], group: 'map', label: 'do.vectors' },
  { action: 'shorter', chords: ['['], group: 'map', label: 'do.shorter' },
  { action: 'longer', chords: [']'], group: 'map', label: 'do.longer' },
  { action: 'trails', chords: ['t'], group: 'map', label: 'do.trails' },
  { action: 'outlines', chords: ['o'], group: 'map', label: 'do.outlines' },
  { action: 'graticule', chords: ['g'], group: 'map', label: 'do.graticule' },
  { action: 'borders', chords: ['b'], group: 'map', label: 'do.borders' },
  { action: 'ellipses', chords: ['e'], group: 'map', label: 'do.ellipses' },
  { action: 'coverage', chords: ['s'], group: 'map', label: 'do.coverage' },
  { action: 'plots', chords: ['r'], group: 'map', label: 'do.plots' },
  { action: 'zones', chords: ['z'], group: 'map', label: 'do.zones' },
  { action: 'crossings', chords: ['q'], group: 'map', label: 'do.crossings' },
  { action: 'notices', chords: ['8'], group: 'map', label: 'do.notices' },
  { action: 'weather', chords: ['#'], group: 'map', label: 'do.weather' },
  { action: 'measure', chords: ['m'], group: 'map', label: 'do.measure' },
  { action: 'report', chords: ['w'], group: 'map', label: 'do.report' },
  { action: 'zoomIn', chords: ['+', '='], group: 'map', label: 'do.zoomIn' },
  { action: 'zoomOut', chords: ['-'], group: 'map', label: 'do.zoomOut' },
  { action: 'showAll', chords: ['0'], group: 'map', label: 'do.showAll' },
  { action: 'plan', chords: ['a'], group: 'screen', label: 'do.plan' },
  { action: 'list', chords: ['l'], group: 'screen', label: 'do.list' },
  { action: 'clear', chords: ['x'], group: 'screen', label: 'do.clear' },
  { action: 'palette', chords: ['d'], group: 'screen', label: 'do.palette' },
  { action: 'keys', chords: ['?'], group: 'screen', label: 'do.keys' },
  { action: 'close', chords: ['escape'], group: 'screen', label: 'do.close', whileTyping: true },
];

/** The part of a keyboard event that a chord is compared with. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** True when the key pressed is the chord. Shift is not compared: it is how some keyboards make `?` or `+`. */
export function matchesChord(chord: string, press: KeyPress): boolean {
  const mod = chord.startsWith('mod+');
  const key = mod ? chord.slice(4) : chord;
  if (press.altKey || (press.ctrlKey || press.metaKey) !== mod) return false;
  return press.key.toLowerCase() === key;
}

/** The binding that a key press means, if any: the workspace's own before the one that means it everywhere. */
export function bindingFor(press: KeyPress, typing: boolean, workspace?: Workspace): KeyBinding | undefined {
  const meant = KEY_BINDINGS.filter(
    (binding) =>
      (!typing || binding.whileTyping === true) &&
      (binding.where === undefined || binding.where === workspace) &&
      binding.chords.some((chord) => matchesChord(chord, press)),
  );
  return meant.find(({ where }) => where !== undefined) ?? meant[0];
}

const NAMES: Readonly<Record<string, string>> = {
  escape: 'Esc',
  '-': '−',
  ' ': '␣',
  arrowleft: '←',
  arrowright: '→',
};

/** A chord as keycaps: `⌘ K` or `Ctrl K`. */
export function keycaps(chord: string, apple: boolean): readonly string[] {
  const mod = chord.startsWith('mod+');
  const key = mod ? chord.slice(4) : chord;
  const cap = NAMES[key] ?? key.toUpperCase();
  return mod ? [apple ? '⌘' : 'Ctrl', cap] : [cap];
}

/** The first chord of an action in one word, for a hint. */
export function hotkey(action: ActionName, apple = isApple()): string {
  const chord = KEY_BINDINGS.find((binding) => binding.action === action)?.chords[0];
  return chord === undefined ? '' : keycaps(chord, apple).join(' ');
}

/** Whether this keyboard has a ⌘ key. */
export const isApple = (): boolean =>
  typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

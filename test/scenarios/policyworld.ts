/**
 * A random world for the test of every path: tracks of every kind from feeds of several owners, records of every kind,
 * people of every role. Every text that names or describes something is a word of its own, `QNAM7Q`, by which it is
 * found again in whatever bytes anybody is sent.
 */

import type { FeedId } from '../../proto/domain/ids.ts';
import {
  type AgencyId,
  agencyId,
  agreementId,
  RELEASABLE,
  type Reduction,
  type Release,
  ROLES,
} from '../../proto/domain/operations/agency.ts';
import type { PatrolState } from '../../proto/domain/operations/patrol.ts';
import type { RecordKind, RecordValues } from '../../proto/domain/operations/record.ts';
import { pick, type Random } from '../../proto/domain/random.ts';
import {
  AGENCIES,
  agreement,
  at,
  COAST,
  crew,
  crossing,
  FEEDS,
  MARKINGS,
  marking,
  NEIGHBOUR,
  POLICE,
  patrol,
  RESCUE,
  release,
  sector,
  task,
  unit,
  zone,
} from '../server/access/worlds.ts';
import { appear, maybe, PolicyPicture, some, TRACKS } from './policypicture.ts';

export const OWNERS = [COAST, POLICE, NEIGHBOUR, RESCUE] as const;
const PEOPLE = 26;

/** A record's word: seen with the thing, or only with the whole of it. */
export interface Word {
  readonly kind: RecordKind;
  readonly id: string;
  readonly isWhole: boolean;
}

export interface Entered {
  readonly kind: RecordKind;
  readonly id: string;
  readonly value: RecordValues[RecordKind];
}

function reduction(random: Random): Reduction | undefined {
  if (maybe(random, 0.3)) return undefined;
  return {
    withoutIdentity: maybe(random, 0.5),
    ...(maybe(random, 0.4) && { roundM: pick(random, [500, 5000]) }),
    ...(maybe(random, 0.4) && { delayMs: pick(random, [60_000, 400_000]) }),
  };
}

export function policyWorld(random: Random) {
  const picture = new PolicyPicture();
  for (let slot = 0; slot < TRACKS; slot += 1) appear(picture, random, slot);
  picture.distress = FEEDS.map((feed, i) => ({
    mmsi: 970_000_000 + i,
    nature: 1,
    by: 'device',
    firstMs: at(-1000),
    lastMs: at(0),
    feeds: [feed],
  })) as unknown as typeof picture.distress;
  picture.sensors.states = FEEDS.map((feedId) => ({ id: `${feedId}/1`, feedId }));

  const entered: Entered[] = [];
  const words = new Map<string, Word>();
  let count = 0;
  /** Enters a thing; `seen` and `whole` make words of it. */
  const enter = <K extends RecordKind>(
    kind: K,
    id: string,
    make: (seen: (tag: string) => string, whole: (tag: string) => string) => RecordValues[K],
  ): void => {
    const word = (isWhole: boolean) => (tag: string) => {
      count += 1;
      const text = `Q${tag}${count}Q`;
      words.set(text, { kind, id, isWhole });
      return text;
    };
    entered.push({ kind, id, value: make(word(false), word(true)) });
  };
  const owner = () => pick(random, OWNERS);
  const marked = () => marking(owner(), maybe(random, 0.15) ? { tlp: 'red' } : {});

  for (const [id, one] of Object.entries(AGENCIES))
    enter('agency', id, (seen) => ({ ...one, name: seen('AGN') }));
  for (let i = 0; i < PEOPLE; i += 1) {
    // Each role alone at first, then several together.
    const alone = ROLES[i];
    const roles = alone === undefined ? [...new Set([pick(random, ROLES), pick(random, ROLES)])] : [alone];
    const room = roles.includes('wall') && some(random, OWNERS);
    enter('person', `p${i}`, (seen, whole) => ({
      name: seen('PEN'),
      login: whole('LOG'),
      agency: owner(),
      roles: roles.includes('wall') ? ['wall'] : roles,
      ...(room && { room }),
    }));
  }
  for (const id of ['a1', 'a2'])
    enter('agreement', id, (seen) =>
      agreement({
        title: seen('AGR'),
        ...(id === 'a2' && {
          parties: some(random, OWNERS, 0.7),
          untilMs: at(pick(random, [-500, 10_000])),
        }),
        ...(id === 'a1' && { parties: OWNERS }),
        release: some(random, RELEASABLE, 0.85),
      }),
    );
  for (let i = 0; i < 12; i += 1) {
    enter('zone', `z${i}`, (seen, whole) =>
      zone(owner(), {
        name: seen('ZON'),
        note: whole('ZNO'),
        marking: marked(),
        ...(maybe(random, 0.15) && { source: 'a chart' }),
      }),
    );
    enter('unit', `u${i}`, (seen, whole) => {
      const own = marked();
      const aboard = [own.owner, ...some(random, OWNERS, 0.15)];
      return unit(own.owner, {
        callSign: seen('UNC'),
        name: whole('UNN'),
        kind: pick(random, ['patrolVessel', 'vehicle', 'aircraft', 'drone']),
        crew: aboard.map((one) => ({ ...crew(one), function: whole('UNF') })),
        bound: { mmsi: `2000001${String(i).padStart(2, '0')}` },
        marking: own,
      });
    });
  }
  for (let i = 0; i < 8; i += 1) {
    enter('crossingPoint', `c${i}`, (seen, whole) => ({
      ...crossing(owner(), maybe(random, 0.3)),
      name: seen('CRO'),
      contacts: [{ name: whole('CON'), channel: '12' }],
    }));
    enter('sector', `s${i}`, (seen) => ({ ...sector(owner()), name: seen('SEC') }));
    enter('task', `t${i}`, (_seen, whole) => ({ ...task(owner(), `u${i}`), text: whole('TAS') }));
  }
  const states = ['draft', 'proposed', 'accepted', 'briefed', 'underWay', 'handedOver', 'completed'] as const;
  for (let i = 0; i < 10; i += 1)
    enter('patrol', `v${i}`, (seen, whole) => {
      const lead = owner();
      const own = marking(lead, maybe(random, 0.1) ? { tlp: 'red' } : {});
      const asked = some(random, OWNERS, 0.3).filter((one) => one !== lead);
      return patrol(lead, {
        title: seen('PAT'),
        note: whole('PNO'),
        liaison: [{ agency: lead, name: whole('LIA'), channel: '72' }],
        sectorIds: [`s${i % 8}`],
        unitIds: [`u${i}`],
        parties: asked.map((agency) => ({ agency, answer: pick(random, ['asked', 'accepted', 'declined']) })),
        state: pick<PatrolState>(random, states),
        marking: own,
      });
    });
  // Every feed is released to two others in one way or another; what is released besides is by chance.
  const turn = Math.floor(random() * WAYS.length);
  for (const [i, feedId] of FEEDS.entries())
    enter('release', `f${i}`, (_seen, whole) => {
      const by = ownerOf(feedId);
      const others = OWNERS.filter((one) => one !== by);
      const left = WAYS[(i + turn) % WAYS.length];
      return release({
        what: { kind: 'feed', feedId },
        to: others.toSpliced(i % 3, 1),
        reason: whole('REA'),
        marking: marking(by),
        ...(left && { reduction: left }),
      });
    });
  for (let i = 0; i < 12; i += 1)
    enter('release', `r${i}`, (_seen, whole) => releaseOf(picture, entered, random, whole('REA')));
  return { picture, entered, words };
}

const WAYS: readonly (Reduction | undefined)[] = [
  { withoutIdentity: false, roundM: 5000 },
  { withoutIdentity: true, delayMs: 60_000 },
  undefined,
  { withoutIdentity: false, delayMs: 400_000, roundM: 500 },
  { withoutIdentity: true },
];

const ownerOf = (feed: FeedId): AgencyId =>
  feed === 'people/xa-police' ? POLICE : (MARKINGS[feed]?.owner ?? COAST);

function releaseOf(
  picture: PolicyPicture,
  entered: readonly Entered[],
  random: Random,
  reason: string,
): Release {
  const to = some(random, OWNERS);
  const terms = {
    reason,
    to: to.length > 0 ? to : [NEIGHBOUR],
    agreement: agreementId(pick(random, ['a1', 'a1', 'a1', 'a2'])),
    untilMs: at(pick(random, [-1, 5000, 5000, 5000, 5000])),
  };
  const left = reduction(random);
  const made = (what: Release['what'], by = COAST): Release =>
    release({ ...terms, what, marking: marking(by), ...(left && { reduction: left }) });
  if (maybe(random, 0.45)) {
    const feedId = pick(random, FEEDS);
    return made({ kind: 'feed', feedId }, ownerOf(feedId));
  }
  if (maybe(random, 0.5))
    return made({ kind: 'track', trackId: picture.id(Math.floor(random() * TRACKS)) }, pick(random, OWNERS));
  const { kind, id, value } = pick(random, entered);
  const by = 'marking' in value ? value.marking.owner : agencyId('xa-coast');
  return made({ kind: 'record', record: kind, id }, by);
}

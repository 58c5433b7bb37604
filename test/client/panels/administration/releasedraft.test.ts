/** A release as it is made: which agreements carry it, what is asked for, how it stands. */
import { describe, expect, it } from 'vitest';
import {
  carriersOf,
  checkRelease,
  emptyRelease,
  type ReleaseDraft,
  releaseState,
  sortedReleases,
} from '../../../../client/panels/administration/releasedraft.ts';
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { agencyId, agreementId, type Release } from '../../../../proto/domain/operations/agency.ts';
import type { Agreement } from '../../../../proto/domain/operations/agreement.ts';
import type { Version } from '../../../../proto/domain/operations/record.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0);
const HOUR = 3_600_000;
const COAST = agencyId('xa-coast-guard');
const NORTH = agencyId('xc-coast-guard');
const POLICE = agencyId('xc-border-police');

const AGREEMENT: Agreement = {
  title: 'Joint patrols',
  parties: [COAST, NORTH],
  areas: [],
  forms: [],
  types: [],
  powers: [],
  command: 'host',
  release: ['vessels', 'sensors'],
  fromMs: epochMs(NOW - HOUR),
  untilMs: epochMs(NOW + 10 * HOUR),
  marking: { owner: COAST, purpose: 'borderSurveillance', retention: 'decisions' },
};
const version = (id: string, part: Partial<Agreement> = {}): Version<'agreement'> => ({
  kind: 'agreement',
  id,
  version: 1,
  value: { ...AGREEMENT, ...part },
  event: 'created',
  atMs: epochMs(NOW),
  by: 'mira',
  byName: 'Mira',
  revision: 1,
});
const TRACK = emptyRelease({ kind: 'track', trackId: '1-812' }, false, TrackKind.classA);
const carried = (draft: ReleaseDraft, ...agreements: Version<'agreement'>[]) =>
  carriersOf(agreements, draft, COAST, NOW).map(({ id }) => id);

describe('the agreements that are offered', () => {
  const to = (...agencies: (typeof NORTH)[]): ReleaseDraft => ({ ...TRACK, to: agencies });

  it('are those in force between all of them that name the thing', () => {
    const all = [
      version('good'),
      version('over', { untilMs: epochMs(NOW) }),
      version('later', { fromMs: epochMs(NOW + 1) }),
      version('others', { parties: [NORTH, POLICE] }),
      version('plans', { release: ['plans'] }),
      version('longer', { untilMs: epochMs(NOW + 20 * HOUR) }),
    ];
    expect(carried(to(NORTH), ...all)).toEqual(['longer', 'good']);
    expect(carried(to(NORTH, POLICE), ...all)).toEqual([]);
  });

  it('name people on land where it is people on land', () => {
    const people = {
      ...emptyRelease({ kind: 'track', trackId: '1-9' }, false, TrackKind.person),
      to: [NORTH],
    };
    expect(people.withoutIdentity).toBe(true);
    expect(carried(people, version('no'), version('yes', { release: ['peopleOnLand'] }))).toEqual(['yes']);
  });
});

describe('a release', () => {
  const sound: ReleaseDraft = { ...TRACK, to: [NORTH], agreement: 'good', reason: ' collision course ' };
  const check = (part: Partial<ReleaseDraft>) => checkRelease({ ...sound, ...part }, COAST, NOW, AGREEMENT);
  const faults = (part: Partial<ReleaseDraft>) => {
    const checked = check(part);
    return checked.ok ? {} : checked.faults;
  };

  it('is whole unless something is taken away', () => {
    expect(check({})).toEqual({
      ok: true,
      value: {
        what: { kind: 'track', trackId: '1-812' },
        to: [NORTH],
        agreement: agreementId('good'),
        reason: 'collision course',
        fromMs: NOW,
        untilMs: NOW + 8 * HOUR,
        marking: { owner: COAST, purpose: 'borderSurveillance', retention: 'decisions' },
      },
    });
    expect(check({ roundM: 1000 })).toMatchObject({
      value: { reduction: { withoutIdentity: false, roundM: 1000 } },
    });
  });

  it('needs a reason, somebody to see it, and an end no later than its agreement’s', () => {
    expect(faults({ reason: ' ' })).toEqual({ reason: 'release.wrong.reason' });
    expect(faults({ to: [] })).toEqual({ to: 'release.wrong.to' });
    expect(faults({ until: 'soon' })).toEqual({ until: 'release.wrong.until' });
    expect(faults({ until: '2026-11-22 11:59' })).toEqual({ until: 'release.wrong.past' });
    expect(faults({ until: '+11h' })).toEqual({ until: 'release.wrong.late' });
    expect(faults({ until: '+10h' })).toEqual({});
  });

  it('of a distress asks for a thought first', () => {
    expect(faults({ distress: true })).toEqual({ understood: 'release.distress.wrong' });
    expect(faults({ distress: true, understood: true })).toEqual({});
  });
});

describe('how releases stand', () => {
  const release = (fromH: number, untilH: number, endedH?: number): Release => ({
    what: { kind: 'feed', feedId: 'radar' },
    to: [NORTH],
    agreement: agreementId('good'),
    reason: 'x',
    fromMs: epochMs(NOW + fromH * HOUR),
    untilMs: epochMs(NOW + untilH * HOUR),
    ...(endedH !== undefined && { endedMs: epochMs(NOW + endedH * HOUR) }),
    marking: AGREEMENT.marking,
  });
  const of = (id: string, value: Release): Version<'release'> => ({ ...version(id), kind: 'release', value });

  it('is without effect once its agreement is over', () => {
    expect(releaseState(release(-1, 1), AGREEMENT, NOW)).toBe('inForce');
    expect(releaseState(release(-1, 1), { ...AGREEMENT, untilMs: epochMs(NOW) }, NOW)).toBe('void');
    expect(releaseState(release(1, 2), AGREEMENT, NOW)).toBe('begins');
    expect(releaseState(release(-2, 1, -1), AGREEMENT, NOW)).toBe('ended');
    expect(releaseState(release(-2, 0), AGREEMENT, NOW)).toBe('ended');
  });

  it('is told in force first, soonest over first, the ended last, newest first', () => {
    const all = [
      of('old', release(-9, -5)),
      of('late', release(-1, 5)),
      of('soon', release(-1, 1)),
      of('cut', release(-9, 5, -1)),
      of('next', release(1, 2)),
    ];
    const sorted = sortedReleases(all, () => AGREEMENT, NOW);
    expect(sorted.map((each) => each.release.id)).toEqual(['soon', 'late', 'next', 'cut', 'old']);
  });
});

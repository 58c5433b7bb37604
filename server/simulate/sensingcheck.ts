/** Checks what a scenario says of sensors, stories, land and units: that names stand for something, and for one thing. */
import type { Scenario } from './scenario.ts';

/** Each fault names its place and what is wrong there. */
export function sensingFaults(s: Scenario): string[] {
  return [...unknownFlags(s), ...feedsTwice(s), ...unlabelledRadars(s), ...nodesTwice(s), ...unknownUnits(s)];
}

function unknownFlags(s: Scenario): string[] {
  const flags = new Set(s.flags.map((f) => f.code));
  return s.oddities.flatMap((oddity, i) =>
    (oddity.story === 'rendezvous' ? oddity.parties : [oddity])
      .filter(({ flag }) => !flags.has(flag))
      .map(({ flag }) => `oddities.${i}: there is no flag "${flag}"`),
  );
}

/** Several shore stations may share a feed; every other feed is its own. */
function feedsTwice(s: Scenario): string[] {
  const seen = new Set(s.stations.map(({ feed }) => feed));
  const others = [...s.radars, ...s.neighbours, s.border, s.units, s.air];
  return others.flatMap((of) => {
    if (of === undefined) return [];
    const twice = seen.has(of.feed);
    seen.add(of.feed);
    return twice ? [`the feed "${of.feed}" is named twice`] : [];
  });
}

function unlabelledRadars(s: Scenario): string[] {
  return s.radars.flatMap((radar, i) =>
    radar.output !== 'ttm' && (radar.sac === undefined || radar.sic === undefined)
      ? [`radars.${i}: ASTERIX needs sac and sic`]
      : [],
  );
}

function nodesTwice(s: Scenario): string[] {
  const ids = (s.border?.nodes ?? []).map(({ id }) => id);
  return ids
    .filter((id, i) => ids.indexOf(id) < i)
    .map((id) => `border.nodes: the id "${id}" is given twice`);
}

/** Vessels get their names when they are crewed: whether there is such a one shows then. */
function unknownUnits(s: Scenario): string[] {
  const actors = new Set(s.border?.actors.map(({ id }) => id));
  const flights = new Set(s.air?.flights.map(({ callSign }) => callSign));
  return (s.units?.members ?? []).flatMap(({ is }, i) => {
    if (is.what === 'actor' && !actors.has(is.actor))
      return [`units.members.${i}: there is no actor "${is.actor}"`];
    if (is.what === 'flight' && !flights.has(is.flight))
      return [`units.members.${i}: there is no flight "${is.flight}"`];
    return [];
  });
}

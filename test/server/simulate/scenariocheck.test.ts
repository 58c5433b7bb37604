import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import { checkScenario } from '../../../server/simulate/scenariocheck.ts';
import { readScenario } from '../../../server/simulate/scenariofile.ts';
import { SCENARIOS, southernAdriatic } from './demonstrationscenario.ts';

const changed = (change: (scenario: Scenario) => unknown): readonly string[] => {
  const scenario = structuredClone(southernAdriatic());
  change(scenario);
  const result = checkScenario(scenario);
  return result.ok ? [] : result.faults;
};

describe('a scenario', () => {
  test('the one that comes with the product is sound', () => {
    expect(checkScenario(southernAdriatic()).ok).toBe(true);
  });

  test('may not use country digits that the ITU has allocated', () => {
    expect(changed((s) => Object.assign(s.flags[0]!, { mid: 201 })).join()).toMatch(
      /flags\.0\.mid: .*allocated/,
    );
  });

  test('names the place of what stands for nothing', () => {
    expect(changed((s) => Object.assign(s.ports[0]!, { waypoint: 'NOWHERE' }))).toEqual([
      'ports.0: there is no waypoint on a fairway "NOWHERE"',
    ]);
    expect(changed((s) => s.fishing[0]!.grounds.push('atlantis'))).toEqual([
      'fishing.0: there is no ground "atlantis"',
    ]);
    expect(changed((s) => Object.assign(s.ferries[0]!, { flag: 'XZ' }))).toEqual([
      'ferries.0: there is no flag "XZ"',
    ]);
  });

  test('names sensors, stories and units that stand for nothing or for two', () => {
    expect(changed((s) => Object.assign(s.radars[1]!, { feed: 'radar-sazan' }))).toEqual([
      'the feed "radar-sazan" is named twice',
    ]);
    expect(changed((s) => Reflect.deleteProperty(s.radars[0]!, 'sac'))).toEqual([
      'radars.0: ASTERIX needs sac and sic',
    ]);
    expect(changed((s) => Object.assign(s.oddities[0]!, { flag: 'XZ' }))).toEqual([
      'oddities.0: there is no flag "XZ"',
    ]);
    expect(
      changed((s) => Object.assign(s.units!.members[2]!, { is: { what: 'actor', actor: 'nobody' } })),
    ).toEqual(['units.members.2: there is no actor "nobody"']);
    expect(changed((s) => Object.assign(s.border!.nodes[1]!, { id: s.border!.nodes[0]!.id })).join()).toMatch(
      /is given twice/,
    );
  });

  test('names berths that are missing', () => {
    const faults = changed((s) => Object.assign(s.fishing[0]!, { count: 40 }));
    expect(faults.join()).toMatch(/port "molfetta": .*fishing.* 40 .*14/);
  });

  test('names unknown keys and wrong times', () => {
    expect(changed((s) => Object.assign(s, { shipz: 3 })).join()).toContain('shipz');
    expect(changed((s) => Object.assign(s.ferries[0]!.calls[0]!, { depart: '25:00' })).join()).toMatch(
      /ferries\.0\.calls\.0\.depart: must be HH:MM/,
    );
  });
});

describe('a scenario file', () => {
  test('that is not there is named with those that are', () => {
    const read = readScenario('north-sea', SCENARIOS);
    expect(read.ok ? [] : read.faults).toEqual([
      expect.stringMatching(/"north-sea".*there are: southern-adriatic/),
    ]);
  });

  test('cannot be reached outside its folder', () => {
    expect(readScenario('../../package', SCENARIOS).ok).toBe(false);
  });
});

/** Any order of what nodes and connections do, against a plain model of who is registered where. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SensorHealth } from '../../../../proto/domain/sensor.ts';
import { detectionReport, statusReport } from '../../../../server/decode/sapient/build.ts';
import { type NodeDescription, registration } from '../../../../server/decode/sapient/buildregistration.ts';
import { uuidOf } from '../../../../server/decode/sapient/identifiers.ts';
import { RADAR, RIDGE, Stage } from './nodes.ts';

const NODES: readonly NodeDescription[] = ['a', 'b', 'c'].map((name) => ({
  ...RADAR,
  nodeId: uuidOf(name),
  name,
}));
/** Not heard for longer: another connection may bring it. And: it is gone. */
const TAKE_OVER_MS = 10_000;
const SILENCE_MS = 15_000;

type Act =
  | {
      readonly do: 'register' | 'lie' | 'report' | 'detect' | 'goodbye';
      readonly node: number;
      readonly over: number;
    }
  | { readonly do: 'close'; readonly over: number }
  | { readonly do: 'wait'; readonly seconds: number };

const node = fc.nat(NODES.length - 1);
const over = fc.integer({ min: 1, max: 3 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('register' as const), node, over }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lie' as const), node, over }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('report' as const), node, over }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('detect' as const), node, over }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('goodbye' as const), node, over }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), over }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 20 }) }),
  },
);

interface Known {
  over: number;
  heardMs: number;
  gone: boolean;
}

/** What must be so after each act, kept apart from the decoder. */
class Model {
  readonly known = new Map<number, Known>();
  readonly stage = new Stage();

  play(one: Act): void {
    const { stage } = this;
    if (one.do === 'wait') {
      stage.wait(one.seconds);
      for (const known of this.known.values())
        if (stage.nowMs - known.heardMs > SILENCE_MS) known.gone = true;
      return;
    }
    if (one.do === 'close') {
      stage.close(one.over);
      for (const [index, known] of this.known) if (known.over === one.over) this.known.delete(index);
      return;
    }
    this.#say(one);
  }

  #say({ do: what, node: index, over: connection }: Extract<Act, { node: number }>): void {
    const { stage } = this;
    const who = NODES[index]!;
    const known = this.known.get(index);
    const speaks = known?.over === connection;
    const plots = stage.sink.of('plot').length;
    const faults = stage.sink.faults.length;
    switch (what) {
      case 'lie': {
        const message = registration(who, stage.nowMs);
        message.registration!.icd_version = null;
        stage.say(message, connection);
        expect(stage.sink.replies.at(-1)?.message.registration_ack?.acceptance).toBe(false);
        expect(stage.sink.faults.length).toBeGreaterThan(faults);
        return;
      }
      case 'register': {
        stage.register(who, connection);
        const dead = known !== undefined && (known.gone || stage.nowMs - known.heardMs > TAKE_OVER_MS);
        const taken = known === undefined || speaks || dead;
        expect(stage.sink.replies.at(-1)?.message.registration_ack?.acceptance).toBe(taken);
        if (taken) this.known.set(index, { over: connection, heardMs: stage.nowMs, gone: false });
        return;
      }
      case 'detect':
        stage.say(
          detectionReport(who, stage.nowMs, { objectKey: 'x', place: { kind: 'position', ...RIDGE } }),
          connection,
        );
        expect(stage.sink.of('plot').length).toBe(speaks ? plots + 1 : plots);
        break;
      case 'report':
        stage.say(statusReport(who, stage.nowMs, { system: 'SYSTEM_OK', at: RIDGE }), connection);
        break;
      case 'goodbye':
        stage.say(statusReport(who, stage.nowMs, { system: 'SYSTEM_GOODBYE' }), connection);
        if (speaks) this.known.delete(index);
        break;
      default: {
        what satisfies never;
      }
    }
    if (!speaks) expect(stage.sink.faults.length).toBeGreaterThan(faults);
    else if (known !== undefined) {
      known.heardMs = stage.nowMs;
      known.gone = false;
    }
  }

  /** A node is gone exactly when the model says so: the last word on each is right. */
  check(): void {
    for (const [index, who] of NODES.entries()) {
      const said = this.stage.sink.of('sensor').filter(({ sensorId }) => sensorId === `land/${who.nodeId}`);
      const last = said.filter(({ health }) => health !== undefined).at(-1);
      const known = this.known.get(index);
      if (known !== undefined) expect(last?.health === SensorHealth.gone).toBe(known.gone);
      else if (last !== undefined) expect(last.health).toBe(SensorHealth.gone);
    }
  }
}

describe('nodes', () => {
  it('are registered, gone and back exactly as they should be, whatever they do', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const model = new Model();
        for (const one of acts) {
          model.play(one);
          model.check();
        }
        for (const connection of [1, 2, 3]) model.play({ do: 'close', over: connection });
        model.check();
      }),
      { numRuns: 300 },
    );
  });
});

/** What is said between nodes and us: every message to its meaning and, where the standard says so, an answer. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import type { FeedId } from '../../../proto/domain/ids.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import { SensorHealth } from '../../../proto/domain/sensor.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { sapient } from '../../../proto/generated/sapient.js';
import type { DecodeSink, LookRequest } from '../decoder.ts';
import { visibleText } from '../visibletext.ts';
import { raised } from './alarm.ts';
import { checkMessage, type Findings } from './check.ts';
import { declarationOf, isSupportedVersion } from './declaration.ts';
import { plotOf } from './detection.ts';
import type { ReceivedMessage } from './message.ts';
import type { Node, Stamp, Tell } from './node.ts';
import { NodeBook, type Refusal } from './nodebook.ts';
import { cutOff, type Peer, type Received } from './peer.ts';
import { Replies } from './replies.ts';
import { registered, reported } from './status.ts';
import { TaskBook } from './taskbook.ts';

/** A node's id becomes part of a sensor's name: short, and nothing in it that cannot be read. */
const NODE_ID = /^[\x21-\x7e]{1,64}$/;

const MAX_ALERT_ID = 64;

/** One message while it is dealt with. */
interface Heard {
  readonly message: ReceivedMessage;
  readonly bytes: Uint8Array;
  readonly findings: Findings;
  readonly nodeId: string;
  readonly peer: Peer;
  readonly frame: Received;
  readonly sink: DecodeSink;
}

export class Conversation {
  readonly #feedId: FeedId;
  readonly #nodes: NodeBook;
  readonly #tasks: TaskBook;
  readonly #replies: Replies;

  constructor(feedId: FeedId) {
    this.#feedId = feedId;
    this.#nodes = new NodeBook(feedId);
    this.#tasks = new TaskBook(feedId);
    this.#replies = new Replies(feedId);
  }

  /** Takes one message; false when it is none that a registered node may send. */
  hear(message: ReceivedMessage, bytes: Uint8Array, peer: Peer, frame: Received, sink: DecodeSink): boolean {
    const findings = checkMessage(message);
    const nodeId = message.node_id ?? '';
    const heard: Heard = { message, bytes, findings, nodeId, peer, frame, sink };
    if (findings.refused !== undefined) return this.#refuse(heard, 'schema', findings.refused);
    if (!NODE_ID.test(nodeId)) return this.#refuse(heard, 'schema', 'no node_id that can be used');
    if (message.content === undefined) return this.#refuse(heard, 'schema', 'a message without content');
    if (message.registration) return this.#register(heard, message.registration);
    const node = this.#nodes.speaking(nodeId, peer, frame.nature, frame.receivedMs);
    if (node === undefined)
      return this.#refuse(
        heard,
        'protocol',
        this.#nodes.get(nodeId) === undefined
          ? `${message.content} before registration`
          : `${message.content} under the node_id of a node of another connection`,
      );
    if (findings.missing.length > 0) this.#refuse(heard, 'schema', `without ${findings.missing.join(', ')}`);
    const tell = tellOf(node, message, sink);
    for (const odd of findings.odd) tell('schema', odd);
    const stamp = this.#stamp(node, heard, tell);
    this.#alive(node, stamp, sink);
    this.#take(heard, node, stamp, tell);
    return true;
  }

  /** A connection ended, and its nodes with it. */
  leave(peer: Peer, nowMs: EpochMs, sink: DecodeSink): void {
    for (const id of peer.nodes) {
      const node = this.#nodes.get(id);
      if (node?.peer === peer) this.#gone(node, 'the connection ended', nowMs, sink);
    }
  }

  tick(nowMs: EpochMs, sink: DecodeSink): void {
    this.#tasks.tick(nowMs, observing(sink));
    for (const node of this.#nodes.values()) {
      if (node.silent || nowMs - node.lastHeardMs <= node.silenceMs) continue;
      node.silent = true;
      this.#tasks.abandon(node, nowMs, observing(sink));
      const reason = `silent for ${Math.round((nowMs - node.lastHeardMs) / 1000)} s`;
      sink.observation(node.becomes(SensorHealth.gone, reason, this.#own(node, nowMs)));
    }
  }

  lookAt(request: LookRequest, nowMs: EpochMs, sink: DecodeSink): boolean {
    const prefix = `${this.#feedId}/`;
    if (!request.sensorId.startsWith(prefix)) return false;
    const node = this.#nodes.get(request.sensorId.slice(prefix.length));
    if (node === undefined || node.silent || node.declared.lookAt === undefined) return false;
    if (!(Math.abs(request.lat) <= 90 && Math.abs(request.lon) <= 180)) return false;
    if (!this.#tasks.hasRoom(node)) return false;
    for (const stopped of this.#tasks.makeRoom(node, nowMs, observing(sink)))
      sink.reply(node.peer.connection, this.#replies.stop(node.id, stopped, nowMs));
    const wireId = this.#tasks.open(request.taskId, node, nowMs);
    sink.reply(node.peer.connection, this.#replies.lookAt(node, wireId, request, nowMs));
    return true;
  }

  #register(heard: Heard, registration: sapient.v2.Registration.$Properties): boolean {
    const { nodeId, peer, frame, findings, sink } = heard;
    const refusals: Refusal[] = [];
    const version = registration.icd_version ?? '';
    if (version !== '' && !isSupportedVersion(version))
      refusals.push({ kind: 'edition', reason: `"${visibleText(version, 40)}" is not BSI Flex 335 v2` });
    for (const field of findings.missing) refusals.push({ kind: 'schema', reason: `without ${field}` });
    const refusal = this.#nodes.refusal(nodeId, peer, frame.receivedMs);
    if (refusal !== undefined) refusals.push(refusal);
    const reasons = refusals.map(({ reason }) => reason);
    sink.reply(peer.connection, this.#replies.registrationAck(nodeId, reasons, frame.receivedMs));
    const [first] = refusals;
    if (first !== undefined) {
      const detail = `registration refused: ${reasons.join(', ')}`;
      sink.fault({ kind: first.kind, detail, sample: sampleOf(nodeId, 'registration') });
      return false;
    }
    this.#admit(heard, registration);
    return true;
  }

  #admit(
    { message, nodeId, peer, frame, findings, sink }: Heard,
    registration: sapient.v2.Registration.$Properties,
  ) {
    const before = this.#nodes.get(nodeId);
    const isSecond = peer.nodes.size > 0 && !peer.nodes.has(nodeId) && !this.#nodes.hasFusion(peer);
    const declared = declarationOf(registration);
    const node = this.#nodes.admit(nodeId, peer, frame.nature, declared, frame.receivedMs);
    if (before !== undefined && before !== node) this.#moved(before, frame.receivedMs, sink);
    const tell = tellOf(node, message, sink);
    for (const odd of findings.odd) tell('schema', odd);
    if (isSecond && !declared.fusion && !peer.mixed) {
      peer.mixed = true;
      tell('protocol', 'a second node_id over the connection of a node that is no fusion node');
    }
    const stamp = this.#stamp(node, { message, frame }, tell);
    node.lastHeardMs = frame.receivedMs;
    node.silent = false;
    sink.observation(registered(node, stamp));
  }

  /** A message of a registered node. */
  #take({ message, nodeId, peer, frame, sink }: Heard, node: Node, stamp: Stamp, tell: Tell): void {
    const { receivedMs } = frame;
    if (message.detection_report) {
      const plot = plotOf(message.detection_report, node, stamp, tell);
      if (plot !== undefined) sink.observation(plot);
    } else if (message.status_report) {
      const observation = reported(message.status_report, node, stamp, tell);
      if (message.status_report.system === sapient.v2.StatusReport.System.SYSTEM_GOODBYE) {
        peer.nodes.delete(node.id);
        this.#gone(node, 'it said goodbye', receivedMs, sink);
      } else sink.observation(observation);
    } else if (message.alert) this.#alert(message.alert, node, stamp, tell, sink);
    else if (message.task_ack) {
      const wrong = this.#tasks.acknowledge(message.task_ack, node, receivedMs, observing(sink));
      if (wrong !== undefined)
        sink.fault({ kind: 'protocol', detail: wrong, sample: sampleOf(nodeId, 'task_ack') });
    } else if (message.error) {
      const words = visibleText((message.error.error_message ?? []).join('; '));
      tell('protocol', `it could not take a message: ${words}`);
    } else tell('protocol', `${message.content} is not for a node to send`);
  }

  #alert(alert: sapient.v2.Alert.$Properties, node: Node, stamp: Stamp, tell: Tell, sink: DecodeSink): void {
    const { alert_id: alertId } = alert;
    if (!alertId || alertId.length > MAX_ALERT_ID) {
      tell('schema', 'an alert without an id that can be used');
      return;
    }
    sink.reply(node.peer.connection, this.#replies.alertAck(node.id, alertId, stamp.receivedMs));
    sink.observation(raised(alert, visibleText(alertId), node, stamp, tell));
  }

  #stamp(node: Node, { message, frame }: Pick<Heard, 'message' | 'frame'>, tell: Tell): Stamp {
    const { seconds, nanos } = message.timestamp ?? {};
    const saidMs =
      seconds == null ? undefined : Math.round(seconds * 1000 + (nanos ?? 0) / 1e6) + frame.timeShiftMs;
    return {
      feedId: this.#feedId,
      nature: frame.nature,
      observedMs: node.observedMs(saidMs, frame.receivedMs, tell),
      receivedMs: frame.receivedMs,
    };
  }

  /** Every message shows that the node is there; one that was silent is back. */
  #alive(node: Node, stamp: Stamp, sink: DecodeSink): void {
    node.lastHeardMs = stamp.receivedMs;
    if (!node.silent) return;
    node.silent = false;
    sink.observation(node.becomes(node.health, undefined, stamp));
  }

  #gone(node: Node, reason: string, nowMs: EpochMs, sink: DecodeSink): void {
    this.#nodes.remove(node);
    this.#tasks.abandon(node, nowMs, observing(sink));
    if (!node.silent) sink.observation(node.becomes(SensorHealth.gone, reason, this.#own(node, nowMs)));
  }

  /** A node is here over another connection now: the one that it had is dead, unless it serves others too. */
  #moved(before: Node, nowMs: EpochMs, sink: DecodeSink): void {
    this.#tasks.abandon(before, nowMs, observing(sink));
    before.peer.nodes.delete(before.id);
    if (before.peer.nodes.size === 0) cutOff(before.peer, 'its node returned over another connection', sink);
  }

  /** What we say of a node ourselves, now. */
  #own(node: Node, nowMs: EpochMs): Stamp {
    return { feedId: this.#feedId, nature: node.nature, observedMs: epochMs(nowMs), receivedMs: nowMs };
  }

  /** Tells of what is wrong with a message, here and to its sender; the same answer every time: false. */
  #refuse({ message, bytes, nodeId, peer, frame, sink }: Heard, kind: FaultKind, reason: string): false {
    sink.fault({ kind, detail: reason, sample: sampleOf(nodeId, message.content ?? 'nothing') });
    const to = NODE_ID.test(nodeId) ? nodeId : undefined;
    // An error is never answered with an error: two peers would go on for ever.
    if (!message.error && peer.mayBeAnswered(frame.receivedMs))
      sink.reply(peer.connection, this.#replies.error(to, bytes, [reason], frame.receivedMs));
    return false;
  }
}

const observing = (sink: DecodeSink) => (observation: Observation) => sink.observation(observation);

const sampleOf = (nodeId: string, content: string): string =>
  visibleText(`${content} of ${nodeId || 'nobody'}`);

/** Small faults, each told once a registration. */
const tellOf =
  (node: Node, message: ReceivedMessage, sink: DecodeSink): Tell =>
  (kind, detail) => {
    if (node.first(detail)) sink.fault({ kind, detail, sample: sampleOf(node.id, message.content ?? '') });
  };

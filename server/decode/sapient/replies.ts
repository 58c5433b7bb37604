/** What we say to nodes. */
import { bearingDeg, distanceM } from '../../../proto/domain/geo.ts';
import type { FeedId } from '../../../proto/domain/ids.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { sapient } from '../../../proto/generated/sapient.js';
import type { LookRequest } from '../decoder.ts';
import { encodeSapient } from './encode.ts';
import { uuidOf } from './identifiers.ts';
import type { SapientMessage } from './message.ts';
import type { Node } from './node.ts';
import { locationOf, POLAR, timestampOf } from './parts.ts';

/** Of a message that could not be taken, this much goes back. */
const MAX_PACKET_BYTES = 4096;
const MAX_ERRORS = 16;

/** Says things in the name of one feed. Everything comes back as the bytes to send. */
export class Replies {
  readonly #nodeId: string;

  constructor(feedId: FeedId) {
    this.#nodeId = uuidOf(`watchfloor ${feedId}`);
  }

  registrationAck(nodeId: string, reasons: readonly string[], nowMs: number): Uint8Array {
    return this.#to(nodeId, nowMs, {
      registration_ack: { acceptance: reasons.length === 0, ack_response_reason: [...reasons] },
    });
  }

  alertAck(nodeId: string, alertId: string, nowMs: number): Uint8Array {
    return this.#to(nodeId, nowMs, {
      alert_ack: {
        alert_id: alertId,
        alert_ack_status: sapient.v2.AlertAck.AlertAckStatus.ALERT_ACK_STATUS_ACCEPTED,
      },
    });
  }

  error(
    nodeId: string | undefined,
    packet: Uint8Array,
    messages: readonly string[],
    nowMs: number,
  ): Uint8Array {
    return this.#to(nodeId, nowMs, {
      error: {
        packet: packet.slice(0, MAX_PACKET_BYTES),
        error_message: messages.slice(0, MAX_ERRORS),
      },
    });
  }

  /** An order to leave a task. */
  stop(nodeId: string, taskId: string, nowMs: number): Uint8Array {
    return this.#to(nodeId, nowMs, {
      task: { task_id: taskId, control: sapient.v2.Task.Control.CONTROL_STOP },
    });
  }

  /** An order to look at a place: as a location, or from the node for those that want it so. */
  lookAt(node: Node, taskId: string, request: LookRequest, nowMs: number): Uint8Array {
    const at = { lat: degrees(request.lat), lon: degrees(request.lon) };
    const from = node.declared.lookAt?.form === 'bearing' ? node.place : undefined;
    const { lat, lon } = request;
    const place =
      from === undefined
        ? { location_list: { locations: [locationOf(request.altM === undefined ? { lat, lon } : request)] } }
        : {
            range_bearing: {
              azimuth: bearingDeg({ lat: degrees(from.lat), lon: degrees(from.lon) }, at),
              range: distanceM({ lat: degrees(from.lat), lon: degrees(from.lon) }, at),
              ...POLAR,
            },
          };
    return this.#to(node.id, nowMs, {
      task: {
        task_id: taskId,
        task_name: 'look at',
        control: sapient.v2.Task.Control.CONTROL_START,
        command: { look_at: place },
      },
    });
  }

  #to(nodeId: string | undefined, nowMs: number, content: SapientMessage): Uint8Array {
    return encodeSapient({
      timestamp: timestampOf(nowMs),
      node_id: this.#nodeId,
      ...(nodeId === undefined ? {} : { destination_id: nodeId }),
      ...content,
    });
  }
}

/** Settings to a feed of their transport. */
import type { Feed, FeedContext } from './feed.ts';
import { FileFeed } from './file.ts';
import { HttpFeed } from './http.ts';
import { MqttFeed } from './mqtt.ts';
import { SerialFeed } from './serial.ts';
import type { FeedSettings } from './settings.ts';
import { StdinFeed } from './stdin.ts';
import { TcpFeed } from './tcp.ts';
import { TcpListenFeed } from './tcplisten.ts';
import { UdpFeed } from './udp.ts';
import { WebSocketFeed } from './websocket.ts';

/** The feed, not started. */
export function openFeed(settings: FeedSettings, context: FeedContext): Feed {
  switch (settings.transport) {
    case 'tcp':
      return new TcpFeed(settings, context);
    case 'tcp-listen':
      return new TcpListenFeed(settings, context);
    case 'udp':
      return new UdpFeed(settings, context);
    case 'file':
      return new FileFeed(settings, context);
    case 'stdin':
      return new StdinFeed(settings, context);
    case 'mqtt':
      return new MqttFeed(settings, context);
    case 'serial':
      return new SerialFeed(settings, context);
    case 'http':
      return new HttpFeed(settings, context);
    case 'ws':
      return new WebSocketFeed(settings, context);
  }
}

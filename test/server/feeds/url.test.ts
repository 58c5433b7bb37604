import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayUrl, parseFeedUrl } from '../../../server/feeds/url.ts';

function settings(url: string, baseDir?: string) {
  const parsed = parseFeedUrl(url, '--feed', baseDir);
  return 'settings' in parsed ? parsed.settings : parsed.fault;
}

function fault(url: string): string {
  const parsed = parseFeedUrl(url);
  if (!('fault' in parsed)) throw new Error(`${url} was accepted`);
  return `${parsed.fault.where}: ${parsed.fault.what}. ${parsed.fault.remedy}`;
}

describe('a feed URL', () => {
  it.each([
    [
      'tcp://ais.example.com:10110',
      { transport: 'tcp', host: 'ais.example.com', port: 10_110, format: 'auto' },
    ],
    ['TCP://localhost:5631/', { transport: 'tcp', host: 'localhost', port: 5631 }],
    [
      'tcp://[2001:db8::1]:10110?format=ais',
      { transport: 'tcp', host: '2001:db8::1', port: 10_110, format: 'ais' },
    ],
    ['tcp-listen://0.0.0.0:0', { transport: 'tcp-listen', host: '0.0.0.0', port: 0 }],
    [
      'udp://239.192.0.4:60004?interface=10.0.0.5',
      { transport: 'udp', host: '239.192.0.4', interfaceAddress: '10.0.0.5' },
    ],
    ['file:/a/b c.log', { transport: 'file', path: '/a/b c.log', rate: 1, loop: false }],
    ['file:///a/b%20c.log?rate=10&loop=1', { transport: 'file', path: '/a/b c.log', rate: 10, loop: true }],
    ['file:x%20.gz?rate=max&loop', { transport: 'file', path: resolve('x%20.gz'), rate: 'max', loop: true }],
    ['file:../x.log?rate=0.5', { transport: 'file', path: resolve('../x.log'), rate: 0.5 }],
    ['-', { transport: 'stdin', id: 'standard input', name: 'standard input' }],
    ['stdin:?format=nmea&name=pipe', { transport: 'stdin', format: 'nmea', name: 'pipe' }],
    ['tcp://a:1?name=North%20mast&interval=2.5', { name: 'North mast', id: 'North mast', intervalMs: 2500 }],
    ['udp://0.0.0.0:8600?format=asterix', { transport: 'udp', format: 'asterix' }],
    [
      'mqtts://broker.example.com?topic=sensors/%2B/detections&topic=x&usernameEnv=MQ_USER&passwordEnv=MQ_PASS&ca=ca.pem',
      {
        transport: 'mqtt',
        tls: true,
        host: 'broker.example.com',
        port: 8883,
        topics: ['sensors/+/detections', 'x'],
        usernameEnv: 'MQ_USER',
        passwordEnv: 'MQ_PASS',
        caFile: resolve('ca.pem'),
        format: 'detections',
      },
    ],
    ['mqtt://[::1]:1884?topic=%23&qos=1', { host: '::1', port: 1884, tls: false, topics: ['#'], qos: 1 }],
    ['serial:/dev/ttyUSB0', { transport: 'serial', path: '/dev/ttyUSB0', baud: 38_400, format: 'auto' }],
    ['serial:COM3?baud=4800&format=nmea', { path: 'COM3', baud: 4800, format: 'nmea' }],
    ['serial:///dev/ttyS0', { path: '/dev/ttyS0' }],
    [
      'https://ais.example.com/stream?keyEnv=AIS_KEY&query=station%3D3%26x%3D1&ca=ca.pem',
      {
        ...{ transport: 'http', tls: true, host: 'ais.example.com', port: 443, keyEnv: 'AIS_KEY' },
        ...{ path: '/stream?station=3&x=1', caFile: resolve('ca.pem') },
        displayUrl: 'https://ais.example.com/stream?keyEnv=AIS_KEY&query=station%3D3%26x%3D1&ca=ca.pem',
      },
    ],
    [
      'http://[::1]:8080/data/aircraft.json?every=1s&format=adsb',
      { transport: 'http', tls: false, host: '::1', port: 8080, path: '/data/aircraft.json', everyMs: 1000 },
    ],
    ['http://a', { host: 'a', port: 80, path: '/' }],
    [
      'wss://stream.example.com/v0/stream?format=aisstream&keyEnv=KEY&box=40,18,42.5,20&box=-1,-2,3,4&type=PositionReport',
      {
        ...{ transport: 'ws', tls: true, port: 443, path: '/v0/stream', keyEnv: 'KEY', format: 'aisstream' },
        boxes: [
          [40, 18, 42.5, 20],
          [-1, -2, 3, 4],
        ],
        types: ['PositionReport'],
      },
    ],
    ['tcp://a:1', { name: 'tcp://a:1', id: 'tcp://a:1', displayUrl: 'tcp://a:1' }],
  ])('%s', (url, expected) => {
    expect(settings(url)).toMatchObject(expected);
  });

  it('takes paths from where it was written', () => {
    expect(settings('file:logs/x', '/etc/site')).toMatchObject({ path: '/etc/site/logs/x' });
    expect(settings('file:/logs/x', '/etc/site')).toMatchObject({ path: '/logs/x' });
  });

  it('has no interval until one is set', () => {
    expect(settings('tcp://a:1')).not.toHaveProperty('intervalMs');
  });

  it.each([
    ['', 'the URL is empty. Write tcp://HOST:PORT'],
    ['tpc://a:1', '“tpc” is no transport. Did you mean tcp?'],
    ['ais.example.com:10110', 'no transport is named. Did you mean tcp://ais.example.com:10110?'],
    ['192.0.2.1:10110', 'Did you mean tcp://192.0.2.1:10110?'],
    ['logs/x.nm4', 'no transport is named. Did you mean file:logs/x.nm4?'],
    ['serial:', 'the device is missing'],
    ['serial:/dev/ttyUSB0?baud=38401', 'baud=38401 is no usual speed. Give one of 1200, 2400, 4800'],
    ['serial:/dev/ttyUSB0?rate=1', '“rate=” is no setting of a serial feed'],
    ['http://', 'the host is missing'],
    ['http://a:0/x', '“0” is no port'],
    ['https://user:secret@a/x', 'credentials do not belong in a URL'],
    ['https://a/x?query=token%3Dabc', 'credentials do not belong in a URL'],
    ['https://a/x?station=3', '“station=” is no setting of a http feed'],
    ['http://a/x?ca=ca.pem', 'ca= is for TLS alone'],
    ['http://a/x?every=0', 'every=0 is no time'],
    ['http://a/x?every=10m', 'every=10m is no time'],
    ['wss://a/x?keyEnv=no-name', 'keyEnv= names no environment variable'],
    ['wss://a/x?box=1,2,3', 'box=1,2,3 is no area'],
    ['wss://a/x?box=40,20,42,18', 'box=40,20,42,18 is no area'],
    ['wss://a/x?type=Position%20Report', 'is no kind of message'],
    ['wss://a/x?every=10', '“every=” is no setting of a ws feed'],
    ['mqtt://broker', 'no topic is named'],
    ['mqtt://broker?topic=a/%23/b', '“a/#/b” is no topic filter'],
    ['mqtt://broker?topic=a%2B', '“a+” is no topic filter'],
    ['mqtt://broker?topic=a&qos=2', 'qos=2. Give 0 or 1'],
    ['mqtt://broker?topic=a&ca=ca.pem', 'ca= is for TLS alone'],
    ['mqtts://broker?topic=a&cert=c.pem', 'cert= and key= go together'],
    ['mqtt://broker?topic=a&passwordEnv=no secret', 'names no environment variable'],
    ['mqtt://broker/ais?topic=a', '“/ais” follows the port'],
    ['tcp:a:1', '“//” is missing after the transport. Write tcp://HOST:PORT'],
    ['tcp://:10110', 'the host is missing'],
    ['udp://:10110', 'the host is missing. Write 0.0.0.0'],
    ['tcp://a', 'the port is missing'],
    ['tcp://a:0', '“0” is no port. A port is a number from 1 to 65535'],
    ['tcp://a:65536', '“65536” is no port'],
    ['tcp://a:http', '“http” is no port'],
    ['tcp://a:1/path', '“/path” follows the port'],
    ['tcp://2001:db8::1:10110', 'an IPv6 address in brackets'],
    ['tcp://[::zz]:1', '“::zz” is no IPv6 address'],
    ['tcp://256.1.1.1:1', '“256.1.1.1” is no host name or address'],
    ['tcp://a:1?fromat=ais', '“fromat=” is no setting of a tcp feed. Did you mean “format”?'],
    ['tcp://a:1?loop=1', '“loop=” is no setting of a tcp feed'],
    ['tcp://a:1?name=x&name=y', '“name=” is given twice'],
    ['tcp://a:1?format=aiss', '“aiss” is no format. Did you mean “ais”?'],
    ['tcp://a:1?interval=0', 'interval=0 is no number of seconds'],
    ['tcp://a:1?name=', 'the name is 0 characters long'],
    ['udp://239.0.0.1:1?interface=eth0', 'interface=eth0 names no interface'],
    ['file:', 'the path is missing'],
    ['file://host/x', 'a file of another machine'],
    ['file:///%zz', 'broken percent code'],
    ['file:x?rate=-1', 'rate=-1 is no rate'],
    ['file:x?rate=0', 'rate=0 is no rate'],
    ['file:x?loop=maybe', 'loop=maybe is neither yes nor no'],
    ['stdin:x', '“x” follows stdin:'],
  ])('%s is refused with a reason', (url, reason) => {
    expect(fault(url)).toContain(reason);
    expect(fault(url)).toContain('--feed');
  });

  it('never shows credentials, not even in a fault', () => {
    expect(displayUrl('mqtt://user:secret@host/x?password=secret&a=1')).toBe('mqtt://host/x?password=…&a=1');
    expect(displayUrl('tcp://us@er:sec@ret@host:1')).toBe('tcp://host:1');
    expect(fault('tcp://user:secret@host:1')).toContain('knows no user name or password');
    for (const url of [
      'tcp://user:secret@host:1',
      'mqtt://u:secret@h',
      'tcp://u:secret@h',
      'tcp://a:1?key=secret',
      'https://a/x?apikey=secret',
      'https://a/x?query=station%3D3%26api_key%3Dsecret%26x%3D1',
      'wss://a/x?keyEnv=not-the-name-but-secret',
    ]) {
      expect(fault(url)).not.toContain('secret');
    }
    const key = 'deadbeef0123456789abcdef01234567';
    expect(fault(`wss://a/x?keyEnv=${key}&type=A`)).toContain(
      'keyEnv=…&type=A: keyEnv= names no environment',
    );
    expect(fault(`wss://a/x?keyEnv=${key}`)).not.toContain(key);
    expect(displayUrl('wss://a/x?keyEnv=SITE_KEY&query=x%3D1')).toBe('wss://a/x?keyEnv=SITE_KEY&query=x%3D1');
  });

  it('is never answered with an exception', () => {
    const piece = fc.constantFrom(
      'tcp',
      '://',
      ':',
      'file:',
      'udp',
      '[',
      ']',
      '::1',
      '1',
      '?',
      '&',
      'rate=',
      '%',
      '@',
      '-',
      '/',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (url) => void parseFeedUrl(url)),
      { numRuns: 3000 },
    );
  });
});

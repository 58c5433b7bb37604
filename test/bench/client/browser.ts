/** A page of a bench in a browser of its own, and the processor time of its main thread. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type CDPSession, chromium } from 'playwright-core';
import { build } from 'vite';
import type { ViewState } from './page.ts';

const HERE = import.meta.dirname;

/** `WATCHFLOOR_BENCH_GPU=1` draws with the graphics card; otherwise software does. */
const HAS_CARD = process.env.WATCHFLOOR_BENCH_GPU === '1';
const DRAWING = HAS_CARD
  ? ['--ignore-gpu-blocklist', '--enable-gpu']
  : ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'];

/**
 * In the page: every call draws one of its instances. Software takes minutes for what a card draws in milliseconds; what
 * the page's thread does is the same.
 */
function drawOne(): void {
  const { drawArraysInstanced, drawElementsInstanced } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.drawArraysInstanced = function (mode, first, count, instances) {
    drawArraysInstanced.call(this, mode, first, count, Math.min(1, instances));
  };
  WebGL2RenderingContext.prototype.drawElementsInstanced = function (mode, count, type, offset, instances) {
    drawElementsInstanced.call(this, mode, count, type, offset, Math.min(1, instances));
  };
}

export interface PageOptions {
  /** `<name>.page.ts` of this folder. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly viewState: ViewState;
  readonly tiles: readonly number[];
  /** What the page is given, one piece after the other. */
  readonly wire: Generator<Uint8Array>;
}

export interface OpenPage {
  /** Brings so many pieces of the wire into the page. */
  fetch(pieces: number): Promise<number>;
  apply(): Promise<number>;
  draw(times: number): Promise<void>;
  run(draws: number): Promise<number>;
  /** Milliseconds that the page's main thread has run. */
  threadMs(): Promise<number>;
  /** What draws, by its own name. */
  renderer(): Promise<string>;
  close(): Promise<void>;
}

/** The page's code, by path; the first is where it begins. */
async function bundle(name: string): Promise<Map<string, string>> {
  const built = await build({
    configFile: false,
    root: HERE,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: path.join(HERE, `${name}.page.ts`), formats: ['es'], fileName: name },
    },
  });
  const [{ output } = { output: [] }] = Array.isArray(built) ? built : 'output' in built ? [built] : [];
  return new Map(
    output.flatMap((one) =>
      one.type === 'chunk' ? [[one.isEntry ? '/page.js' : `/${one.fileName}`, one.code] as const] : [],
    ),
  );
}

/** Throws where there is no browser. */
export async function openPage(options: PageOptions): Promise<OpenPage> {
  const executablePath = process.env.WATCHFLOOR_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error('this bench needs Chromium: install it, or name one in WATCHFLOOR_CHROMIUM');
  const { width, height, viewState, tiles, wire } = options;
  const code = await bundle(options.name);
  const html = `<!doctype html><style>html,body{margin:0}</style><canvas style="width:${width}px;height:${height}px"></canvas><script type="module" src="/page.js"></script>`;
  const http = createServer(({ url }, response) => {
    const [type, body] =
      url === '/'
        ? ['text/html', html]
        : code.has(url ?? '')
          ? ['text/javascript', code.get(url ?? '')]
          : url === '/begin'
            ? ['application/json', JSON.stringify({ viewState, tiles })]
            : url === '/wire'
              ? ['application/octet-stream', wire.next().value as Uint8Array]
              : ['text/plain', ''];
    response.setHeader('content-type', type!);
    response.end(body);
  });
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-sync', ...DRAWING],
  });
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('pageerror', (error) => console.error(`the page: ${error.stack ?? error.message}`));
  page.on('console', (said) => said.type() === 'error' && console.error(`the page says: ${said.text()}`));
  if (!HAS_CARD) await page.addInitScript(drawOne);
  const devtools: CDPSession = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => window.bench !== undefined, undefined, { timeout: 60_000 });
  return {
    async fetch(pieces) {
      let bytes = 0;
      for (let i = 0; i < pieces; i += 1) bytes += await page.evaluate(() => window.bench.fetch('/wire'));
      return bytes;
    },
    apply: () => page.evaluate(() => window.bench.apply()),
    draw: (times) => page.evaluate((n) => window.bench.draw(n), times),
    run: (draws) => page.evaluate((n) => window.bench.run(n), draws),
    async threadMs() {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ThreadTime')!.value * 1000;
    },
    renderer: () =>
      page.evaluate(() => {
        const context = document.createElement('canvas').getContext('webgl2');
        const info = context?.getExtension('WEBGL_debug_renderer_info');
        return context && info ? String(context.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'unknown';
      }),
    async close() {
      await browser.close();
      http.close();
    },
  };
}

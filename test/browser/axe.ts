/** axe-core in the page: what it finds that keeps people out. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Watch } from './watch.ts';

/** The page's content policy stays in force: the debugger, not the page, brings the tool in. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Findings that are a library's and not ours to mend: rule and the part of the page, each with its reason. */
const UPSTREAM: readonly { readonly rule: string; readonly html: RegExp; readonly reason: string }[] = [];

/** What is serious or critical on the page as it is now: rule, element and why. */
export async function findings({ page }: Watch): Promise<readonly string[]> {
  const there = await page.evaluate(() => 'axe' in window);
  if (!there) await page.evaluate(AXE);
  const results = (await page.evaluate(
    (options) => {
      const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
      return axe.run(options);
    },
    { resultTypes: ['violations'] } satisfies RunOptions,
  )) as AxeResults;
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes
        .filter(({ html }) => !UPSTREAM.some((known) => known.rule === id && known.html.test(html)))
        .map(({ html, any }) => `${impact} ${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
    );
}

/** By night and by day, as the operator sees it then; ends by night. */
export async function findingsByNightAndDay(watch: Watch): Promise<readonly string[]> {
  const found: string[] = [];
  for (const palette of ['day', 'night'] as const) {
    await watch.paint(palette);
    found.push(...(await findings(watch)).map((finding) => `${palette}: ${finding}`));
  }
  return found;
}

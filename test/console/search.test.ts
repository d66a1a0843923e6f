/** "npm says 403, why?": a terminal's text leads to its failure among a thousand others. */
import { beforeAll, describe, expect, test } from "vitest";
import { dataPointOf } from "../../src/analytics/data-point.ts";
import { LocalFailures } from "../../src/analytics/local-failures.ts";
import { MemoryStore } from "../../src/analytics/memory-store.ts";
import type { FailureRecord } from "../../src/analytics/record.ts";
import { searchFailures } from "../../src/console/search/search.ts";
import { understand } from "../../src/console/search/understand.ts";
import { otherFailures, type Printed, printedFailures } from "./printed-failures.ts";
import { HOST, NOW, ROUTES } from "./searched-gateway.ts";

/** Hundreds of searches of a thousand failures each, on a busy machine. */
const SLOW = { timeout: 120_000 };

describe("a terminal's text leads to its failure among 1,000 others", () => {
  let printed: readonly Printed[];
  let others: readonly FailureRecord[];

  beforeAll(async () => {
    printed = await printedFailures();
    others = otherFailures(printed, 1_000);
  });

  /** Failures a minute apart, the one in question among the older ones. */
  function storeWith(record: FailureRecord): MemoryStore {
    let at = NOW - 86_400;
    const local = new LocalFailures(() => at * 1_000);
    for (const one of [...others.slice(0, 300), record, ...others.slice(300)]) {
      at += 60;
      local.writeDataPoint(dataPointOf(one));
    }
    return new MemoryStore(local);
  }

  /** How many of the right ones come first, and how many among the first five. */
  async function placed(
    texts: readonly (readonly [Printed, string])[],
  ): Promise<{ first: number; five: number }> {
    let first = 0;
    let five = 0;
    for (const [{ record }, text] of texts) {
      const asked = await understand(text, ROUTES, HOST, NOW);
      const { results } = await searchFailures(storeWith(record), asked, 5, NOW);
      const at = results.findIndex(({ ref }) => ref === record.ref);
      if (at === 0) first += 1;
      if (at !== -1) five += 1;
    }
    return { first, five };
  }

  const wrapped = (text: string) => text.replace(/.{80}/g, "$&\n");
  const framed = (text: string) =>
    `\u001b[31m╷\n${text.replace(/^/gm, "│ \u001b[1m").replace(/$/gm, "\u001b[0m")}\n╵\u001b[0m`;
  const inALog = (text: string) =>
    `2026-11-20 build #${text.length}\n$ ci/install --frozen\nResolving dependencies...\n${text}\nError: Process completed with exit code 1.`;

  /** A sample of them, over all 15 categories and all programs. */
  const every = (nth: number) => printed.filter((_one, index) => index % nth === 0);

  /**
   * A little below what was measured; the other texts show nothing that thousands of other failures don't show too ("no
   * matching distribution found", a status alone).
   */
  test.each([
    ["broken at 80 columns, within words", wrapped, 0.76, 0.85],
    ["in colours and frames", framed, 0.77, 0.85],
    ["with the lines around them", inALog, 0.76, 0.8],
    ["cut after 160 characters", (text: string) => text.slice(0, 160), 0.75, 0.84],
  ])("pasted %s", SLOW, async (_title, pasted, first, five) => {
    const some = every(11);
    const found = await placed(some.map((one) => [one, pasted(one.text)]));
    expect(found.first / some.length).toBeGreaterThanOrEqual(first);
    expect(found.five / some.length).toBeGreaterThanOrEqual(five);
  });

  test("pasted as they are: 83 % first, 89 % among five", SLOW, async () => {
    const some = every(4);
    const found = await placed(some.map((one) => [one, one.text]));
    expect(found.first / some.length).toBeGreaterThanOrEqual(0.81);
    expect(found.five / some.length).toBeGreaterThanOrEqual(0.87);
  });

  test("with the reason or a URL of the gateway in them: 94 % first, 98 % among five", SLOW, async () => {
    const telling = every(4).filter(
      ({ text, record: { reason } }) =>
        text.includes(`https://${HOST}/`) || (reason !== "" && text.includes(reason)),
    );
    const found = await placed(telling.map((one) => [one, one.text]));
    expect(telling.length).toBeGreaterThanOrEqual(150);
    expect(found.first / telling.length).toBeGreaterThanOrEqual(0.92);
    expect(found.five / telling.length).toBeGreaterThanOrEqual(0.96);
  });
});

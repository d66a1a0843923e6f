/** When an alert begins and ends, by tables; what counts for it; how a message shows a stranger's words. */
import { describe, expect, test } from "vitest";
import { gatewayErrorPoint } from "../../src/analytics/data-point.ts";
import { LocalFailures } from "../../src/analytics/local-failures.ts";
import { MemoryStore } from "../../src/analytics/memory-store.ts";
import type { Alert, Which } from "../../src/config/alert.ts";
import { countAlerts, holds } from "../../src/console/alerts/count.ts";
import { linkTo } from "../../src/console/alerts/link.ts";
import { chatText, messageFor } from "../../src/console/alerts/message.ts";
import type { Notice } from "../../src/console/alerts/notice.ts";
import { advance, NO_STATE, readState, type State } from "../../src/console/alerts/state.ts";
import { viewOf } from "../../src/console/page/range.ts";
import { spanOf } from "../../src/console/page/span.ts";
import { failures, pointOf } from "./records.ts";

const ANY: Which = { categories: [], routes: [], originHosts: [], clients: [] };

describe("an alert from minute to minute", () => {
  /** In: for each minute whether the condition holds (`#`), does not (`.`), is unknown (`?`) or is not configured (` `). */
  function changesOf(minutes: string, quietMinutes: number): string {
    let firing: State["firing"] = {};
    return [...minutes]
      .map((sign, minute) => {
        const observation = { name: "a", holds: sign === "#", quietSeconds: quietMinutes * 60 };
        const observations = sign === "#" || sign === "." ? [observation] : [];
        const advanced = advance(firing, observations, () => sign === "?", minute * 60);
        firing = advanced.firing;
        return (
          advanced.changes.map(({ state, because }) => (because === "condition" ? state[0] : "x")).join("") ||
          "-"
        );
      })
      .join("");
  }

  test.each([
    ["whose condition is never met", "......", 3, "------"],
    ["whose condition stays met fires once", "..####", 3, "--f---"],
    ["is over when it has been quiet for its quiet time", "##....", 3, "f----o"],
    ["does not fire again and again near its limit", "#.#..#.#...", 3, "f----------"],
    ["is over its quiet time after the last of them", "#.#..#....", 3, "f--------o"],
    ["begins again", "#....#....", 3, "f---of---o"],
    ["without a quiet time is over at once", "#.#.", 0, "fofo"],
    ["is as it was while nothing is known", "#????#", 3, "f-----"],
    ["does not begin while nothing is known", "???", 3, "---"],
    ["does not end while nothing is known", "#.????.", 3, "f-----o"],
    ["is over when it is no longer configured", "## .", 3, "f-x-"],
  ])("%s", (_name, minutes, quiet, changes) => {
    expect(changesOf(minutes, quiet)).toBe(changes);
  });

  test("is read back as it was written, and anything else as null", () => {
    const state = { ...NO_STATE, revision: 3, firing: { a: { since: 5, quiet_since: null } } };
    expect(readState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    for (const other of [null, "on", { firing: 5 }, { ...state, undelivered: [{}] }])
      expect(readState(other)).toBeNull();
  });
});

describe("what counts for an alert", () => {
  /** 2026-11-26T00:05:00Z: windows reach across midnight. */
  const NOW = 1_795_651_500;
  const MINUTE = 60;
  const DAY = 86_400;

  /** In: how many failures, and how many seconds before now. */
  function storeOf(...counted: readonly (readonly [count: number, ago: number])[]): MemoryStore {
    let now = 0;
    const local = new LocalFailures(() => now);
    const [one] = failures(1);
    if (one === undefined) throw new Error("no failure");
    const record = { ...one.record, category: "timeout", route: "npm", originHost: "a.acme.io" } as const;
    for (const [count, ago] of counted)
      for (let index = 0; index < count; index += 1) {
        now = (NOW - ago) * 1_000;
        local.writeDataPoint(pointOf({ at: 0, record }));
      }
    return new MemoryStore(local);
  }

  async function countedBy(store: MemoryStore, alert: Partial<Alert>) {
    const whole = { name: "a", which: ANY, atLeast: 5, minutes: 10, timesYesterday: null, ...alert };
    const { counted } = await countAlerts(store, [whole], NOW);
    const [one] = counted;
    if (one === undefined) throw new Error("nothing counted");
    return { count: one.count, yesterday: one.yesterday, holds: holds(one) };
  }

  test.each<[string, MemoryStore, Partial<Alert>, object]>([
    ["the last minutes", storeOf([5, 5 * MINUTE]), {}, { count: 5, holds: true }],
    ["one too few", storeOf([4, 5 * MINUTE]), {}, { count: 4, holds: false }],
    ["only what can be counted by now", storeOf([4, 5 * MINUTE], [3, 30]), {}, { count: 4, holds: false }],
    ["nothing older", storeOf([4, 5 * MINUTE], [3, 11 * MINUTE + 1]), {}, { count: 4, holds: false }],
    ["across midnight", storeOf([5, 9 * MINUTE], [5, 3 * MINUTE]), {}, { count: 10, holds: true }],
    ["another category", storeOf([5, 120]), { which: { ...ANY, categories: ["conflict"] } }, { count: 0 }],
    [
      "one of several values",
      storeOf([5, 120]),
      { which: { ...ANY, categories: ["conflict", "timeout"], routes: ["npm"], originHosts: ["a.acme.io"] } },
      { count: 5, holds: true },
    ],
    ["another host", storeOf([5, 120]), { which: { ...ANY, originHosts: ["b.acme.io"] } }, { count: 0 }],
    [
      "twice as many as a day before",
      storeOf([20, 30 * MINUTE], [10, DAY + 30 * MINUTE]),
      { minutes: 60, timesYesterday: 2 },
      { count: 20, yesterday: 10, holds: true },
    ],
    [
      "not quite twice as many",
      storeOf([19, 30 * MINUTE], [10, DAY + 30 * MINUTE]),
      { minutes: 60, timesYesterday: 2 },
      { count: 19, yesterday: 10, holds: false },
    ],
    [
      "none a day before: at_least decides",
      storeOf([5, 30 * MINUTE], [9, DAY - 120 * MINUTE]),
      { minutes: 60, timesYesterday: 2 },
      { count: 5, yesterday: 0, holds: true },
    ],
    [
      "none a day before, and too few",
      storeOf([4, 30 * MINUTE]),
      { minutes: 60, timesYesterday: 2 },
      { count: 4, yesterday: 0, holds: false },
    ],
    [
      "a whole day, and the one before it",
      storeOf([4, 23 * 60 * MINUTE], [2, 25 * 60 * MINUTE]),
      { minutes: 1_440, timesYesterday: 2, atLeast: 1 },
      { count: 4, yesterday: 2, holds: true },
    ],
  ])("%s", async (_name, store, alert, expected) => {
    expect(await countedBy(store, alert)).toMatchObject(expected);
  });

  test("an error of the gateway's own is counted separately", async () => {
    const local = new LocalFailures(() => (NOW - 120) * 1_000);
    local.writeDataPoint(gatewayErrorPoint("bcdfghjkmn"));
    local.writeDataPoint(
      pointOf({ at: 0, record: { ...record(), originCode: "gateway_error", route: "-" } }),
    );
    const { gatewayErrors } = await countAlerts(new MemoryStore(local), [], NOW);
    expect(gatewayErrors).toBe(1);
  });

  function record() {
    const [one] = failures(1);
    if (one === undefined) throw new Error("no failure");
    return { ...one.record, category: "server_error" } as const;
  }
});

const NOTICE: Notice = {
  id: "a@2026-11-26T10:00:00Z/firing",
  alert: "a",
  state: "firing",
  says: "7 in 10 minutes: any failure. The alert begins at 5",
  at: "2026-11-26T10:00:00Z",
  since: "2026-11-26T10:00:00Z",
  count: 7,
  origins: [{ origin_host: "npm.acme.io", route: "npm", count: 7 }],
  reasons: [
    {
      category: "forbidden",
      reason: "<!channel> `x` *b* @here [a](https://evil.example) & <https://evil.example|ok>",
      count: 5,
    },
    { category: "timeout", reason: "", count: 2 },
  ],
  packages: [{ format: "npm", package: "@acme/left-pad", count: 7 }],
  link: "https://packages.acme.io/-/outspoken/?range=1h",
};

describe("a message", () => {
  test("contains everything for a chat, where a stranger's words mention nobody and make no link", () => {
    expect(chatText(NOTICE)).toBe(`FIRING \`a\`: 7 in 10 minutes: any failure. The alert begins at 5
Where:
• \`npm.acme.io\` (route npm) 7
Why:
• \`&lt;!channel&gt; 'x' *b* @here [a](https://evil.example) &amp; &lt;https://evil.example|ok&gt;\` (forbidden) 5
• \`(no reason given)\` (timeout) 2
Packages:
• \`@acme/left-pad\` (npm) 7
https://packages.acme.io/-/outspoken/?range=1h`);
  });

  test.each([
    ["https://hooks.slack.com/services/T/B/x", ["text"]],
    ["https://chat.googleapis.com/v1/spaces/x", ["text"]],
    ["https://prod-1.westeurope.logic.azure.com:443/workflows/x", ["attachments", "summary", "type"]],
    ["https://0.environment.api.powerplatform.com/powerautomate/x", ["attachments", "summary", "type"]],
    ["https://acme.webhook.office.com/webhookb2/x", ["attachments", "summary", "type"]],
    ["https://mattermost.acme.io/hooks/x", ["text", ...Object.keys(NOTICE)].toSorted()],
    ["https://evil-logic.azure.com.acme.io/", ["text", ...Object.keys(NOTICE)].toSorted()],
  ])("to %s has the members that the host takes", (url, members) => {
    expect(Object.keys(Object(messageFor(new URL(url), NOTICE))).toSorted()).toEqual(members);
  });

  test("is a card for Teams, whose words are not Markdown", () => {
    const message = JSON.stringify(messageFor(new URL("https://x.logic.azure.com/"), NOTICE));
    expect(message).not.toContain('"type":"TextBlock"');
    expect(message).toContain('"contentType":"application/vnd.microsoft.card.adaptive"');
    expect(message).toContain('"text":"@acme/left-pad","fontType":"monospace"');
    expect(message).toContain(`"url":"${NOTICE.link}"`);
  });
});

describe("the link to the page", () => {
  /** 2026-11-26T10:00:00Z */
  const SINCE = 1_795_687_200;
  const COMMON = { route: undefined, category: undefined, client: undefined, origin_host: undefined };

  test.each<[string, Which, number | null, object]>([
    [
      "of one value each",
      { categories: ["timeout"], routes: ["npm"], clients: ["cri-o"], originHosts: ["a.acme.io:8443"] },
      null,
      { category: "timeout", route: "npm", client: "cri-o", origin_host: "a.acme.io:8443" },
    ],
    ["of several values, shows all", { ...ANY, categories: ["timeout", "conflict"] }, SINCE + 7_200, {}],
    ["of what is over", ANY, SINCE + 600, {}],
  ])("%s", (_name, which, until, fields) => {
    const link = linkTo("https://packages.acme.io", { which, since: SINCE, until });
    const { origin, pathname, searchParams } = new URL(link ?? "");
    expect([origin, pathname]).toEqual(["https://packages.acme.io", "/-/outspoken/"]);
    const query = Object.fromEntries(searchParams);
    const { from, to, ...rest } = query;
    expect(rest).toEqual(fields);
    expect([from, to]).toEqual([
      "2026-11-26T10:00:00Z",
      until === null ? undefined : new Date(until * 1_000).toISOString().replace(".000Z", "Z"),
    ]);
    const now = SINCE + 86_400;
    expect(spanOf({ range: undefined, from, to }, now)).toEqual({
      span: { kind: "between", from: SINCE, until },
      problems: [],
    });
    expect({ ...COMMON, ...viewOf(rest) }).toMatchObject({ ...COMMON, ...fields });
  });

  test("is null if the gateway does not know its own URL", () => {
    expect(linkTo(null, { which: ANY, since: 0, until: 600 })).toBeNull();
  });
});

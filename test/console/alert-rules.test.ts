/** The README's examples for Prometheus, checked with its own tool: they are valid, and they fire when they should. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { textOf } from "../documents/markdown.ts";
import { HAS_PROMETHEUS, promtool } from "./prometheus.ts";

/** Blocks of YAML that begin with a file's name. */
const FILES = new Map(
  [...textOf("src/console/README.md").matchAll(/^```yaml\n# (\S+)\n(.*?)^```/gms)].map(
    ([, name = "", text = ""]) => [name, text],
  ),
);

test("the README has a scrape configuration and rules", () => {
  expect([...FILES.keys()]).toEqual(["prometheus.yml", "outspoken.rules.yml"]);
});

if (!HAS_PROMETHEUS) {
  process.stdout.write(
    "Not run: the alert rules (promtool is not installed; test/console/install does it).\n",
  );
}

function series(labels: string, values: string) {
  return { series: `outspoken_failures_total{route="npm",client="npm",${labels}}`, values };
}

/** One sample a minute. `10+5x60`: starts at 10, grows by 5, sixty times. */
const CASES = [
  ["OriginDown", "after minutes of timeouts", [series('category="timeout"', "1+5x60")], "20m", true],
  ["OriginDown", "over midnight", [series('category="timeout"', "9000+5x10 0+5x20")], "14m", true],
  [
    "OriginDown",
    "not by the reset at midnight",
    [series('category="timeout"', "9000x10 0x20")],
    "14m",
    false,
  ],
  ["OriginDown", "not by a few", [series('category="timeout"', "1+1x60")], "20m", false],
  ["CredentialsRefused", "if yesterday had none", [series('category="unauthorized"', "0+2x90")], "80m", true],
  [
    "CredentialsRefused",
    "at twice yesterday",
    [series('category="unauthorized"', "0+1x1440 0+5x90")],
    "1515m",
    true,
  ],
  [
    "CredentialsRefused",
    "not at as many as yesterday",
    [series('category="unauthorized"', "0+2x1440 0+2x90")],
    "1515m",
    false,
  ],
  [
    "RouteLeftSwitched",
    "after half a day",
    [{ series: 'outspoken_switch_state{route="npm",state="off"}', values: "1x800" }],
    "721m",
    true,
  ],
  [
    "OutspokenUnreadable",
    "while scrapes fail",
    [{ series: 'up{job="outspoken"}', values: "0x30" }],
    "11m",
    true,
  ],
] as const;

describe.runIf(HAS_PROMETHEUS)("the README's examples", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "rules-"));
    for (const [name, text] of FILES) writeFileSync(join(folder, name), text);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test("are a valid configuration", () => {
    // The token's file exists only on the reader's machine.
    const checked = promtool(["check", "config", "--syntax-only", join(folder, "prometheus.yml")]);
    expect(checked).toMatchObject({ status: 0 });
  });

  test("are valid rules", () => {
    const checked = promtool(["check", "rules", join(folder, "outspoken.rules.yml")]);
    expect(checked.says).toContain("SUCCESS: 4 rules found");
  });

  test.each(CASES)("%s: %s", (alertname, _title, input_series, eval_time, fires) => {
    const file = join(folder, "case.yml");
    // JSON is YAML. An expression that counts alerts, since annotations are prose.
    const firing = `count(ALERTS{alertname="${alertname}",alertstate="firing"})`;
    const exp_samples = fires ? [{ labels: "{}", value: 1 }] : [];
    const promql_expr_test = [{ expr: firing, eval_time, exp_samples }];
    const tests = [{ interval: "1m", input_series, promql_expr_test }];
    const test = { rule_files: [join(folder, "outspoken.rules.yml")], evaluation_interval: "1m", tests };
    writeFileSync(file, JSON.stringify(test));
    expect(promtool(["test", "rules", file])).toMatchObject({
      status: 0,
      says: expect.stringContaining("SUCCESS"),
    });
  });
});

/** How long a closed route tells its clients to wait: never so long, or so often, that they hang silently. */
import { expect, it } from "vitest";
import { type FormatName, loadFormat } from "../../src/clients/index.ts";
import { inMaintenance, request } from "./failing.ts";

const TEXT = "Back at 14:00 UTC.";

it.each<[FormatName, string, number | null, string | null]>([
  ["pypi", "pip/26.3 {}", 10, "10"],
  // Five waits of 15 s.
  ["pypi", "pip/26.3 {}", 75, "15"],
  ["pypi", "pip/26.3 {}", 76, null],
  ["conda", "conda/26.7.1 requests/2.32", 60, "20"],
  ["conda", "conda/26.7.1 requests/2.32", 61, null],
  ["terraform", "OpenTofu/1.12.6", 60, "60"],
  ["terraform", "OpenTofu/1.12.6", 61, null],
  ["npm", "got (https://github.com/sindresorhus/got)", 180, "60"],
  ["npm", "got (https://github.com/sindresorhus/got)", 181, null],
  ["npm", "npm/11.19.1 node/v24.21.0 linux x64", null, null],
  ["huggingface", "x; hf_hub/1.28.0", 301, null],
  ["conan", "Conan/2.34.0 (Linux 6.1)", 121, null],
  // regctl sleeps before each of five retries.
  ["oci", "regclient/regctl (v0.11.7)", 300, "60"],
  ["oci", "regclient/regctl (v0.11.7)", 301, null],
])("%s (%s), closed for %s s: %s", async (format, userAgent, leftSeconds, expected) => {
  const { speak } = await loadFormat(format);
  const spoken = speak(inMaintenance(TEXT, leftSeconds), request("/left-pad", { "user-agent": userAgent }));
  expect(spoken.headers["retry-after"] ?? null).toBe(expected);
});

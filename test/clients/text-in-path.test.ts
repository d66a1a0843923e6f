import { expect, test } from "vitest";
import { FORMAT_NAMES, TEXT_IN_PATH } from "../../src/clients/index.ts";
import { REQUESTS } from "../matrix/requests.ts";
import { answered, request } from "./failing.ts";
import { clientFormat } from "./formats.ts";

const BUN_INSTALLS = request("/left-pad", { "user-agent": "Bun/1.3.0" });

/** A secret is wanted of the operator only where there is something to sign. */
test.each(FORMAT_NAMES)("%s puts a text into a path where it is listed for it, and nowhere else", (name) => {
  const { lastResort } = clientFormat(name);
  const failure = answered(403, { message: "Blocked by policy." });
  const kinds = [BUN_INSTALLS, ...REQUESTS[name].map(([, asked]) => asked)].map(
    (asked) => lastResort?.(failure, asked)?.kind ?? null,
  );
  expect(kinds.includes("text_in_path")).toBe(TEXT_IN_PATH.has(name));
});

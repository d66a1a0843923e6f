import { expect, test } from "vitest";
import { FORMAT_NAMES, TEXT_IN_PATH } from "../../src/clients/index.ts";
import { REQUESTS } from "../matrix/requests.ts";
import { answered, request } from "./failing.ts";
import { clientFormat } from "./formats.ts";

const BUN_INSTALLS = request("/left-pad", { "user-agent": "Bun/1.3.0" });

/** The operator has to set a secret only if there is something to sign. */
test.each(FORMAT_NAMES)("%s puts text into a path only if it is listed in TEXT_IN_PATH", (name) => {
  const { lastResort } = clientFormat(name);
  const failure = answered(403, { message: "Blocked by policy." });
  const kinds = [BUN_INSTALLS, ...REQUESTS[name].map(([, asked]) => asked)].map(
    (asked) => lastResort?.(failure, asked)?.kind ?? null,
  );
  expect(kinds.includes("text_in_path")).toBe(TEXT_IN_PATH.has(name));
});
